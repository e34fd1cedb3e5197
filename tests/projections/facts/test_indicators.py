"""Indicators: each by its published definition, on both sides of its line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.domain.errors import UsageError
from journey.projections.batch import Batch
from journey.projections.effective import Fact
from journey.projections.indicators import indicator, indicators
from journey.projections.indicators.figures import counted, figures, units_of, wilson
from journey.projections.indicators.groups import Grouping, groups
from journey.projections.indicators.measure import Period
from journey.projections.indicators.periods import periods
from journey.projections.indicators.timeliness import of_timescale
from tests.projections.facts.building import batch, fact

MARCH = Period(date(2017, 3, 1), date(2017, 3, 31))


def figure(name: str, *histories: list[Fact], of: Batch | None = None, by: str | None = None, rule: Any = None) -> Any:
    """The rows of an indicator for March 2017."""
    asked, rule, grouping = indicator(name), rule or "referrals-only", Grouping(by)
    everybody = of or batch(*histories, as_at=MARCH.last)
    units = units_of(everybody, asked, MARCH, rule, groups(everybody, grouping))
    return figures(asked, MARCH, rule, [counted(units)], grouping)


def answer(name: str, *facts: Fact, of: Batch | None = None) -> tuple[int, int]:
    """Numerator and what cannot be told, of one child."""
    (row,) = figure(name, list(facts), of=of)
    return row["numerator"], row["cannot_tell"]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(25, 50, 36.6, 63.4), (28, 55, 38.1, 63.6), (30, 60, 37.7, 62.3), (6, 60, 4.7, 20.1), (48, 60, 68.2, 88.2),
     (0, 55, 0, 6.5), (50, 50, 92.9, 100)],
)  # fmt: skip
def test_the_wilson_interval_is_the_published_one(k: int, n: int, low: float, high: float) -> None:
    found = wilson(k, n)

    assert found is not None
    assert [round(100 * end, 1) for end in found] == [low, high]


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(0, 0) is None
    assert figure("repeat_referrals")[0] | {"value": None, "low": None, "high": None} == figure("repeat_referrals")[0]


@pytest.mark.parametrize(("started", "long"), [(date(2016, 3, 31), 1), (date(2016, 4, 1), 0)])
def test_a_plan_that_began_a_year_before_the_month_end_is_ongoing_for_twelve_months(started: date, long: int) -> None:
    assert answer("cin_plans_twelve_months", fact("CINPlanStarted", started)) == (long, 0)


def test_when_a_plan_began_cannot_be_told_from_a_status() -> None:
    shown = [
        fact("CINEpisodeOpened", date(2015, 1, 5)),
        fact("CaseStatusObserved", MARCH.last, status="child-in-need-plan"),
    ]

    assert answer("cin_plans_twelve_months", *shown) == (0, 1)
    assert answer("cin_episodes_twelve_months", *shown) == (1, 0)


PLAN = fact("CPPlanStarted", date(2016, 6, 1))


@pytest.mark.parametrize(
    ("day", "seen", "counts"),
    [
        # The last ten working days of March 2017 begin on Monday 20.
        (date(2017, 3, 20), "yes", (1, 0)),
        (date(2017, 3, 19), "yes", (0, 0)),
        (date(2017, 3, 31), "yes", (1, 0)),
        (date(2017, 3, 24), "no", (0, 0)),
        (date(2017, 3, 24), None, (0, 1)),
    ],
)
def test_visited_and_seen_in_the_last_ten_working_days(day: date, seen: str | None, counts: tuple[int, int]) -> None:
    assert answer("cp_visited_and_seen", PLAN, fact("CPVisitMade", day, seen=seen)) == counts


@pytest.mark.parametrize(("started", "asked"), [(date(2017, 3, 17), 1), (date(2017, 3, 18), 0)])
def test_plans_of_less_than_two_weeks_are_not_asked(started: date, asked: int) -> None:
    (row,) = figure("cp_visited_and_seen", [fact("CPPlanStarted", started)])

    assert row["denominator"] == asked


def test_beyond_the_data_nobody_can_tell_whether_a_child_was_visited() -> None:
    of = batch([PLAN], as_at=MARCH.last)
    of.coverage = batch([PLAN], as_at=date(2017, 3, 30)).coverage

    assert answer("cp_visited_and_seen", of=of) == (0, 1)


@pytest.mark.parametrize(
    ("reviewed", "eligibility", "counts"),
    [(date(2016, 10, 1), "relevant", 1), (date(2016, 9, 30), "relevant", 0), (date(2017, 3, 1), "qualifying", None)],
)
def test_pathway_plans_reviewed_in_six_months(reviewed: date, eligibility: str, counts: int | None) -> None:
    leaver = [
        fact("CareLeaverStatusObserved", MARCH.last, eligibility=eligibility),
        fact("PathwayPlanReviewed", reviewed),
    ]

    (row,) = figure("pathway_plans_reviewed", leaver)

    assert (row["numerator"], row["denominator"]) == ((counts, 1) if counts is not None else (0, 0))


def test_repeat_referrals_by_counting_rule() -> None:
    history = [fact("ContactReceived", date(2017, 1, 9)), fact("ReferralReceived", date(2017, 3, 6))]

    (only,), (everything,) = (
        figure("repeat_referrals", history, rule=rule) for rule in ("referrals-only", "contacts-as-referrals")
    )

    assert (only["numerator"], only["counting_rule"]) == (0, "referrals-only")
    assert (everything["numerator"], everything["counting_rule"]) == (1, "contacts-as-referrals")


def test_referral_decisions_in_one_working_day() -> None:
    """Two referrals on Friday 3 March 2017, decided and authorised on the Monday and on the Tuesday after."""
    friday = date(2017, 3, 3)

    def decided(on: date) -> list[Fact]:
        parts = ("ReferralDecisionMade", "ReferralDecisionAuthorised")
        return [fact("ReferralReceived", friday), *(fact(part, on, of=friday) for part in parts)]

    (row,) = figure("referral_decisions_in_time", decided(date(2017, 3, 6)), decided(date(2017, 3, 7)))

    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 0.5)


@pytest.mark.parametrize(("settings", "answers"), [((), ["cannot tell"]), (("statutory_visit_implies_seen",), ["yes"])])
def test_timeliness_goes_by_the_settings_of_the_rules(settings: tuple[str, ...], answers: list[str]) -> None:
    of = batch([fact("CPPlanStarted", date(2017, 3, 1)), fact("CPVisitMade", date(2017, 3, 8))], as_at=MARCH.last)
    of.settings = frozenset(settings)

    found = of_timescale("C10", "started_on")(of, Period(date(2017, 3, 1), date(2017, 3, 7)), "referrals-only")

    assert found["answer"].to_list() == answers


@pytest.mark.parametrize(("nfa", "value"), [("yes", 1.0), ("no", 0.0), (None, None)])
def test_referrals_without_further_action(nfa: str | None, value: float | None) -> None:
    (row,) = figure("referrals_without_action", [fact("ReferralReceived", date(2017, 3, 6), no_further_action=nfa)])

    assert row["value"] == value


@pytest.mark.parametrize(("ended", "short"), [(date(2017, 3, 5), 1), (date(2017, 3, 6), 0)])
def test_short_protection_plans(ended: date, short: int) -> None:
    started = date(2016, 12, 6)

    assert answer("cp_plans_short", fact("CPPlanStarted", started), fact("CPPlanEnded", ended, of=started)) == (
        short,
        0,
    )


@pytest.mark.parametrize(("ended", "long"), [(date(2017, 3, 5), 0), (date(2017, 3, 6), 1)])
def test_protection_plans_of_two_years(ended: date, long: int) -> None:
    started = date(2015, 3, 6)

    assert answer("cp_plans_two_years", fact("CPPlanStarted", started), fact("CPPlanEnded", ended, of=started)) == (
        long,
        0,
    )


def test_whether_there_ever_was_a_plan_is_known_only_where_the_sources_reach_back_for_ever() -> None:
    new = fact("CPPlanStarted", date(2017, 3, 6))
    before = [fact("CPPlanStarted", date(2012, 3, 6)), fact("CPPlanEnded", date(2012, 6, 6), of=date(2012, 3, 6))]
    bounded = batch([new], as_at=MARCH.last, since=date(2010, 1, 1))

    assert answer("cp_plans_again", new, *before) == (1, 0)
    assert answer("cp_plans_again", new) == (0, 0)
    assert answer("cp_plans_again", of=bounded) == (0, 1)


@pytest.mark.parametrize(("seen", "value"), [("yes", 1.0), ("no", 0.0), ("unknown", None)])
def test_child_seen_in_the_assessment(seen: str, value: float | None) -> None:
    started = date(2017, 2, 1)
    done = [
        fact("AssessmentStarted", started, child_seen=seen),
        fact("AssessmentAuthorised", date(2017, 3, 1), of=started),
    ]

    (row,) = figure("child_seen_in_assessment", done)

    assert row["value"] == value


def test_a_figure_by_group_adds_up() -> None:
    histories = [[fact("ChildRegistered", None, sex=sex), fact("ReferralReceived", date(2017, 3, 6))] for sex in "FFM"]

    rows = figure("referrals", *histories, by="sex")

    assert {row["group"]: row["value"] for row in rows} == {"F": 2, "M": 1}


@pytest.mark.parametrize("by", ["hub", "team", "worker", "status", "age", "sex", "ethnicity", "disability", "need"])
def test_what_is_not_known_is_a_group(by: str) -> None:
    (row,) = figure("referrals", [fact("ReferralReceived", date(2017, 3, 6))], by=by)

    assert row["group"] == "not known"


def test_a_trend_ends_on_the_as_at_day() -> None:
    found = periods(None, None, None, 2, date(2017, 3, 15))

    assert found == [Period(date(2017, 2, 1), date(2017, 2, 28)), Period(date(2017, 3, 1), date(2017, 3, 15))]


def test_a_month_after_the_data_is_refused() -> None:
    with pytest.raises(UsageError, match="begins after the as-at day"):
        periods(date(2017, 4, 1), None, None, 1, date(2017, 3, 31))


def test_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="repeat_referrals"):
        indicator("repeat-referals")


def test_every_indicator_has_a_definition_and_a_place_where_it_stands() -> None:
    assert all(one.definition and one.reference and one.title for one in indicators().values())
