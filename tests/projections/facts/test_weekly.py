"""The weekly list: who was last seen too long ago, on both sides of the standard, and what is new since last week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from journey.projections.batch import COVERAGE_COLUMNS, date_of, day_of
from journey.projections.batch_memory import batch_of
from journey.projections.effective import Fact
from journey.projections.holding.holders import holders
from journey.projections.questions import Asked
from journey.projections.weekly.changes import weekly
from journey.projections.weekly.lines import unallocated
from journey.projections.weekly.not_seen import not_seen
from tests.projections.facts.building import LA, batch, fact

SEEN = date(2024, 3, 4)
"""A Monday."""

PLAN = fact("CPPlanStarted", date(2024, 1, 8), category="NEG")


def lines(*facts: Fact, as_at: date, names: tuple[str, ...] | None = None) -> list[tuple[date, date, str]]:
    """Since when not seen, when it was due, and what is said of it."""
    of = batch(list(facts), as_at=as_at, names=names)
    found = not_seen(of, holders(of)).select("since", "due", "what").rows()
    return [(date_of(since), date_of(due), what) for since, due, what in found]


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_a_child_on_a_plan_is_seen_within_ten_working_days(days: int, late: bool) -> None:
    found = lines(PLAN, fact("ChildSeen", SEEN), as_at=SEEN + timedelta(days))

    assert found == ([(SEEN, SEEN + timedelta(14), "last seen on 4 March 2024")] if late else [])


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"seen": "yes"}, "last seen on 4 March 2024"),
        ({"seen_alone": "yes"}, "last seen on 4 March 2024"),
        ({}, "last visited on 4 March 2024; whether seen is not recorded"),
        ({"seen": "no"}, "not seen since the case opened on 8 January 2024"),
    ],
)
def test_a_visit_counts_unless_the_child_was_not_seen(said: dict[str, Any], what: str) -> None:
    found = lines(PLAN, fact("CPVisitMade", SEEN, **said), as_at=date(2024, 4, 4))

    assert [text for _, _, text in found] == [what]


def test_a_month_without_the_list_of_visits_says_nothing_of_who_was_seen() -> None:
    april, seen = date(2024, 4, 4), fact("ChildSeen", SEEN)

    assert lines(PLAN, seen, as_at=april, names=("ChildSeen", "CPVisitMade"))
    assert lines(PLAN, seen, as_at=april, names=("ChildSeen", "CINVisitMade")) == []


def test_a_closed_case_and_one_in_assessment_are_not_asked() -> None:
    ended = fact("CPPlanEnded", date(2024, 3, 11), of=date(2024, 1, 8))

    assert lines(PLAN, ended, fact("ChildSeen", SEEN), as_at=date(2024, 6, 3)) == []
    assert lines(fact("CINEpisodeOpened", SEEN, need="N1"), as_at=date(2024, 12, 2)) == []


def test_where_no_source_says_who_was_seen_nobody_can_say_that_somebody_was_not() -> None:
    assert lines(PLAN, as_at=date(2024, 6, 3), names=("CPPlanStarted",)) == []


def test_nothing_is_told_beyond_the_data() -> None:
    held = [(LA, "ChildSeen", "latest only", day_of(day), day_of(day)) for day in (SEEN, date(2024, 3, 18))]
    coverage = pl.DataFrame(held, COVERAGE_COLUMNS, orient="row")
    as_at = date(2024, 6, 3)
    of = batch_of([(LA, "1", [PLAN, fact("ChildSeen", SEEN)])], as_at, as_at, coverage)

    assert not_seen(of, holders(of)).is_empty()


@pytest.mark.parametrize(("shown", "what"), [(None, None), ("Unallocated", "Unallocated stands in the worker's place")])
def test_a_case_without_a_worker_is_told_at_once(shown: str | None, what: str | None) -> None:
    worker = {"worker": "w:1"} if shown is None else {"no_worker": shown}
    of = batch([PLAN, fact("AllocationObserved", SEEN, team="North", **worker)], as_at=SEEN)

    told = [line.told for line in unallocated(of, holders(of), {})]

    assert [row["what"] for row in told] == ([what] if what else [])
    assert all(row["positions"] for row in told)


def test_a_line_is_new_still_there_or_cleared(asked: Asked) -> None:
    as_at = date(2025, 4, 4)
    rows = weekly(Asked(asked.log, replace(asked.at, as_at=as_at), asked.declarations))

    by_change = {change: [row for row in rows if row["change"] == change] for change in ("new", "still", "cleared")}
    assert all(by_change.values())
    for row in by_change["still"]:
        if row["section"] == "overdue":
            assert row["weeks"] == (as_at - row["due"]).days // 7 >= 1
    # Of visits the files show the latest alone: a week before, no file told whether another had followed.
    told_by_day = [row for row in by_change["new"] if row["section"] == "overdue" and row["what"][:3] != "C10"]
    assert all((as_at - row["due"]).days <= 7 for row in told_by_day)
    assert rows[-1]["change"] == "cleared"


def test_what_is_overdue_comes_first_and_most_days_first(asked: Asked) -> None:
    overdue = [row for row in weekly(asked) if row["change"] != "cleared"]

    days = [row["days"] for row in overdue if row["section"] == "overdue"]
    assert [row["section"] for row in overdue[: len(days)]] == ["overdue"] * len(days)
    assert days == sorted(days, reverse=True)
