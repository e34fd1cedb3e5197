"""Contact, referral, assessment and child in need: each rule on both sides of its line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.projections.rules.building import Row, happened, rows

THURSDAY = date(2015, 12, 24)
TUESDAY = date(2015, 12, 29)
AFTER = date(2016, 6, 30)


def decided(made: date, authorised: date | None) -> list[Row]:
    events = [happened("ReferralReceived", THURSDAY, source="2A"), happened("ReferralDecisionMade", made, of=THURSDAY)]
    if authorised:
        events.append(happened("ReferralDecisionAuthorised", authorised, of=THURSDAY))
    return rows("R01", events, AFTER)


def test_a_decision_made_and_authorised_on_the_next_working_day_is_in_time() -> None:
    assert decided(THURSDAY, TUESDAY) == [Row("decision", THURSDAY, TUESDAY, TUESDAY, "met", None)]


def test_a_decision_in_time_that_is_authorised_a_day_later_is_late() -> None:
    assert decided(TUESDAY, date(2015, 12, 30)) == [Row("decision", THURSDAY, TUESDAY, date(2015, 12, 30), "late", 1)]


def test_a_decision_that_nobody_authorised_is_overdue() -> None:
    assert decided(TUESDAY, None) == [Row("decision", THURSDAY, TUESDAY, None, "overdue", 184)]


def test_two_referrals_on_one_day_each_want_a_decision_of_their_own() -> None:
    events = [
        happened("ReferralReceived", THURSDAY),
        happened("ReferralReceived", THURSDAY, ordinal=2),
        happened("ReferralDecisionMade", TUESDAY, of=THURSDAY, ordinal=2),
        happened("ReferralDecisionAuthorised", TUESDAY, of=THURSDAY, ordinal=2),
    ]

    assert [row.state for row in rows("R01", events, AFTER)] == ["overdue", "met"]


@pytest.mark.parametrize(("source", "state"), [("2A", "met"), (None, "cannot tell")])
def test_only_a_professional_referrer_is_owed_an_acknowledgement(source: str | None, state: str) -> None:
    events = [
        happened("ReferralReceived", THURSDAY, **({"source": source} if source else {})),
        happened("ReferrerInformed", TUESDAY, of=THURSDAY),
    ]

    assert [row.state for row in rows("R02", events, AFTER)] == [state]


def test_an_anonymous_referrer_is_not_asked_about() -> None:
    assert rows("R02", [happened("ReferralReceived", THURSDAY, source="9")], AFTER) == []


def test_an_acknowledgement_two_working_days_later_is_late() -> None:
    events = [
        happened("ReferralReceived", THURSDAY, source="6"),
        happened("ReferrerInformed", date(2015, 12, 30), of=THURSDAY),
    ]

    assert [row.state for row in rows("R02", events, AFTER)] == ["late"]


# Golden vector of the domain rules: 20 November 2015 and 45 working days is 27 January 2016.
REFERRED = date(2015, 11, 20)
LAST_DAY = date(2016, 1, 27)


@pytest.mark.parametrize(("authorised", "state"), [(LAST_DAY, "met"), (date(2016, 1, 28), "late")])
def test_an_assessment_is_counted_from_the_referral(authorised: date, state: str) -> None:
    events = [
        happened("ReferralReceived", REFERRED),
        happened("AssessmentStarted", date(2015, 12, 1)),
        happened("AssessmentAuthorised", authorised, of=date(2015, 12, 1)),
    ]

    assert [(row.due, row.state) for row in rows("R05", events, AFTER, step="from_referral")] == [(LAST_DAY, state)]


def test_a_second_assessment_on_the_open_case_is_counted_from_its_own_start_alone() -> None:
    events = [
        happened("ReferralReceived", REFERRED),
        happened("AssessmentStarted", REFERRED),
        happened("AssessmentStarted", date(2016, 6, 1)),
    ]

    assert [row.started_on for row in rows("R05", events, AFTER, step="from_referral")] == [REFERRED]
    assert [row.state for row in rows("R05", events, AFTER, step="from_start")] == ["overdue", "pending"]


def test_an_assessment_without_a_known_referral_cannot_be_counted_from_it() -> None:
    events = [happened("AssessmentStarted", REFERRED)]

    assert [(r.started_on, r.state) for r in rows("R05", events, AFTER, step="from_referral")] == [
        (None, "cannot tell")
    ]


@pytest.mark.parametrize(("decided_on", "state"), [(TUESDAY, "met"), (date(2015, 12, 30), "late"), (None, "overdue")])
def test_a_contact_has_an_outcome_by_the_next_working_day(decided_on: date | None, state: str) -> None:
    events = [happened("ContactReceived", THURSDAY)]
    if decided_on:
        events.append(happened("ContactDecided", decided_on, of=THURSDAY, outcome="referral"))

    assert [row.state for row in rows("R08", events, AFTER)] == [state]


@pytest.mark.parametrize(
    ("met_on", "state"), [(date(2016, 9, 12), "met"), (date(2016, 9, 13), "late"), (None, "overdue")]
)
def test_a_family_meets_the_next_agency_within_ten_working_days(met_on: date | None, state: str) -> None:
    day = {"meeting_held_on": met_on} if met_on else {}

    found = rows("R09", [happened("SteppedDown", date(2016, 8, 26), **day)], date(2016, 12, 1))

    assert [row.state for row in found] == [state]


def test_a_child_in_need_plan_is_met_about_and_reviewed_at_four_intervals() -> None:
    started = date(2016, 3, 1)
    events = [
        happened("AssessmentStarted", date(2016, 2, 1)),
        happened("AssessmentAuthorised", date(2016, 2, 24), of=date(2016, 2, 1), outcome="child-in-need-plan"),
        happened("CINPlanStarted", started),
        happened("CINReviewHeld", started),
        happened("CINReviewHeld", date(2016, 6, 1)),
    ]

    found = {(row.step, row.due, row.state) for row in rows("R11", events, date(2016, 6, 30))}

    assert found == {
        ("first_meeting", date(2016, 3, 9), "met"),
        ("next_meeting", date(2016, 4, 12), "late"),
        ("next_meeting", date(2016, 7, 13), "pending"),
        ("first_review", date(2016, 6, 1), "met"),
        ("next_review", date(2016, 12, 1), "pending"),
    }


def test_an_assessment_that_ended_otherwise_wants_no_meeting() -> None:
    events = [
        happened("AssessmentStarted", date(2016, 2, 1)),
        happened("AssessmentAuthorised", date(2016, 2, 24), of=date(2016, 2, 1), outcome="no-further-action"),
    ]

    assert rows("R11", events, AFTER) == []


@pytest.mark.parametrize(("seen", "state"), [("yes", "met"), ("no", "overdue"), (None, "cannot tell")])
def test_a_child_in_need_must_be_seen_not_only_visited(seen: str | None, state: str) -> None:
    events = [
        happened("CINPlanStarted", date(2016, 3, 1)),
        happened("CINVisitMade", date(2016, 4, 12), **({"seen": seen} if seen else {})),
    ]

    assert rows("R12", events, date(2016, 4, 20))[0].state == state
