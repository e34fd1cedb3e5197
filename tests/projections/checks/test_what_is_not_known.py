"""What is not known is never a yes, and not a no either: sources that end, begin late, or show the latest only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from journey.projections.batch import COVERAGE_COLUMNS, Batch, day_of
from journey.projections.checks import checks
from journey.projections.effective import Fact
from tests.projections.facts.building import LA, batch, fact

END = date(2017, 3, 31)
BORN = fact("ChildRegistered", None, date_of_birth=date(2010, 5, 1))


def covered(*rows: tuple[str, str, date | None, date]) -> pl.DataFrame:
    """Coverage: event, what is carried of it, from and to."""
    days = [
        (LA, name, what, None if first is None else day_of(first), day_of(last)) for name, what, first, last in rows
    ]
    return pl.DataFrame(days, COVERAGE_COLUMNS, orient="row")


def answers(rule: str, step: str, facts: Sequence[Fact], coverage: pl.DataFrame | None = None) -> list[str]:
    """The answers about one child at the end of March 2017."""
    of: Batch = batch(list(facts), as_at=END)
    of.coverage = of.coverage if coverage is None else coverage
    return checks(of, (rule,)).filter(step=step)["answer"].to_list()


def test_twelve_months_before_a_referral_that_are_not_covered() -> None:
    referral = [fact("ReferralReceived", date(2017, 3, 6))]
    late = covered(("ReferralReceived", "every", date(2016, 3, 7), END))
    in_time = covered(("ReferralReceived", "every", date(2016, 3, 6), END))

    assert answers("R03", "repeat", referral, late) == ["cannot tell"]
    assert answers("R03", "repeat", referral, in_time) == ["no"]


@pytest.mark.parametrize(("counted", "answer"), [(None, "cannot tell"), (0, "no"), (1, "yes")])
def test_whether_there_ever_was_a_plan_by_what_the_file_counts(counted: int | None, answer: str) -> None:
    plan = [fact("CPPlanStarted", date(2017, 3, 6), asserted_previous_plans=counted)]
    bounded = covered(("CPPlanStarted", "every", date(2016, 3, 31), END))

    assert answers("C13", "ever", plan, bounded) == [answer]


@pytest.mark.parametrize(("ends", "answer"), [(date(2017, 3, 31), "no"), (date(2017, 3, 30), "cannot tell")])
def test_a_plan_beyond_the_data_may_have_ended(ends: date, answer: str) -> None:
    plan = [fact("CPPlanStarted", date(2016, 3, 6))]
    bounded = covered(("CPPlanStarted", "every", None, END), ("CPPlanEnded", "every", None, ends))

    assert answers("C12", "open", plan, bounded) == [answer]


def test_a_file_of_the_last_visit_settles_the_window_when_it_lies_before() -> None:
    plan = [fact("CPPlanStarted", date(2016, 3, 6)), fact("CPVisitMade", date(2017, 3, 1), seen="yes")]
    latest = covered(("CPPlanEnded", "every", None, END), ("CPVisitMade", "latest only", END, END))

    assert answers("C10", "window", plan, latest) == ["no"]
    assert answers("C10", "window", plan, covered(("CPPlanEnded", "every", None, END))) == ["cannot tell"]


def test_with_the_last_review_alone_nobody_knows_which_was_the_second() -> None:
    care = [
        fact("BecameLookedAfter", date(2016, 9, 1)),
        fact("LACReviewHeld", date(2016, 9, 20)),
        fact("LACReviewHeld", date(2016, 12, 20)),
        fact("PermanencePlanAgreed", date(2016, 12, 1)),
    ]
    every = (("CeasedLookedAfter", "every", None, END), ("PermanencePlanAgreed", "every", None, END))
    latest = covered(*every, ("LACReviewHeld", "latest only", END, END))

    assert answers("L09", "second_review", care) == ["yes"]
    assert answers("L09", "second_review", care, latest) == ["cannot tell"]
    assert answers("L09", "second_review", care[:3], latest) == ["no"], "no plan by the second review that is known"


def test_placements_that_a_file_does_not_show_may_be_more() -> None:
    placed = [
        fact("PlacementStarted", day, type="U6") for day in (date(2016, 9, 1), date(2016, 11, 1), date(2017, 1, 5))
    ]
    care = [fact("BecameLookedAfter", date(2016, 9, 1)), *placed]
    current = covered(("CeasedLookedAfter", "every", None, END), ("PlacementStarted", "latest only", END, END))

    assert answers("L10", "placements", care, current) == ["yes"], "three are known, and more make no difference"
    assert answers("L10", "placements", care[:3], current) == ["cannot tell"]


def test_placements_of_an_earlier_period_of_care_in_the_year_may_have_gone_unseen() -> None:
    care = [fact("BecameLookedAfter", date(2017, 1, 5)), fact("PlacementStarted", date(2017, 1, 5), type="U6")]
    ends = ("CeasedLookedAfter", "every", None, END)

    since_care = covered(ends, ("PlacementStarted", "every", date(2017, 1, 5), END))
    all_year = covered(ends, ("PlacementStarted", "every", date(2016, 4, 1), END))

    assert answers("L10", "placements", care, since_care) == ["cannot tell"]
    assert answers("L10", "placements", care, all_year) == ["no"]


def test_a_placement_that_a_file_shows_with_its_start_is_known_to_last() -> None:
    care = [BORN, fact("BecameLookedAfter", date(2014, 9, 1)), fact("PlacementStarted", date(2015, 3, 31), type="U4")]
    current = covered(("CeasedLookedAfter", "every", None, END), ("PlacementStarted", "latest only", END, END))

    assert answers("L11", "same_placement", care, current) == ["yes"]


def test_where_an_adoptive_placement_came_from_may_not_be_known() -> None:
    care = [BORN, fact("BecameLookedAfter", date(2014, 9, 1)), fact("PlacementStarted", date(2017, 1, 5), type="A4")]
    current = covered(("CeasedLookedAfter", "every", None, END), ("PlacementStarted", "latest only", END, END))

    assert answers("L11", "same_placement", care, current) == ["cannot tell"]
    assert answers("L11", "same_placement", care) == ["no"], "all placements are known, and there was none before"


def test_an_agency_that_could_not_be_read_may_be_the_missing_one() -> None:
    there = ["social worker", "manager", "health", {"code": None, "written": "somebody"}]

    assert answers("C02", "minimum", [fact("StrategyDiscussionHeld", date(2017, 3, 6), attending=there)]) == [
        "cannot tell"
    ]
    assert answers("C02", "minimum", [fact("StrategyDiscussionHeld", date(2017, 3, 6), attending=there[:3])]) == ["no"]


def test_before_the_first_guidance_that_is_known_no_minimum_is_asked_for() -> None:
    early = fact("StrategyDiscussionHeld", date(2015, 3, 25), attending=["social worker"])

    assert answers("C02", "minimum", [early]) == ["cannot tell"]


def test_without_a_source_of_contacts_nobody_can_tell_who_was_out_of_touch() -> None:
    leaver = [fact("CareLeaverStatusObserved", END, eligibility="former-relevant")]

    assert answers("K04", "monthly", leaver) == ["no"]
    assert answers("K04", "monthly", leaver, covered()) == ["cannot tell"]


def begun(name: str, on: date, ongoing: bool) -> Fact:
    """Something that began on a day, or that a return only shows to have been going on by then."""
    return replace(fact(name, on), precision="inferred" if ongoing else "exact")


@pytest.mark.parametrize(
    ("care_on", "ongoing", "home_on", "home_ongoing", "answer"),
    [
        (date(2013, 5, 1), False, date(2016, 4, 4), False, "no"),
        (date(2013, 5, 1), False, date(2016, 4, 4), True, "cannot tell"),
        (date(2013, 5, 1), False, date(2014, 4, 4), True, "yes"),
        (date(2016, 4, 4), False, date(2016, 4, 4), False, "not applicable"),
        (date(2016, 4, 4), True, date(2016, 4, 4), True, "cannot tell"),
    ],
)
def test_how_long_a_child_has_lived_somewhere_where_nobody_says_since_when(
    care_on: date, ongoing: bool, home_on: date, home_ongoing: bool, answer: str
) -> None:
    facts = [BORN, begun("BecameLookedAfter", care_on, ongoing), begun("PlacementStarted", home_on, home_ongoing)]

    assert answers("L11", "same_placement", facts) == [answer]


@pytest.mark.parametrize(("ongoing", "answer"), [(False, "no"), (True, "cannot tell")])
def test_which_review_was_the_second_where_nobody_says_when_care_began(ongoing: bool, answer: str) -> None:
    reviews = [fact("LACReviewHeld", day) for day in (date(2016, 5, 2), date(2016, 8, 1))]

    assert answers("L09", "second_review", [begun("BecameLookedAfter", date(2016, 4, 4), ongoing), *reviews]) == [
        answer
    ]
