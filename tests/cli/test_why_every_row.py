"""Whatever a command says of a child, ``journey why`` says why: the same events, which exist, and a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.together import IMPORTS, blank_store, store_of

Row = dict[str, Any]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that holds two months of Annex A, a census and a looked-after return."""
    folder: Path = tmp_path_factory.mktemp("everything")
    return store_of(blank_store(folder / "blank"), folder / "all", IMPORTS)


def asked(store: str, *arguments: str) -> list[Row]:
    """The rows of an answer."""
    done = journey(*arguments, "--format", "json", store=store)
    assert done.exit_code in (0, 1), done.stderr
    rows: list[Row] = json.loads(done.stdout)["rows"]
    return rows


@cache
def facts_of(store: str, child: str) -> frozenset[str]:
    """The keys of all facts of a child, those that do not count included."""
    return frozenset(row["fact"] for row in asked(store, "show", child, "--history"))


def of_a_line(row: Row) -> str:
    """What a line of the weekly list is asked by."""
    if row["section"] in ("overdue", "due soon"):
        return str(row["what"].split()[0])
    return str(row["what"] if row["section"] == "data to put right" else row["section"])


QUESTIONS: dict[str, Callable[[Row], str]] = {
    "rereferrals": lambda row: "rereferrals",
    "handoffs": lambda row: str(row["kind"]),
    "drift": lambda row: str(row["flag"]),
    "timescales": lambda row: str(row["rule"]),
    "quality": lambda row: str(row["finding"]),
    "weekly": of_a_line,
    "children": lambda row: "caseloads",
}


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_row_about_a_child_has_its_events_and_its_sentence(everything: str, command: str) -> None:
    rows = [row for row in asked(everything, command) if command != "children" or row["lead_worker"]]
    first = {QUESTIONS[command](row): row for row in reversed(rows)}

    assert first
    for question, row in first.items():
        because = asked(everything, "why", row["child_id"], question)
        same = [one for one in because if set(one["positions"]) >= set(row.get("positions", ()))]
        assert same, (command, question, row)
        for one in same:
            assert one["sentence"] or command == "drift", (question, one)
            assert one["events"]
            assert set(one["events"]) <= facts_of(everything, row["child_id"])


def test_a_figure_has_the_events_of_each_child_in_it(everything: str) -> None:
    with open_log(everything, create=False) as log:
        child_at = {row.position: row.stream.rpartition(":")[2] for row in log.all_rows()}
    figures = [row for row in asked(everything, "indicators") if row["numerator"] and row["positions"]]

    assert len(figures) > 5
    for row in figures:
        child = child_at[row["positions"][-1]]
        first, last = row["period"].split("/")
        found = asked(everything, "why", child, row["indicator"], "--from", first, "--to", last)
        counted = [one for one in found if one["answer"] == "yes"]
        assert counted, row["indicator"]
        for one in counted:
            assert set(one["positions"]) <= set(row["positions"])
            assert one["sentence"].startswith(row["definition"])
            assert set(one["events"]) <= facts_of(everything, child)


def test_a_change_between_two_files_is_told_with_its_kind_and_the_days_between_them(everything: str) -> None:
    between = next(row for row in asked(everything, "handoffs") if row["precision"] == "interval")
    child = f"{between['la']}:{between['child_id']}"
    told = asked(everything, "why", child, "handoffs")
    page = journey("why", child, "handoffs", store=everything).stdout

    assert between["from_on"] < between["on"]
    assert f"between {_day(between['from_on'])} and {_day(between['on'])}" in " ".join(page.split())
    assert {row["answer"] for row in told} == {row["step"] for row in told}
    assert len({row["sentence"] for row in told}) == len({row["answer"] for row in told})


def _day(iso: str) -> str:
    on = date.fromisoformat(iso)
    return f"{on.day} {on:%B %Y}"
