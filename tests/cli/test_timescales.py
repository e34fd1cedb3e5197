"""``journey timescales`` and ``journey why`` on two monthly files: promised fields, filters, and events that exist."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journey.domain.calendar import add_working_days
from tests.cli.running import journey

PROMISED = {"child_id", "rule", "started_on", "due", "stopped_on", "state", "days_over", "events"}
HOLDER = {"lead_worker", "team", "hub", "case_status", "plan"}


@pytest.fixture
def store(sample: str) -> str:
    return sample


def asked(store: str, *arguments: str) -> dict[str, Any]:
    done = journey(*arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def everything(sample: str) -> dict[str, Any]:
    return asked(sample, "timescales")


def test_every_row_has_what_is_promised_and_whom_to_ask(everything: dict[str, Any]) -> None:
    for row in everything["rows"]:
        assert row.keys() >= PROMISED | HOLDER
        assert row["events"]


def test_the_counts_are_those_of_the_rows(everything: dict[str, Any]) -> None:
    counted = Counter(row["state"] for row in everything["rows"])

    assert everything["meta"]["counts"] == {state: counted[state] for state in everything["meta"]["counts"]}
    assert set(counted) <= set(everything["meta"]["counts"])


def test_the_counts_by_rule_are_those_of_the_rows(everything: dict[str, Any]) -> None:
    counted = Counter((row["rule"], row["step"], row["state"].replace(" ", "_")) for row in everything["rows"])
    kept = ("rule", "title", "step")

    told = {(row["rule"], row["step"], state): n for row in everything["by_rule"] for state, n in row.items()
            if state not in kept and n}  # fmt: skip
    assert told == counted


def test_an_assessment_authorised_in_the_file_is_due_45_working_days_after_it_started(
    everything: dict[str, Any],
) -> None:
    met = [r for r in everything["rows"] if (r["rule"], r["step"], r["state"]) == ("R05", "from_start", "met")]

    assert met
    for row in met:
        assert row["due"] == add_working_days(date.fromisoformat(row["started_on"]), 45).isoformat()
        assert row["started_on"] <= row["stopped_on"] <= row["due"]


def test_what_annex_a_does_not_carry_is_never_overdue(everything: dict[str, Any]) -> None:
    states = {row["state"] for row in everything["rows"] if row["rule"] in ("R01", "R02", "L02", "L03", "L08", "C04")}

    assert "overdue" not in states
    assert "late" not in states
    assert "cannot tell" in states


def test_only_a_cannot_tell_has_a_reason(everything: dict[str, Any]) -> None:
    for row in everything["rows"]:
        assert (row["reason"] is not None) == (row["state"] == "cannot tell")


def test_one_state_of_some_rules(store: str, everything: dict[str, Any]) -> None:
    found = asked(store, "timescales", "l07", "C10", "--state", "overdue")

    wanted = [r for r in everything["rows"] if r["rule"] in ("L07", "C10") and r["state"] == "overdue"]
    assert found["rows"] == wanted
    assert {row["rule"] for row in wanted} == {"L07", "C10"}


def test_what_is_due_soon_is_pending_and_due_within_the_days(store: str, everything: dict[str, Any]) -> None:
    soon = (date(2025, 4, 30) + timedelta(20)).isoformat()

    found = asked(store, "timescales", "--due-within", "20")

    assert found["rows"] == [r for r in everything["rows"] if r["state"] == "pending" and r["due"] <= soon]
    assert found["rows"]
    assert found["meta"]["counts"] == everything["meta"]["counts"]


def test_one_team(store: str, everything: dict[str, Any]) -> None:
    found = asked(store, "timescales", "--team", "children in care")

    assert found["rows"] == [r for r in everything["rows"] if "Children in Care" in str(r["team"])]
    assert found["rows"]


def test_as_at_an_earlier_day_later_events_do_not_count(store: str) -> None:
    march = asked(store, "timescales", "--as-at", "2025-03-31")

    days = [row[name] for row in march["rows"] for name in ("started_on", "stopped_on", "ended_on") if row[name]]
    assert max(days) <= "2025-03-31"


def test_a_rule_that_does_not_exist_is_refused(store: str) -> None:
    done = journey("timescales", "R99", store=store)

    assert done.exit_code == 2
    assert "There is no timescale 'R99'" in done.stderr


def test_a_page_and_every_file_format_hold_the_same_rows(
    store: str, everything: dict[str, Any], tmp_path: Path
) -> None:
    table = journey("timescales", store=store)
    file = tmp_path / "timescales.csv"
    written = journey("timescales", "--output", str(file), store=store)

    assert table.exit_code == written.exit_code == 0
    assert f"{len(everything['rows']):,} of {len(everything['rows']):,} timescales" in table.stdout
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == len(everything["rows"]) + 1


def test_why_gives_the_sentence_and_events_that_are_on_the_journey(store: str, everything: dict[str, Any]) -> None:
    child = next(r["child_id"] for r in everything["rows"] if r["state"] == "overdue")
    on_journey = {row["fact"] for row in asked(store, "show", child)["rows"]}

    found = asked(store, "why", child)

    assert found["rows"]
    for row in found["rows"]:
        assert row["answer"] in ("late", "overdue", "flagged")
        assert row["sentence"].endswith(".")
        assert row["events"]
        assert set(row["events"]) <= on_journey
        assert [one["fact"] for one in row["because"]] == row["events"]


def test_why_names_events_that_exist_for_every_timescale(store: str, everything: dict[str, Any]) -> None:
    for child in sorted({row["child_id"] for row in everything["rows"]})[:12]:
        on_journey = {row["fact"] for row in asked(store, "show", child)["rows"]}

        for row in everything["rows"]:
            if row["child_id"] == child:
                assert set(row["events"]) <= on_journey


@pytest.mark.parametrize("question", ["L06", "l06", "Looked-after review"])
def test_why_takes_a_rule_by_id_or_title(store: str, everything: dict[str, Any], question: str) -> None:
    child = next(r["child_id"] for r in everything["rows"] if r["rule"] == "L06")

    found = asked(store, "why", child, question)

    wanted = [r for r in everything["rows"] if r["child_id"] == child and r["rule"] == "L06"]
    assert [(r["question"], r["answer"], r["started_on"], r["due"]) for r in found["rows"]] == [
        ("L06", r["state"], r["started_on"], r["due"]) for r in wanted
    ]


@pytest.mark.parametrize(("question", "command"), [("rereferrals", "rereferrals"), ("handoffs", "handoffs")])
def test_why_answers_what_the_other_commands_list(store: str, question: str, command: str) -> None:
    listed = asked(store, command)["rows"]

    for row in listed[:5]:
        found = asked(store, "why", row["child_id"], question)["rows"]
        assert found
        assert all(one["sentence"] and one["events"] for one in found)


def test_why_refuses_a_question_that_nobody_can_answer(store: str, everything: dict[str, Any]) -> None:
    done = journey("why", everything["rows"][0]["child_id"], "L60", store=store)

    assert done.exit_code == 2
    assert "Nothing here answers 'L60'. The nearest are " in done.stderr


def test_why_of_a_child_about_whom_nothing_is_late_says_so(store: str, everything: dict[str, Any]) -> None:
    late = {row["child_id"] for row in everything["rows"] if row["state"] in ("late", "overdue")}
    flagged = {row["child_id"] for row in asked(store, "drift")["rows"]}
    child = min({row["child_id"] for row in everything["rows"]} - late - flagged)

    said = journey("why", child, store=store).stdout
    assert "Nothing is late, overdue or flagged." in said or "Nothing is known to be late, overdue or flagged." in said


def test_why_never_gives_the_all_clear_while_something_cannot_be_told(store: str, everything: dict[str, Any]) -> None:
    untold: dict[str, Counter[str]] = {}
    for row in everything["rows"]:
        if row["state"] == "cannot tell":
            untold.setdefault(row["child_id"], Counter())[row["rule"]] += 1

    for child in sorted(untold)[:3]:
        done = journey("why", child, store=store).stdout
        listed = asked(store, "why", child, "--state", "cannot tell")["rows"]

        assert "Nothing is late" not in done
        assert f'journey why {child} --state "cannot tell"' in done
        assert asked(store, "why", child)["meta"]["cannot_tell"] == dict(sorted(untold[child].items()))
        assert Counter(row["rule"] for row in listed) == untold[child]
