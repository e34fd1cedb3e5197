"""Enquiry, conference, protection plan: each rule on both sides of its line."""

from __future__ import annotations

from datetime import date

import pytest

from journey.projections.batch_memory import covers
from tests.projections.rules.building import LA, Happened, Row, happened, rows

AFTER = date(2017, 6, 30)


@pytest.mark.parametrize(("held", "state"), [(date(2016, 3, 9), "met"), (date(2016, 3, 10), "late")])
def test_a_strategy_discussion_is_held_within_three_working_days_of_being_needed(held: date, state: str) -> None:
    events = [happened("StrategyDiscussionHeld", held, reasonable_cause_on=date(2016, 3, 4))]

    assert [(row.due, row.state) for row in rows("C01", events, AFTER)] == [(date(2016, 3, 9), state)]


@pytest.mark.parametrize(
    ("seen", "state"), [(date(2016, 3, 11), "met"), (date(2016, 3, 14), "late"), (None, "overdue")]
)
def test_a_child_is_seen_in_the_enquiry_within_five_working_days(seen: date | None, state: str) -> None:
    day = {"child_seen_on": seen} if seen else {}

    assert [row.state for row in rows("C04", [happened("Section47Started", date(2016, 3, 4), **day)], AFTER)] == [state]


# Golden vector of the domain rules: 12 December 2016 and 15 working days is 5 January 2017.
ENQUIRY = date(2016, 12, 12)
LAST_DAY = date(2017, 1, 5)


def conference(*held: date, started: Happened | None = None, more: tuple[Happened, ...] = ()) -> list[Row]:
    begun = started or happened("Section47Started", ENQUIRY)
    return rows("C05", [begun, *(happened("InitialCPConferenceHeld", day) for day in held), *more], AFTER)


def test_a_conference_on_the_last_day_is_in_time() -> None:
    assert conference(LAST_DAY) == [Row("conference", ENQUIRY, LAST_DAY, LAST_DAY, "met", None)]


def test_a_conference_on_the_day_after_is_late() -> None:
    assert [(row.state, row.days_over) for row in conference(date(2017, 1, 6))] == [("late", 1)]


@pytest.mark.parametrize(("enquiry", "state"), [("section-47/2017-01-09/1", "late"), (None, "cannot tell")])
def test_a_conference_in_the_row_of_its_enquiry_had_none_before_it(enquiry: str | None, state: str) -> None:
    begun, held = date(2017, 1, 9), date(2017, 1, 31)
    events = [happened("Section47Started", begun), happened("InitialCPConferenceHeld", held, came_from=enquiry)]

    found = rows("C05", events, AFTER, coverage=covers(LA, AFTER, since=held))

    assert [(row.stopped_on, row.state) for row in found] == [(held, state)]


def test_later_strategy_discussions_in_the_enquiry_change_nothing() -> None:
    more = (happened("StrategyDiscussionHeld", ENQUIRY), happened("StrategyDiscussionHeld", date(2016, 12, 20)))

    assert [row.started_on for row in conference(date(2017, 1, 6), more=more)] == [ENQUIRY]


def test_an_enquiry_for_which_a_conference_was_unnecessary_needs_none() -> None:
    started = happened("Section47Started", ENQUIRY, conference_unnecessary="yes")

    assert [row.state for row in conference(started=started)] == ["not applicable"]


def test_an_enquiry_concluded_without_a_conference_before_it_was_due_needs_none() -> None:
    over = happened("Section47Concluded", date(2016, 12, 20), of=ENQUIRY, outcome="no-further-action")

    assert [row.state for row in conference(more=(over,))] == ["not applicable"]


def test_an_enquiry_concluded_without_a_conference_after_it_was_due_is_late() -> None:
    over = happened("Section47Concluded", date(2017, 1, 10), of=ENQUIRY, outcome="no-further-action")

    assert [(row.state, row.days_over) for row in conference(more=(over,))] == [("late", 5)]


def test_a_conference_belongs_to_the_last_enquiry_before_it() -> None:
    second = happened("Section47Started", date(2017, 3, 1))

    assert [row.state for row in conference(date(2017, 3, 8), more=(second,))] == ["overdue", "met"]


def test_a_transfer_in_conference_does_not_answer_an_enquiry() -> None:
    moved = happened("InitialCPConferenceHeld", date(2016, 12, 19), transfer_in="yes")

    assert [row.state for row in conference(more=(moved,))] == ["overdue"]


@pytest.mark.parametrize(("transfer_in", "state"), [("yes", "met"), ("no", "overdue"), (None, "cannot tell")])
def test_a_transfer_in_wants_a_conference_of_its_own_kind(transfer_in: str | None, state: str) -> None:
    kind = {"transfer_in": transfer_in} if transfer_in else {}
    events = [happened("TransferInNotified", ENQUIRY), happened("InitialCPConferenceHeld", LAST_DAY, **kind)]

    assert [row.state for row in rows("C06", events, AFTER)] == [state]


