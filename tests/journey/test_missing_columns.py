"""A column that a file does not have says nothing of what other files said under it, whatever came first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.importers.building import headers, values, workbook
from tests.journey.commands import APRIL, MARCH, asked, imported

MAY = date(2025, 5, 31)
CHILD = "1000007"
DONE = "Continuous Assessment Date of Authorisation"
SEEN = "Child Seen During Continuous Assessment"


def assessed(path: Path, cells: dict[str, Any], without: tuple[str, ...] = ()) -> Path:
    """A List 4 of one assessment, without some of its columns."""
    kept = [n for n, header in enumerate(headers("List 4")) if header not in without]
    rows = [headers("List 4"), values("List 4", {"Continuous Assessment Start Date": date(2025, 3, 3), **cells})]
    return workbook(path, {"List 4": [[row[n] for n in kept] for row in rows]})


def looked_after(path: Path, cells: dict[str, Any], without: tuple[str, ...] = ()) -> Path:
    """A List 8 of one child, without some of its columns."""
    kept = [n for n, header in enumerate(headers("List 8")) if header not in without]
    rows = [headers("List 8"), values("List 8", {"Date Started to be Looked After": date(2025, 3, 3), **cells})]
    return workbook(path, {"List 8": [[row[n] for n in kept] for row in rows]})


def told(store: str) -> list[tuple[str, str, str, str]]:
    """The assessment as it stands."""
    rows = asked(store, "show", CHILD)["rows"]
    kept = (row for row in rows if row["event"].startswith("Assessment"))
    return [(row["event"], row["occurred_on"], row["state"], json.dumps(row["data"], sort_keys=True)) for row in kept]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("later_says", [True, False])
def test_a_file_without_a_column_takes_nothing_back(tmp_path: Path, order: tuple[int, ...], later_says: bool) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    said = {DONE: date(2025, 3, 24), SEEN: "Y"}
    files = [
        (assessed(tmp_path / "march.xlsx", said), MARCH),
        (assessed(tmp_path / "april.xlsx", {}, without=(DONE, SEEN)), APRIL),
        (assessed(tmp_path / "may.xlsx", {"Allocated Team": "North", **(said if later_says else {})}), MAY),
    ]

    for n in order:
        imported(store, *files[n])

    found = {(event, state) for event, _, state, _ in told(store)}
    assert (("AssessmentAuthorised", "effective") in found) == later_says
    in_april = asked(store, "show", CHILD, "--as-at", "2025-04-30", "--known-at", "2025-04-30")["rows"]
    assert [row["occurred_on"] for row in in_april if row["event"] == "AssessmentAuthorised"] == ["2025-03-24"]
    seen = [row["data"].get("child_seen") for row in in_april if row["event"] == "AssessmentStarted"]
    assert "yes" in str(seen)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)])
@pytest.mark.parametrize(("team", "shown"), [("North", ["North"]), ("South", ["North", "South", "North"])])
def test_a_file_without_workers_shows_no_other_worker(
    tmp_path: Path, order: tuple[int, ...], team: str, shown: list[str]
) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    who = {"Allocated Team": "North", "Allocated Worker": "Ann Example"}
    files = [
        (looked_after(tmp_path / "march.xlsx", who), MARCH),
        (looked_after(tmp_path / "april.xlsx", {"Allocated Team": team}, without=("Allocated Worker",)), APRIL),
        (looked_after(tmp_path / "may.xlsx", {**who, "Date of Last Dental Check": date(2025, 5, 6)}), MAY),
    ]

    for n in order:
        imported(store, *files[n])

    rows = [row["data"] for row in asked(store, "show", CHILD)["rows"] if row["event"] == "AllocationObserved"]
    assert [row["team"] for row in rows] == shown
    assert ["worker" in row for row in rows] == [name == "North" for name in shown]
