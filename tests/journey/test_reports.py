"""What becomes answerable when an authority brings a report of its own: each through the real command."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journey.commands import APRIL, asked
from tests.journey.reports import (
    CHILD,
    FROM_NEW_YEAR,
    JANUARY,
    MARCH,
    VISIT,
    meta,
    plans_map,
    report,
    shipped_report,
    taken_in,
)


def open_plan(store: str, folder: Path, event: str, end: str, start: date) -> None:
    """A plan that is open for the child, from a report of plans."""
    of = plans_map(folder / "plans.toml", event, end)
    taken_in(
        store,
        report(folder / "plans.csv", [{"Child ID": CHILD, "Start": start}], ["Child ID", "Start", "End"]),
        of,
        MARCH,
    )


def states(store: str, rule: str) -> list[tuple[str, str]]:
    """The runnings of a rule: when each started, and its state."""
    return [(row["started_on"], row["state"]) for row in asked(store, "timescales", rule)["rows"]]


@pytest.mark.parametrize(
    ("rule", "kind", "event", "end"),
    [
        ("R12", "CIN visit", "Child in need plan started", "Child in need plan ended"),
        ("C10", "CP visit", "Child protection plan started", "Child protection plan ended"),
        ("L07", "LAC visit", "Placement started", "Placement ended"),
    ],
)
def test_visits_with_seen_answer_the_rules_of_visits(
    sqlite_url: str, tmp_path: Path, rule: str, kind: str, event: str, end: str
) -> None:
    start = date(2025, 1, 6)
    open_plan(sqlite_url, tmp_path, event, end, start)
    if rule == "L07":
        care = plans_map(tmp_path / "care.toml", "Became looked after", "Ceased to be looked after")
        care.write_text(care.read_text().replace('"plans"', '"care"'))
        taken_in(
            sqlite_url, report(tmp_path / "care.csv", [{"Child ID": CHILD, "Start": start, "End": None}]), care, MARCH
        )
    before = states(sqlite_url, rule)
    rows = [{**VISIT, "Visit type": kind, "Visit date": date(2025, 1, 10), "Child seen": "Yes", "Seen alone": "Yes"}]

    taken_in(sqlite_url, shipped_report(tmp_path / "visits.csv", "visits", rows), "visits", MARCH, *FROM_NEW_YEAR)

    assert [state for _, state in before] == ["cannot tell"]
    assert states(sqlite_url, rule) == [("2025-01-06", "met"), ("2025-01-10", "overdue")]


def test_without_the_days_it_covers_silence_says_nothing(sqlite_url: str, tmp_path: Path) -> None:
    open_plan(sqlite_url, tmp_path, "Child in need plan started", "Child in need plan ended", date(2025, 1, 6))
    rows = [{**VISIT, "Visit type": "CIN visit", "Visit date": date(2025, 1, 10), "Child seen": "Yes"}]

    taken_in(sqlite_url, shipped_report(tmp_path / "visits.csv", "visits", rows), "visits", MARCH)

    assert states(sqlite_url, "R12") == [("2025-01-06", "met"), ("2025-01-10", "cannot tell")]


def test_a_visit_at_which_the_child_was_not_seen_does_not_count(sqlite_url: str, tmp_path: Path) -> None:
    open_plan(sqlite_url, tmp_path, "Child protection plan started", "Child protection plan ended", date(2025, 1, 6))
    rows = [{**VISIT, "Visit type": "CP visit", "Visit date": date(2025, 1, 10), "Child seen": "No"}]

    taken_in(sqlite_url, shipped_report(tmp_path / "visits.csv", "visits", rows), "visits", MARCH, *FROM_NEW_YEAR)

    assert states(sqlite_url, "C10") == [("2025-01-06", "overdue")]


def test_allocation_history_gives_handoffs_on_their_days(sqlite_url: str, tmp_path: Path) -> None:
    rows = [
        {
            "Child ID": CHILD,
            "Allocated from": date(2024, 11, 4),
            "Allocated to": date(2025, 1, 20),
            "Worker": "Priya Shah",
        },
        {"Child ID": CHILD, "Allocated from": date(2025, 1, 20), "Allocated to": date(2025, 3, 3), "Worker": "Sam Lee"},
        {"Child ID": CHILD, "Allocated from": date(2025, 3, 3), "Worker": "Jo Okafor"},
    ]
    open_plan(sqlite_url, tmp_path, "Child in need plan started", "Child in need plan ended", date(2024, 11, 4))

    taken_in(
        sqlite_url,
        shipped_report(tmp_path / "allocations.csv", "allocation-history", rows),
        "allocation-history",
        MARCH,
        *FROM_NEW_YEAR,
    )

    answer = asked(sqlite_url, "handoffs")
    handoffs = [row for row in answer["rows"] if row["kind"] == "worker_handoff"]
    assert [(row["on"], row["from_on"], row["precision"]) for row in handoffs] == [
        ("2025-01-20", None, "exact"),
        ("2025-03-03", None, "exact"),
    ]
    assert answer["meta"]["observed_from"] == "2024-11-04"


def test_a_return_interview_offered_accepted_and_held_are_three_things(sqlite_url: str, tmp_path: Path) -> None:
    rows = [
        {
            "Child ID": CHILD,
            "Missing from date": date(2025, 2, 3),
            "Missing from time": "22:15",
            "Returned date": date(2025, 2, 4),
            "Returned time": "07:30",
            "Interview offered date": date(2025, 2, 4),
            "Interview accepted": "Yes",
            "Interview held date": date(2025, 2, 7),
            "Interview held time": "07:45",
        },
        {
            "Child ID": "1000014",
            "Missing from date": date(2025, 2, 10),
            "Returned date": date(2025, 2, 11),
            "Returned time": "00:00",
            "Interview offered date": date(2025, 2, 12),
            "Interview accepted": "No",
        },
    ]

    taken_in(
        sqlite_url,
        shipped_report(tmp_path / "missing.csv", "missing-episodes", rows),
        "missing-episodes",
        MARCH,
        *FROM_NEW_YEAR,
    )

    assert states(sqlite_url, "L13") == [("2025-02-04", "late"), ("2025-02-11", "overdue")]
    facts = {row["event"]: row for row in asked(sqlite_url, "show", "1000014")["rows"]}
    assert facts["ReturnInterviewOffered"]["data"]["accepted"]["code"] == "no"
    assert "ReturnInterviewHeld" not in facts
    assert facts["ReturnedFromMissing"]["occurred_time"] is None


def test_referrals_are_decided_and_authorised_within_a_working_day(sqlite_url: str, tmp_path: Path) -> None:
    rows = [
        {
            "Child ID": CHILD,
            "Referral date": date(2025, 3, 6),
            "Decision date": date(2025, 3, 6),
            "Decision": "NFA",
            "Authorised date": date(2025, 3, 10),
        },
        {"Child ID": "1000014", "Referral date": date(2025, 3, 6)},
    ]

    taken_in(
        sqlite_url,
        shipped_report(tmp_path / "decisions.csv", "referral-decisions", rows),
        "referral-decisions",
        MARCH,
        *FROM_NEW_YEAR,
    )

    assert sorted(states(sqlite_url, "R01")) == [("2025-03-06", "late"), ("2025-03-06", "overdue")]


def test_a_child_known_to_sen_alone_is_joined_by_a_recorded_link_only(sqlite_url: str, tmp_path: Path) -> None:
    plans = [{"SEN ID": "4711", "Date of request": date(2025, 1, 13), "Requested by": "School"}]
    taken_in(sqlite_url, shipped_report(tmp_path / "ehc.csv", "ehc-plans", plans), "ehc-plans", MARCH)
    open_plan(sqlite_url, tmp_path, "Child in need plan started", "Child in need plan ended", date(2025, 1, 6))

    alone = asked(sqlite_url, "show", "SEN-4711")
    links = shipped_report(tmp_path / "links.csv", "sen-links", [{"Child ID": CHILD, "SEN ID": "4711"}])
    account = taken_in(sqlite_url, links, "sen-links", MARCH)

    assert [row["event"] for row in alone["rows"]] == ["EHCAssessmentRequested"]
    assert meta(account, "rows", "new", "events") == (1, 1, 4)
    joined = asked(sqlite_url, "show", "SEN-4711")["rows"]
    assert {row["event"] for row in joined} >= {"EHCAssessmentRequested", "CINPlanStarted"}


def test_links_are_said_once_and_what_contradicts_them_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    rows = [{"Child ID": CHILD, "SEN ID": "4711"}, {"Child ID": CHILD, "SEN ID": "4711"}]
    taken_in(sqlite_url, shipped_report(tmp_path / "january.csv", "sen-links", rows), "sen-links", JANUARY)
    again = [*rows[:1], {"Child ID": "1000014", "SEN ID": "SEN-4711"}, {"Child ID": None, "SEN ID": "12"}]

    account = taken_in(sqlite_url, shipped_report(tmp_path / "march.csv", "sen-links", again), "sen-links", MARCH)

    assert meta(account, "rows", "unchanged", "rejected", "new") == (3, 1, 2, 0)


@pytest.mark.parametrize(
    ("name", "row", "event"),
    [
        (
            "supervision",
            {"Supervision date": date(2025, 3, 3), "Supervisor": "Ann Bell", "Reflective": "Y"},
            "SupervisionHeld",
        ),
        ("reviews", {"Review date": date(2025, 3, 3), "Review type": "RCPC"}, "CPReviewHeld"),
        ("challenges", {"Date raised": date(2025, 3, 3), "Raised by": "IRO", "Reasons": "No visit"}, "ChallengeRaised"),
        (
            "hub-meetings",
            {"Meeting date": date(2025, 3, 3), "Hub": "Hub 4", "Actions set": "2"},
            "DiscussedAtHubMeeting",
        ),
        (
            "management-decisions",
            {"Decision date": date(2025, 3, 3), "Reasons": "Too many moves"},
            "ManagementDecisionMade",
        ),
        ("complaints", {"Date received": date(2025, 3, 3), "Complainant": "Mother"}, "ComplaintReceived"),
        ("complaints-stage-2", {"Stage 2 requested": date(2025, 3, 3)}, "ComplaintInvestigationRequested"),
        ("complaints-stage-3", {"Panel requested": date(2025, 3, 3)}, "ComplaintPanelRequested"),
        ("ehc-reviews", {"Review date": date(2025, 3, 3), "Outcome": "No change"}, "EHCPlanReviewed"),
        ("family-links", {"Family ID": "F12"}, "ChildRegistered"),
        (
            "strategy-discussions",
            {"Strategy discussion date": date(2025, 3, 3), "Police": "Yes", "Health": "No", "Held by": "Teams"},
            "StrategyDiscussionHeld",
        ),
    ],
)
def test_each_map_that_ships_takes_its_report_in(
    sqlite_url: str, tmp_path: Path, name: str, row: dict[str, Any], event: str
) -> None:
    path = shipped_report(tmp_path / "report.csv", name, [{"Child ID": CHILD, **row}])

    account = taken_in(sqlite_url, path, name, MARCH)
    again = taken_in(sqlite_url, report_again(path), name, APRIL)

    assert meta(account, "new", "rejected") == (1, 0)
    assert meta(again, "unchanged", "new") == (1, 0)
    [fact] = asked(sqlite_url, "show", CHILD)["rows"]
    assert (fact["event"], "unread" in fact["data"]) == (event, False)
    assert not [value for value in fact["data"].values() if isinstance(value, dict) and value.get("code", "") is None]


def report_again(path: Path) -> Path:
    """The same report with a blank line more, so that it is another file."""
    copy = path.with_name("again.csv")
    copy.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return copy


def answers(store: str, rule: str, step: str) -> list[str]:
    """What a step of a rule about single events answers for the child."""
    return [row["answer"] for row in asked(store, "why", CHILD, rule)["rows"] if row["step"] == step]


@pytest.mark.parametrize(("health", "answer"), [("Yes", "yes"), ("No", "no")])
def test_who_took_part_in_a_strategy_discussion_answers_whether_the_minimum_did(
    sqlite_url: str, tmp_path: Path, health: str, answer: str
) -> None:
    took_part = {"Social worker": "Yes", "Manager": "Yes", "Police": "Yes", "Health": health}
    rows = [{"Child ID": CHILD, "Strategy discussion date": date(2025, 3, 3), **took_part}]

    path = shipped_report(tmp_path / "strategy.csv", "strategy-discussions", rows)
    taken_in(sqlite_url, path, "strategy-discussions", MARCH, *FROM_NEW_YEAR)

    assert answers(sqlite_url, "C02", "minimum") == [answer]


@pytest.mark.parametrize(("alone", "answer"), [("Yes", "yes"), (None, "cannot tell")])
def test_visits_with_seen_alone_answer_whether_the_child_was(
    sqlite_url: str, tmp_path: Path, alone: str | None, answer: str
) -> None:
    visit = {
        **VISIT,
        "Visit type": "CP visit",
        "Visit date": date(2025, 1, 10),
        "Child seen": "Yes",
        "Seen alone": alone,
    }

    path = shipped_report(tmp_path / "visits.csv", "visits", [visit])
    taken_in(sqlite_url, path, "visits", MARCH, *FROM_NEW_YEAR)

    assert answers(sqlite_url, "C11", "visit") == [answer]


def test_who_took_part_is_a_list_of_agencies(sqlite_url: str, tmp_path: Path) -> None:
    rows = [
        {"Child ID": CHILD, "Strategy discussion date": date(2025, 3, 3), "Police": "Y", "Health": "Y", "Manager": "N"}
    ]
    taken_in(
        sqlite_url,
        shipped_report(tmp_path / "strategy.csv", "strategy-discussions", rows),
        "strategy-discussions",
        MARCH,
    )

    [fact] = asked(sqlite_url, "show", CHILD)["rows"]

    assert sorted(one["code"] for one in fact["data"]["attending"]) == ["health", "police"]