PLAN = date(2016, 8, 26)


def on_plan(rule: str, *events: Happened, as_at: date = AFTER, **options: frozenset[str]) -> list[Row]:
    return rows(rule, [happened("CPPlanStarted", PLAN), *events], as_at, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("met_on", "state"), [(date(2016, 9, 12), "met"), (date(2016, 9, 13), "late")])
def test_the_core_group_first_meets_within_ten_working_days(met_on: date, state: str) -> None:
    first, second = on_plan("C08", happened("CoreGroupMet", met_on), as_at=date(2016, 9, 20))

    assert (first.step, first.state) == ("first", state)
    assert (second.step, second.state) == ("next", "pending")


def test_reviews_are_due_from_the_review_actually_held_before() -> None:
    early = date(2016, 10, 3)

    found = on_plan("C09", happened("CPReviewHeld", early), happened("CPReviewHeld", date(2017, 4, 4)))

    assert [(row.step, row.due, row.state) for row in found] == [
        ("first", date(2016, 11, 26), "met"),
        ("next", date(2017, 4, 3), "late"),
        ("next", date(2017, 10, 4), "pending"),
    ]


def test_a_review_on_the_day_the_plan_starts_is_none() -> None:
    assert [row.state for row in on_plan("C09", happened("CPReviewHeld", PLAN))] == ["overdue"]


def test_a_review_on_the_day_the_plan_ends_counts() -> None:
    last = date(2016, 11, 26)
    ended = happened("CPPlanEnded", last, of=PLAN)

    assert [row.state for row in on_plan("C09", happened("CPReviewHeld", last), ended)] == ["met", "not applicable"]


def test_a_plan_that_ended_after_its_review_was_due_left_it_late_not_forgotten() -> None:
    found = on_plan("C09", happened("CPPlanEnded", date(2016, 12, 1), of=PLAN))

    assert [(row.state, row.days_over) for row in found] == [("late", 5)]


def test_a_plan_ends_on_the_eighteenth_birthday() -> None:
    events = [happened("CPPlanStarted", PLAN)]

    assert [row.state for row in rows("C09", events, AFTER, born=date(1998, 11, 26))] == ["not applicable"]
    assert [row.state for row in rows("C09", events, AFTER, born=date(1998, 11, 27))] == ["late"]


def test_a_child_must_be_visited_and_seen() -> None:
    visits = (
        happened("CPVisitMade", date(2016, 9, 12), seen="yes"),
        happened("CPVisitMade", date(2016, 9, 23), seen="no"),
        happened("CPVisitMade", date(2016, 9, 27), seen="yes"),
    )

    found = on_plan("C10", *visits, as_at=date(2016, 9, 30))

    assert [(row.due, row.state) for row in found] == [
        (date(2016, 9, 12), "met"),
        (date(2016, 9, 26), "late"),
        (date(2016, 10, 11), "pending"),
    ]


def test_a_child_seen_alone_was_seen_and_one_not_seen_alone_need_not_have_been() -> None:
    def states(alone: str) -> list[str]:
        visit = happened("CPVisitMade", date(2016, 9, 12), seen_alone=alone)
        return [row.state for row in on_plan("C10", visit, as_at=date(2016, 9, 30))]

    assert states("yes") == ["met", "overdue"]
    assert states("no") == ["cannot tell", "overdue"]


def test_where_seen_is_not_carried_only_the_setting_lets_a_visit_count() -> None:
    visit = happened("CPVisitMade", date(2016, 9, 5))
    implied = frozenset({"statutory_visit_implies_seen"})

    assert [row.state for row in on_plan("C10", visit, as_at=date(2016, 9, 13))] == ["cannot tell"]
    assert [r.state for r in on_plan("C10", visit, as_at=date(2016, 9, 13), settings=implied)] == ["met", "pending"]


def test_an_unseen_visit_does_not_hide_that_a_visit_is_overdue() -> None:
    late = happened("CPVisitMade", date(2016, 9, 20))

    assert [row.state for row in on_plan("C10", late, as_at=date(2016, 9, 30))] == ["overdue"]


@pytest.mark.parametrize(
    ("again", "state"), [(date(2016, 9, 19), "met"), (date(2016, 9, 20), "late"), (None, "overdue")]
)
def test_a_conference_that_was_not_quorate_is_held_again(again: date | None, state: str) -> None:
    events = [happened("InitialCPConferenceHeld", PLAN, quorate="no")]
    if again:
        events.append(happened("InitialCPConferenceHeld", again, quorate="yes"))

    assert [row.state for row in rows("C15", events, AFTER)] == [state]


def test_a_quorate_conference_need_not_be_held_again() -> None:
    assert rows("C15", [happened("InitialCPConferenceHeld", PLAN, quorate="yes")], AFTER) == []


def test_nothing_is_due_from_this_authority_after_another_holds_the_child() -> None:
    found = on_plan("C09", happened("HeldElsewhere", date(2016, 10, 1)))

    assert [row.state for row in found] == ["not applicable"]
