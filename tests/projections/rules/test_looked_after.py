"""Looked-after children, adoption and care leavers: each rule on both sides of its line."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.projections.rules.building import Happened, Row, happened, rows

CARE = date(2017, 2, 3)
AFTER = date(2017, 12, 29)


def in_care(rule: str, *events: Happened, as_at: date = AFTER, born: date | None = date(2010, 5, 5)) -> list[Row]:
    return rows(rule, [happened("BecameLookedAfter", CARE), *events], as_at, born=born)


@pytest.mark.parametrize(
    ("rule", "event", "last", "after"),
    [
        ("L02", "CarePlanMade", date(2017, 2, 17), date(2017, 2, 20)),
        ("L04", "HealthAssessmentDone", date(2017, 3, 3), date(2017, 3, 6)),
        ("L08", "IROAppointed", date(2017, 2, 10), date(2017, 2, 13)),
        ("L12", "PEPInitiated", date(2017, 3, 3), date(2017, 3, 6)),
    ],
)
def test_what_is_due_on_entering_care(rule: str, event: str, last: date, after: date) -> None:
    assert [(r.due, r.state) for r in in_care(rule, happened(event, last))] == [(last, "met")]
    assert [(r.state, r.days_over) for r in in_care(rule, happened(event, after))] == [("late", (after - last).days)]
    assert [row.state for row in in_care(rule)] == ["overdue"]
    assert [row.state for row in in_care(rule, as_at=last)] == ["pending"]


def test_a_child_who_leaves_care_before_it_is_due_is_owed_nothing() -> None:
    left = happened("CeasedLookedAfter", date(2017, 3, 3), of=CARE)

    assert [row.state for row in in_care("L04", left)] == ["not applicable"]


def test_a_care_plan_made_before_the_placement_counts() -> None:
    assert [(r.stopped_on, r.state) for r in in_care("L02", happened("CarePlanMade", date(2017, 1, 20)))] == [
        (date(2017, 1, 20), "met")
    ]


def test_a_single_plan_between_two_placements_is_the_first_ones() -> None:
    first, second = date(2017, 2, 3), date(2017, 4, 3)
    placements = (happened("PlacementStarted", first), happened("PlacementStarted", second))
    one, another = happened("PlacementPlanMade", date(2017, 2, 7)), happened("PlacementPlanMade", date(2017, 3, 31))

    assert [row.state for row in in_care("L03", *placements, one)] == ["met", "overdue"]
    assert [row.state for row in in_care("L03", *placements, one, another)] == ["met", "met"]


def test_a_placement_plan_is_due_within_five_working_days() -> None:
    placed = happened("PlacementStarted", CARE)

    assert [r.state for r in in_care("L03", placed, happened("PlacementPlanMade", date(2017, 2, 10)))] == ["met"]
    assert [r.state for r in in_care("L03", placed, happened("PlacementPlanMade", date(2017, 2, 13)))] == ["late"]


@pytest.mark.parametrize(
    ("born", "due"),
    [(date(2012, 8, 7), date(2017, 8, 6)), (date(2012, 8, 6), date(2018, 2, 6)), (date(2010, 5, 5), date(2018, 2, 6))],
)
def test_health_is_assessed_every_six_months_where_they_end_before_the_fifth_birthday(born: date, due: date) -> None:
    done = happened("HealthAssessmentDone", date(2017, 2, 6))

    assert [row.due for row in in_care("L05", done, born=born)] == [due]


def test_without_a_date_of_birth_nobody_can_tell_which_interval_counts() -> None:
    done = happened("HealthAssessmentDone", date(2017, 2, 6))

    assert [row.state for row in in_care("L05", done, born=None, as_at=date(2017, 12, 1))] == ["cannot tell"]
    assert [row.state for row in in_care("L05", done, born=None, as_at=date(2018, 3, 1))] == ["overdue"]


def test_an_education_plan_is_not_asked_of_a_child_below_school_age() -> None:
    assert [row.state for row in in_care("L12", born=date(2012, 2, 4))] == ["not applicable"]
    assert [row.state for row in in_care("L12", born=date(2012, 2, 3))] == ["overdue"]


def test_reviews_are_due_after_twenty_working_days_three_months_and_six() -> None:
    reviews = (date(2017, 3, 3), date(2017, 5, 30), date(2017, 12, 1))

    found = in_care("L06", *(happened("LACReviewHeld", day) for day in reviews))

    assert [(row.step, row.due, row.state) for row in found] == [
        ("first", date(2017, 3, 3), "met"),
        ("second", date(2017, 6, 3), "met"),
        ("next", date(2017, 11, 30), "late"),
        ("next", date(2018, 6, 1), "pending"),
    ]


def test_a_new_period_of_care_begins_with_a_first_review() -> None:
    again = date(2017, 6, 1)
    events = (
        happened("LACReviewHeld", date(2017, 3, 3)),
        happened("CeasedLookedAfter", date(2017, 4, 1), of=CARE),
        happened("BecameLookedAfter", again),
    )

    assert [(row.step, row.state) for row in in_care("L06", *events)] == [
        ("first", "met"),
        ("second", "not applicable"),
        ("first", "overdue"),
    ]


def visited(
    *days: date, as_at: date = AFTER, legal: str | None = None, **placed: str
) -> list[tuple[str, date | None, str]]:
    events = [happened("PlacementStarted", CARE, **placed), *(happened("LACVisitMade", day) for day in days)]
    if legal:
        events.append(happened("LegalStatusChanged", CARE, status=legal))
    return [(row.step, row.due, row.state) for row in in_care("L07", *events, as_at=as_at)]


def test_a_looked_after_child_is_visited_within_a_week_and_then_every_six() -> None:
    assert visited(date(2017, 2, 10), date(2017, 3, 25), as_at=date(2017, 4, 1), type="U6") == [
        ("first", date(2017, 2, 10), "met"),
        ("first_year", date(2017, 3, 24), "late"),
        ("first_year", date(2017, 5, 6), "pending"),
    ]


def test_a_visit_on_the_day_of_placement_counts() -> None:
    assert visited(CARE, as_at=date(2017, 2, 6), type="U6")[0] == ("first", date(2017, 2, 10), "met")


@pytest.mark.parametrize(
    ("care", "ended", "asked"),
    [
        (None, None, False),
        (date(2017, 1, 10), None, True),
        (date(2017, 1, 12), None, True),
        (date(2017, 1, 2), date(2017, 1, 9), False),
    ],
)
def test_a_placement_is_visited_only_while_a_period_of_care_stands(
    care: date | None, ended: date | None, asked: bool
) -> None:
    events = [happened("PlacementStarted", date(2017, 1, 10), type="U4")]
    events += [happened("BecameLookedAfter", care)] if care else []
    events += [happened("CeasedLookedAfter", ended, of=care)] if ended else []

    assert bool(rows("L07", events, date(2017, 3, 1))) == asked


def test_a_placement_shown_from_the_day_before_care_ends_with_it() -> None:
    events = [
        happened("PlacementStarted", date(2017, 1, 9), type="U4"),
        happened("BecameLookedAfter", date(2017, 1, 10)),
        happened("CeasedLookedAfter", date(2017, 1, 13), of=date(2017, 1, 10)),
    ]

    assert [row.state for row in rows("L07", events, date(2017, 3, 1))] == ["not applicable"]


def test_a_move_begins_the_ladder_anew_and_a_visit_on_its_day_belongs_to_the_new_placement() -> None:
    moved = date(2017, 3, 1)
    events = [
        happened("PlacementStarted", CARE, type="U6"),
        happened("LACVisitMade", date(2017, 2, 8)),
        happened("PlacementEnded", moved, of=CARE),
        happened("PlacementStarted", moved, type="U6"),
        happened("LACVisitMade", moved),
    ]

    found = in_care("L07", *events, as_at=date(2017, 3, 10))

    assert [(row.step, row.state) for row in found] == [
        ("first", "met"),
        ("first_year", "not applicable"),
        ("first", "met"),
        ("first_year", "pending"),
    ]


@pytest.mark.parametrize(
    ("meant", "step", "due"),
    [("yes", "later_to_18", date(2018, 5, 10)), ("no", "later", date(2018, 3, 24))],
)
def test_after_a_year_the_interval_depends_on_what_the_placement_is_meant_for(meant: str, step: str, due: date) -> None:
    found = visited(date(2018, 2, 10), as_at=date(2018, 2, 20), type="U4", intended_to_18=meant)

    assert found[-1] == (step, due, "pending")


def test_where_that_is_not_recorded_no_day_is_due_until_both_limits_are_over() -> None:
    found = [
        visited(date(2018, 2, 10), as_at=day, type="U4")[-1]
        for day in (date(2018, 3, 24), date(2018, 5, 10), date(2018, 5, 11))
    ]

    assert [(due, state) for _, due, state in found[:2]] == [(None, "cannot tell")] * 2
    assert found[2] == ("later_to_18", date(2018, 5, 10), "overdue")


def test_at_home_on_an_interim_order_a_child_is_visited_weekly_until_the_first_review() -> None:
    events = [
        happened("PlacementStarted", CARE, type="P1"),
        happened("LegalStatusChanged", CARE, status="C1"),
        happened("LACVisitMade", date(2017, 2, 8)),
        happened("LACReviewHeld", date(2017, 2, 13)),
        happened("LACVisitMade", date(2017, 2, 14)),
    ]

    found = in_care("L07", *events, as_at=date(2017, 2, 20))

    assert [(row.step, row.due) for row in found] == [
        ("interim_first", date(2017, 2, 10)),
        ("interim_first", date(2017, 2, 15)),
        ("interim_later", date(2017, 3, 14)),
    ]


def test_at_home_on_a_full_order_a_child_is_visited_within_a_week_and_then_every_six() -> None:
    assert [step for step, _, _ in visited(date(2017, 2, 8), as_at=date(2017, 2, 20), legal="C2", type="P1")] == [
        "care_order_first",
        "care_order_later",
    ]


RETURNED = date(2017, 3, 25)


def interviewed(day: date, at: time | None, returned_at: time | None = time(23, 30)) -> Row:
    events = [
        happened("WentMissing", date(2017, 3, 24)),
        happened("ReturnedFromMissing", RETURNED, of=date(2017, 3, 24), at=returned_at),
        happened("ReturnInterviewHeld", day, of=date(2017, 3, 24), at=at),
    ]
    return rows("L13", events, AFTER)[0]


def test_seventy_two_hours_over_the_clock_change_end_an_hour_later_on_the_wall() -> None:
    assert interviewed(date(2017, 3, 29), time(0, 30)).state == "met"
    assert interviewed(date(2017, 3, 29), time(0, 31)) == Row(
        "interview", RETURNED, date(2017, 3, 29), date(2017, 3, 29), "late", 0
    )


def test_without_times_three_days_are_asked() -> None:
    assert interviewed(date(2017, 3, 28), None, None).state == "met"
    assert interviewed(date(2017, 3, 29), None, None).state == "late"


@pytest.mark.parametrize(("again", "state"), [(date(2017, 3, 27), "not applicable"), (date(2017, 4, 3), "late")])
def test_going_missing_again_moves_the_interview_to_the_later_episode(again: date, state: str) -> None:
    events = [
        happened("WentMissing", date(2017, 3, 24)),
        happened("ReturnedFromMissing", RETURNED, of=date(2017, 3, 24)),
        happened("WentMissing", again),
        happened("ReturnedFromMissing", again, of=again),
        happened("ReturnInterviewHeld", again, of=again),
    ]

    assert [row.state for row in rows("L13", events, AFTER)] == [state, "met"]


@pytest.mark.parametrize(("over", "state"), [(date(2017, 8, 4), "met"), (date(2017, 8, 5), "late"), (None, "overdue")])
def test_care_proceedings_end_within_26_weeks(over: date | None, state: str) -> None:
    concluded = [happened("CareProceedingsConcluded", over, of=CARE)] if over else []

    assert [r.state for r in rows("L15", [happened("CareProceedingsIssued", CARE), *concluded], AFTER)] == [state]


@pytest.mark.parametrize(
    ("event", "on", "state"),
    [
        ("MatchedForAdoption", date(2017, 8, 3), "met"),
        ("MatchedForAdoption", date(2017, 8, 4), "late"),
        ("AdoptionDecisionReversed", date(2017, 8, 3), "not applicable"),
    ],
)
def test_a_match_is_found_within_six_months_unless_the_decision_is_reversed(event: str, on: date, state: str) -> None:
    of = CARE if event == "AdoptionDecisionReversed" else None

    assert [
        r.state for r in rows("L19", [happened("AdoptionDecisionMade", CARE), happened(event, on, of=of)], AFTER)
    ] == [state]


def test_a_pathway_plan_is_reviewed_every_six_months_until_21() -> None:
    plan = [happened("PathwayPlanMade", date(2016, 8, 31)), happened("PathwayPlanReviewed", date(2017, 2, 28))]

    found = rows("K02", plan, AFTER, born=date(1999, 1, 1))

    assert [(row.due, row.state) for row in found] == [(date(2017, 2, 28), "met"), (date(2017, 8, 28), "overdue")]
    assert [row.state for row in rows("K02", plan, AFTER, born=date(1996, 8, 28))] == ["met", "not applicable"]


def test_a_personal_adviser_visits_within_seven_days_by_day_28_and_every_two_months() -> None:
    start = date(2017, 3, 1)
    visits = (date(2017, 3, 8), date(2017, 3, 30), date(2017, 5, 30))
    events = [happened("LeaverAccommodationStarted", start), *(happened("LeaverVisitMade", day) for day in visits)]

    found = rows("K03", events, date(2017, 6, 30), born=date(1999, 1, 1))

    assert [(row.step, row.due, row.state) for row in found] == [
        ("first", date(2017, 3, 8), "met"),
        ("before_review", date(2017, 3, 29), "late"),
        ("next", date(2017, 5, 30), "met"),
        ("next", date(2017, 7, 30), "pending"),
    ]
