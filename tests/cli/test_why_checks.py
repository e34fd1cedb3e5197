"""``journey why`` about checks on two monthly files: the answer, what the rule asks, and the events behind it."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from journey.domain.rules import checked, checks_of
from journey.domain.rules.language import ANSWERS
from tests.cli.running import journey

OF_A_PLAN = ("C12", "C13")
"""Rules that ask something of every protection plan, open or ended."""


def why(store: str, child: str, question: str) -> list[dict[str, Any]]:
    """The rows of an answer."""
    done = journey("why", child, question, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


@cache
def child_with(store: str, event: str) -> tuple[str, str]:
    """The first child of whom an event is told, and the key of its fact."""
    for row in json.loads(journey("children", "--format", "json", store=store).stdout)["rows"]:
        shown = json.loads(journey("show", row["child_id"], "--format", "json", store=store).stdout)["rows"]
        for fact in shown:
            if fact["event"] == event:
                return row["child_id"], fact["fact"]
    raise AssertionError(f"the sample has no {event}")


@pytest.mark.parametrize(
    ("event", "question", "rule"),
    [
        ("Section47Started", "C03", "C03"),
        ("CPPlanStarted", "second or later child protection plan", "C13"),
        ("ReferralReceived", "rereferrals", "R03"),
        ("ReferralReceived", "r04", "R04"),
    ],
)
def test_it_names_the_sentence_and_the_events(sample: str, event: str, question: str, rule: str) -> None:
    child, fact = child_with(sample, event)

    rows = why(sample, child, question)

    assert any(fact == row["fact"] and fact in row["events"] for row in rows)
    for row in rows:
        assert row["question"] == rule
        assert row["answer"] in ANSWERS
        assert row["sentence"].endswith(".")
        assert row["authority"]
        assert row["reference"]


@pytest.mark.parametrize("rule", checked())
def test_every_rule_with_checks_can_be_asked(sample: str, rule: str) -> None:
    child, _ = child_with(sample, "CPPlanStarted")
    steps = {check.step for check in checks_of(rule)}
    told = [row for row in why(sample, child, rule) if row["step"] in steps]

    assert all(row["events"] and row["day"] for row in told)
    assert told or rule not in OF_A_PLAN


def test_a_local_standard_is_said_to_be_one(sample: str) -> None:
    child, _ = child_with(sample, "CPVisitMade")

    told = {row["step"]: row["authority"] for row in why(sample, child, "C11")}

    assert told["visit"] == "local standard"


def test_what_cannot_be_told_is_counted_by_rule(sample: str) -> None:
    child, _ = child_with(sample, "CPPlanStarted")
    done = json.loads(journey("why", child, "--format", "json", store=sample).stdout)
    answers = [row for rule in checked() for row in why(sample, child, rule)]

    untold = Counter(row["question"] for row in answers if row["answer"] == "cannot tell" and "state" not in row)
    assert untold
    assert done["meta"]["cannot_tell_checks"] == dict(sorted(untold.items()))
    assert f"{sum(untold.values())} answers to other rules cannot be told" in " ".join(
        journey("why", child, store=sample).stdout.split()
    )
