"""``journey recommendations`` on two monthly files: the figures of each, what is wanting and what no log proves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journey.domain.events import events
from journey.domain.rules import every_rule
from journey.projections.indicators import indicators
from journey.projections.recommendations.declared import RECOMMENDATIONS
from tests.cli.running import journey

FIELDS = {
    *("recommendation", "title", "evidence", "on_record", "figure", "name", "kind", "period", "numerator"),
    *("denominator", "cannot_tell", "wanting", "missing", "not_provable"),
}


@pytest.fixture(scope="module")
def rows(sample: str) -> list[dict[str, Any]]:
    done = journey("recommendations", "--format", "json", store=sample)
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return found


def test_all_are_there_with_what_can_be_evidenced(rows: list[dict[str, Any]]) -> None:
    evidence = {row["recommendation"]: row["evidence"] for row in rows}

    assert list(evidence) == list(range(1, 23))
    assert [n for n, what in evidence.items() if what == "figures"] == [3, 5, 6, 13, 16, 17]
    assert [n for n, what in evidence.items() if what == "not at case level"] == [10, 11, 18]
    assert all(set(row) == FIELDS and row["not_provable"] for row in rows)


def test_what_is_not_at_case_level_has_no_figure_and_everything_else_has_one(rows: list[dict[str, Any]]) -> None:
    assert all((row["figure"] is None) == (row["evidence"] == "not at case level") for row in rows)


def test_a_figure_says_how_many_of_how_many_and_for_want_of_what(rows: list[dict[str, Any]]) -> None:
    by_name = {row["name"]: row for row in rows if row["recommendation"] == 3}

    assert by_name["conferences_in_time"]["numerator"] == 6
    assert by_name["conferences_in_time"]["denominator"] == 10
    assert by_name["strategy_discussions_minimum"]["cannot_tell"] == 14
    assert by_name["strategy_discussions_minimum"]["wanting"] == ["StrategyDiscussionHeld.attending"]
    assert by_name["StrategyDiscussionHeld"]["numerator"] == 14


def test_what_no_source_holds_is_not_on_record(rows: list[dict[str, Any]]) -> None:
    challenge = [row for row in rows if row["recommendation"] == 13]

    (raised,) = (row for row in challenge if row["name"] == "ChallengeRaised")
    assert raised["wanting"] == ["ChallengeRaised"]
    assert raised["numerator"] is None


def test_what_is_counted_exists() -> None:
    for one in RECOMMENDATIONS:
        assert set(one.indicators) <= indicators().keys()
        assert set(one.events) <= events().keys()
        assert {rule for rule, _ in one.measures} <= every_rule().keys()
        assert one.missing or one.evidence != "partly" or one.number in (8, 14)


def test_some_are_asked_alone_and_others_refused(sample: str) -> None:
    alone = journey("recommendations", "16", "--format", "json", store=sample)
    refused = journey("recommendations", "23", store=sample)

    assert {row["recommendation"] for row in json.loads(alone.stdout)["rows"]} == {16}
    assert refused.exit_code == 2
