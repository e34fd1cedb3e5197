"""A period of care that a file withdraws leaves no visit to be made to a child who is in no list."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.importers.building import annex_a, headers
from tests.journey.commands import APRIL, MARCH, asked, imported

STAYS, GOES = "1000007", "1000008"
PLACED = date(2025, 2, 3)


def in_care(path: Path, *children: str) -> Path:
    """A List 8 of these children, each placed when taken into care and visited once."""
    rows: list[dict[str, Any]] = [
        {
            headers("List 8")[0]: int(child),
            "Date Started to be Looked After": PLACED,
            "Child's Legal Status": "C2",
            "Start date of current legal status": PLACED,
            "Start Date of Most Recent Placement": PLACED,
            "Placement Type": "U4",
            "Date of Last Social Work Visit": date(2025, 2, 7),
        }
        for child in children
    ]
    return annex_a(path, "List 8", *rows)


def visits(store: str, child: str, *when: str) -> set[str]:
    """What is said of the visits to a child."""
    rows = asked(store, "timescales", *when)["rows"]
    return {row["state"] for row in rows if row["child_id"] == child and row["rule"] == "L07"}


def test_a_withdrawn_period_of_care_takes_its_placement_along(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    imported(store, in_care(tmp_path / "march.xlsx", STAYS, GOES), MARCH)
    before = visits(store, GOES)

    imported(store, in_care(tmp_path / "april.xlsx", STAYS), APRIL, "--allow-retractions")

    assert "overdue" in before
    assert "overdue" in visits(store, STAYS)
    assert visits(store, GOES) == set()
    assert asked(store, "show", GOES)["meta"]["now"]["next_due"] is None
    assert visits(store, GOES, "--known-at", MARCH.isoformat()) == before
