"""What a source has a column for and never fills in is no reason to call anybody late."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.empty import LEAST_OF_WHAT_FOLLOWS, LEAST_OF_WHAT_REPEATS
from tests.importers.building import annex_a, headers
from tests.journey.commands import APRIL, MARCH, asked, imported

CHILD = "1000007"
REVIEW = "Date of Latest Statutory Review"
CEASED = "Date Ceased to be Looked After"
WHY = "Reason Ceased to be Looked After"
WORKER, TEAM = "Allocated Worker", "Allocated Team"
TAKEN_IN = date(2024, 10, 7)


def in_care(path: Path, reviewed: date | None, children: int = 5) -> Path:
    """A List 8 of children looked after since October; only the second has a review, where one is given."""
    rows: list[dict[str, Any]] = [
        {headers("List 8")[0]: int(CHILD) + n, "Date Started to be Looked After": TAKEN_IN} for n in range(children)
    ]
    rows[1][REVIEW] = reviewed
    return annex_a(path, "List 8", *rows)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/journey.db"


def reviews(store: str, *when: str) -> set[str]:
    """What is said of the child's reviews."""
    rows = asked(store, "timescales", *when)["rows"]
    return {row["state"] for row in rows if row["child_id"] == CHILD and row["rule"].startswith("L06")}


def test_a_review_is_not_overdue_where_the_list_never_says_when_one_was(store: str, tmp_path: Path) -> None:
    imported(store, in_care(tmp_path / "march.xlsx", None), MARCH)

    assert reviews(store) == {"cannot tell"}
    told = asked(store, "coverage")
    assert "Looked-after review held" in told["rows"][0]["empty"]
    rule = next(row for row in told["rules"] if row["name"] == "L06 next")
    assert rule["answer"] == "not answerable"
    assert rule["missing"] == ["LACReviewHeld (empty in every row)"]
    why = asked(store, "why", CHILD, "L06")
    assert "'Looked-after review held' is empty in every row of the files" in str(why)


def test_a_review_is_overdue_where_another_child_of_the_list_has_one(store: str, tmp_path: Path) -> None:
    imported(store, in_care(tmp_path / "march.xlsx", date(2024, 11, 4)), MARCH)

    assert "overdue" in reviews(store)
    assert "Looked-after review held" not in asked(store, "coverage")["rows"][0]["empty"]


@pytest.mark.parametrize("order", [(MARCH, APRIL), (APRIL, MARCH)])
def test_a_later_file_with_values_carries_them_from_its_own_day(
    store: str, tmp_path: Path, order: tuple[date, date]
) -> None:
    files = {
        MARCH: in_care(tmp_path / "march.xlsx", None),
        APRIL: in_care(tmp_path / "april.xlsx", date(2025, 4, 2)),
    }

    for day in order:
        imported(store, files[day], day)

    assert reviews(store, "--as-at", MARCH.isoformat()) == {"cannot tell"}
    assert "overdue" in reviews(store)


def some_left(path: Path, children: int, **left: Any) -> Path:
    """A List 8 of children of whom only the second has more than the day on which care began."""
    rows: list[dict[str, Any]] = [
        {headers("List 8")[0]: int(CHILD) + n, "Date Started to be Looked After": TAKEN_IN} for n in range(children)
    ]
    rows[1] |= left
    return annex_a(path, "List 8", *rows)


def ended(store: str, *when: str) -> list[tuple[str, str]]:
    """What the record of the second child says of the end of care, and why."""
    rows = asked(store, "show", str(int(CHILD) + 1), *when)["rows"]
    found = [row for row in rows if row["event"] == "CeasedLookedAfter" and row["state"] == "effective"]
    return [(row["occurred_on"], str(row["data"]["reason"])) for row in found]


@pytest.mark.parametrize(
    ("order", "children", "stays"),
    [
        ((MARCH, APRIL), LEAST_OF_WHAT_FOLLOWS, True),
        ((APRIL, MARCH), LEAST_OF_WHAT_FOLLOWS, True),
        ((MARCH, APRIL), LEAST_OF_WHAT_FOLLOWS - 1, False),
    ],
)
def test_a_column_blank_in_every_row_takes_back_no_end(
    store: str, tmp_path: Path, order: tuple[date, date], children: int, stays: bool
) -> None:
    files = {
        MARCH: some_left(tmp_path / "march.xlsx", children, **{CEASED: date(2025, 3, 4), WHY: "E8"}),
        APRIL: some_left(tmp_path / "april.xlsx", children),
    }

    for day in order:
        imported(store, files[day], day)

    before = ended(store, "--as-at", MARCH.isoformat(), "--known-at", MARCH.isoformat())
    assert [day for day, _ in before] == ["2025-03-04"]
    assert ended(store) == (before if stays else [])


def test_one_end_in_a_file_takes_back_those_that_are_blank(store: str, tmp_path: Path) -> None:
    left = {CEASED: date(2025, 3, 4), WHY: "E8"}
    imported(store, some_left(tmp_path / "march.xlsx", LEAST_OF_WHAT_FOLLOWS, **left), MARCH)
    rows = [{headers("List 8")[0]: int(CHILD) + n, "Date Started to be Looked After": TAKEN_IN} for n in range(20)]
    rows[3] |= left

    imported(store, annex_a(tmp_path / "april.xlsx", "List 8", *rows), APRIL)

    assert ended(store) == []


@pytest.mark.parametrize(
    ("order", "children", "teams"),
    [
        ((MARCH, APRIL), LEAST_OF_WHAT_REPEATS, ["North"]),
        ((APRIL, MARCH), LEAST_OF_WHAT_REPEATS, ["North"]),
        ((MARCH, APRIL), LEAST_OF_WHAT_REPEATS - 1, ["North", None]),
    ],
)
def test_workers_and_teams_blank_for_everybody_are_no_news(
    store: str, tmp_path: Path, order: tuple[date, date], children: int, teams: list[str | None]
) -> None:
    files = {
        MARCH: some_left(tmp_path / "march.xlsx", children, **{TEAM: "North", WORKER: "Ann Example"}),
        APRIL: some_left(tmp_path / "april.xlsx", children),
    }

    for day in order:
        imported(store, files[day], day)

    rows = asked(store, "show", str(int(CHILD) + 1))["rows"]
    assert [row["data"].get("team") for row in rows if row["event"] == "AllocationObserved"] == teams
