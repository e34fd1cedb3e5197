"""Drift: each flag on the day it is raised, and the day before."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from journey.projections.batch import COVERAGE_COLUMNS
from journey.projections.batch_memory import batch_of
from journey.projections.days import day_of
from journey.projections.drift.flags import drift
from journey.projections.drift.inactivity import inactivity, inactivity_untold
from journey.projections.effective import Fact
from journey.projections.holding.holders import holders
from tests.projections.facts.building import LA, batch, fact

OPENED = date(2024, 1, 8)


def flags(*facts: Fact, on: date, names: tuple[str, ...] | None = None) -> list[tuple[str, str]]:
    """Flag and step of one child as at a day."""
    of = batch([one for one in facts if one.occurred_on is None or one.occurred_on <= on], as_at=on, names=names)
    return list(drift(of, holders(of)).select("flag", "step").rows())


def raised(flag: str, *facts: Fact, on: date) -> bool:
    return flag in [name for name, _ in flags(*facts, on=on)]


def held(**data: Any) -> list[Fact]:
    """An open episode with a lead worker."""
    return [fact("CINEpisodeOpened", OPENED), fact("WorkerAllocated", OPENED, worker="w:ada", **data)]


SEEN = date(2024, 2, 5)


@pytest.mark.parametrize(
    ("kind", "before", "day"),
    [
        # Monday 5 February 2024 and twenty working days: Monday 4 March. Six weeks: 18 March. Four weeks: 4 March.
        (fact("CPPlanStarted", OPENED), date(2024, 3, 3), date(2024, 3, 4)),
        (fact("CINPlanStarted", OPENED), date(2024, 3, 17), date(2024, 3, 18)),
        (fact("ContactReceived", OPENED), date(2024, 3, 3), date(2024, 3, 4)),
    ],
)
def test_inactivity_is_counted_from_the_last_purposeful_event(kind: Fact, before: date, day: date) -> None:
    facts = [*held(), kind, fact("ChildSeen", SEEN)]

    assert not raised("inactivity", *facts, on=before)
    assert raised("inactivity", *facts, on=day)


def test_a_visit_at_which_the_child_was_not_seen_is_not_purposeful() -> None:
    failed = fact("CPVisitMade", date(2024, 3, 1), seen="no")
    made = fact("CPVisitMade", date(2024, 3, 1), seen="yes")
    plan = [*held(), fact("CPPlanStarted", OPENED), fact("ChildSeen", SEEN)]

    assert raised("inactivity", *plan, failed, on=date(2024, 3, 8))
    assert not raised("inactivity", *plan, made, on=date(2024, 3, 8))


@pytest.mark.parametrize(("last_list", "told", "untold"), [(date(2024, 3, 3), 0, 1), (date(2024, 3, 4), 1, 0)])
def test_a_month_without_the_visits_adds_nothing_to_a_silence(last_list: date, told: int, untold: int) -> None:
    as_at = date(2024, 4, 30)
    other = ("CPPlanStarted", "every", None, day_of(as_at))
    lists = [
        (name, "latest only", day_of(day), day_of(day))
        for name, day in (("CPVisitMade", SEEN), ("CPVisitMade", last_list))
    ]
    coverage = pl.DataFrame([(LA, *row) for row in (other, *lists)], COVERAGE_COLUMNS, orient="row")
    plan = [*held(), fact("CPPlanStarted", OPENED), fact("ChildSeen", SEEN)]
    of = batch_of([(LA, "1", plan)], as_at, as_at, coverage)

    found = inactivity(of, holders(of))

    assert found["days"].to_list() == [(last_list - SEEN).days] * told
    assert len(inactivity_untold(of, holders(of))) == untold


def test_a_closed_case_is_not_inactive() -> None:
    assert not raised("inactivity", *held(), fact("CaseClosed", date(2024, 2, 1), of=OPENED), on=date(2024, 6, 3))


def test_nothing_is_counted_beyond_the_data() -> None:
    facts = [*held(), fact("ChildSeen", SEEN)]
    of = batch(facts, as_at=date(2024, 6, 3))
    of.coverage = batch(facts, as_at=date(2024, 2, 29)).coverage

    found = drift(of, holders(of))

    assert found["flag"].to_list() == ["delay"]
    assert found.select(pl.col("since") + pl.col("days")).item() == day_of(date(2024, 2, 29))


@pytest.mark.parametrize(
    ("day", "step"),
    [(date(2025, 4, 7), None), (date(2025, 4, 8), "protection_early"), (date(2025, 7, 8), "protection"),
     (date(2026, 1, 7), "protection"), (date(2026, 1, 8), "two_years")],
)  # fmt: skip
def test_of_a_long_protection_plan_the_longest_step_is_said(day: date, step: str | None) -> None:
    found = dict(flags(*held(), fact("CPPlanStarted", OPENED), on=day))

    assert found.get("long_plan") == step


@pytest.mark.parametrize(
    ("begun", "before", "day"),
    [
        ("CINPlanStarted", date(2025, 1, 7), date(2025, 1, 8)),
        ("PreProceedingsStarted", date(2024, 4, 29), date(2024, 4, 30)),
        ("CareProceedingsIssued", date(2024, 7, 8), date(2024, 7, 9)),
    ],
)
def test_plans_and_proceedings_past_their_limit(begun: str, before: date, day: date) -> None:
    assert not raised("long_plan", *held(), fact(begun, OPENED), on=before)
    assert raised("long_plan", *held(), fact(begun, OPENED), on=day)


def test_an_episode_is_no_plan() -> None:
    status = fact("CaseStatusObserved", OPENED, status="child-in-need-plan")

    found = flags(*held(), status, on=date(2025, 1, 8))

    assert ("long_episode", "ongoing") in found
    assert not any(name == "long_plan" for name, _ in found)


@pytest.mark.parametrize(
    ("day", "gap"), [(date(2024, 2, 9), False), (date(2024, 2, 11), False), (date(2024, 2, 12), True)]
)
def test_an_allocation_gap_lasts_a_working_day(day: date, gap: bool) -> None:
    """The worker left on Friday 9 February."""
    left = fact("WorkerEnded", date(2024, 2, 9), of=OPENED)

    assert raised("allocation_gap", *held(), left, on=day) is gap


@pytest.mark.parametrize(("day", "limbo"), [(date(2024, 1, 22), False), (date(2024, 1, 23), True)])
def test_a_transfer_agreed_and_not_accepted(day: date, limbo: bool) -> None:
    agreed = fact("HubTransferAgreed", OPENED, to_hub="Hub 5")

    assert raised("transfer_limbo", *held(), agreed, on=day) is limbo


@pytest.mark.parametrize("answer", ["HubTransferred", "HubTransferRefused"])
def test_a_transfer_that_was_answered_does_not_hang(answer: str) -> None:
    agreed = [fact("HubTransferAgreed", OPENED, to_hub="Hub 5"), fact(answer, date(2024, 1, 30), of=OPENED)]

    assert not raised("transfer_limbo", *held(), *agreed, on=date(2024, 6, 3))


@pytest.mark.parametrize(("day", "over"), [(date(2024, 2, 29), False), (date(2024, 3, 1), True)])
def test_an_action_well_past_its_day(day: date, over: bool) -> None:
    action = fact("ActionSet", OPENED, due_on=date(2024, 2, 1))

    assert raised("actions_overdue", *held(), action, on=day) is over
    assert not raised("actions_overdue", *held(), action, fact("ActionDone", date(2024, 2, 20), of=OPENED), on=day)


def test_a_plan_that_nothing_changed_for_six_months() -> None:
    plan = [*held(), fact("CPPlanStarted", OPENED)]
    revised = fact("PlanRevised", date(2024, 3, 4))

    assert raised("static_plan", *plan, on=date(2024, 7, 8))
    assert not raised("static_plan", *plan, on=date(2024, 7, 7))
    assert not raised("static_plan", *plan, revised, on=date(2024, 9, 3))


def test_where_changes_of_plans_are_not_recorded_no_plan_is_called_static() -> None:
    known = ("CINEpisodeOpened", "CPPlanStarted", "WorkerAllocated")

    found = flags(*held(), fact("CPPlanStarted", OPENED), on=date(2024, 9, 3), names=known)

    assert "static_plan" not in [name for name, _ in found]


def test_three_referrals_in_twenty_four_months() -> None:
    closed = [fact("CINEpisodeOpened", day) for day in (date(2022, 6, 1), date(2023, 3, 1))]
    ends = [
        fact("CaseClosed", date(2022, 8, 1), of=date(2022, 6, 1)),
        fact("CaseClosed", date(2023, 5, 1), of=date(2023, 3, 1)),
    ]
    referrals = [fact("ReferralReceived", day) for day in (date(2022, 6, 1), date(2023, 3, 1), OPENED)]

    assert ("revolving_door", "referrals") in flags(*held(), *closed, *ends, *referrals, on=date(2024, 6, 1))
    assert ("revolving_door", "referrals") not in flags(*held(), *closed, *ends, *referrals, on=date(2024, 6, 2))


@pytest.mark.parametrize(("ended", "soon"), [(date(2022, 1, 8), True), (date(2022, 1, 7), False)])
def test_a_second_protection_plan_within_two_years(ended: date, soon: bool) -> None:
    first = [fact("CPPlanStarted", date(2021, 6, 1)), fact("CPPlanEnded", ended, of=date(2021, 6, 1))]

    found = flags(*held(), *first, fact("CPPlanStarted", OPENED), on=date(2024, 2, 1))

    assert (("revolving_door", "second_plan") in found) is soon


@pytest.mark.parametrize(("day", "over"), [(date(2024, 3, 11), False), (date(2024, 3, 12), True)])
def test_an_assessment_past_forty_five_working_days_without_a_reason(day: date, over: bool) -> None:
    assessment = fact("AssessmentStarted", OPENED)
    why = fact("AssessmentDelayExplained", date(2024, 3, 4), of=OPENED)

    assert raised("assessment_delay_without_cause", *held(), assessment, on=day) is over
    assert not raised("assessment_delay_without_cause", *held(), assessment, why, on=day)


@pytest.mark.parametrize(("day", "long"), [(date(2024, 7, 8), False), (date(2024, 7, 9), True)])
def test_accommodated_under_section_20_for_more_than_six_months(day: date, long: bool) -> None:
    care = [fact("BecameLookedAfter", OPENED), fact("LegalStatusChanged", OPENED, status="V2")]

    assert (("permanence_drift", "section_20") in flags(*held(), *care, on=day)) is long


@pytest.mark.parametrize(("day", "late"), [(date(2025, 1, 8), False), (date(2025, 1, 9), True)])
def test_adoption_decided_and_the_child_not_placed(day: date, late: bool) -> None:
    decided = fact("AdoptionDecisionMade", OPENED)

    assert raised("permanence_drift", *held(), decided, on=day) is late
    assert not raised("permanence_drift", *held(), decided, fact("PlacedForAdoption", date(2024, 9, 2)), on=day)


def detail(flag: str, *facts: Fact, on: date, step: str) -> list[str]:
    of = batch([one for one in facts if one.occurred_on is None or one.occurred_on <= on], as_at=on)
    return list(drift(of, holders(of)).filter(flag=flag, step=step)["detail"])


def test_a_delay_counts_what_is_overdue_and_what_was_late() -> None:
    """The first core group was due by 22 January, and met on the 24th; the visit was due on 22 January too."""
    facts = [*held(), fact("CPPlanStarted", OPENED), fact("ChildSeen", OPENED)]
    late = fact("CoreGroupMet", date(2024, 1, 24))

    before = detail("delay", *facts, on=date(2024, 1, 22), step="any")
    after = detail("delay", *facts, late, on=date(2024, 1, 24), step="any")

    assert before == []
    assert len(after) == 1
    assert after[0].endswith("late; at most 2 days over")
    assert "0 late" not in after[0]


def test_a_delay_is_said_of_open_cases_alone() -> None:
    closed = [
        fact("CPPlanEnded", date(2024, 5, 1), of=OPENED), fact("CaseClosed", date(2024, 5, 1), of=OPENED)
    ]  # fmt: skip
    facts = [*held(), fact("CPPlanStarted", OPENED)]

    assert raised("delay", *facts, on=date(2024, 4, 30))
    assert not raised("delay", *facts, *closed, on=date(2024, 5, 2))


IN_CARE = [fact("BecameLookedAfter", OPENED), fact("LACReviewHeld", date(2024, 2, 1))]
SECOND = fact("LACReviewHeld", date(2024, 4, 25))


def test_no_plan_for_permanence_by_the_second_review() -> None:
    agreed = fact("PermanencePlanAgreed", date(2024, 4, 25))

    assert ("permanence_drift", "no_plan") in flags(*held(), *IN_CARE, SECOND, on=date(2024, 5, 20))
    assert ("permanence_drift", "no_plan") not in flags(*held(), *IN_CARE, SECOND, agreed, on=date(2024, 5, 20))


def test_a_plan_that_two_reviews_left_as_it_was() -> None:
    between, before = fact("PlanRevised", date(2024, 3, 1)), fact("PlanRevised", date(2024, 1, 31))

    assert ("static_plan", "reviews") not in flags(*held(), *IN_CARE, on=date(2024, 4, 24))
    assert ("static_plan", "reviews") in flags(*held(), *IN_CARE, SECOND, on=date(2024, 4, 25))
    assert ("static_plan", "reviews") in flags(*held(), *IN_CARE, before, SECOND, on=date(2024, 4, 25))
    assert ("static_plan", "reviews") not in flags(*held(), *IN_CARE, between, SECOND, on=date(2024, 4, 25))


def test_where_changes_of_plans_are_not_recorded_reviews_show_no_static_plan() -> None:
    known = ("BecameLookedAfter", "CINEpisodeOpened", "LACReviewHeld", "WorkerAllocated")

    assert ("static_plan", "reviews") not in flags(*held(), *IN_CARE, SECOND, on=date(2024, 4, 25), names=known)


def test_every_flag_says_whose_limit_it_is() -> None:
    of = batch([*held(), fact("CPPlanStarted", OPENED)], as_at=date(2026, 1, 8))

    found = drift(of, holders(of)).filter(flag="long_plan")

    assert found.select("limit", "authority").rows() == [("24 months", "guidance")]
