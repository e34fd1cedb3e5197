"""A column without a value in any row is not carried; one value, or too few rows, and it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.empty import LEAST_OF_WHAT_FOLLOWS, LEAST_OF_WHAT_REPEATS, empty_columns
from tests.importers.building import annex_a, headers, read, the_list, values, workbook

REVIEW = "Date of Latest Statutory Review"
CEASED = "Date Ceased to be Looked After"
VISIT = "Date of Last Social Work Visit"


def empty(path: Path, rows: int, **cells: Any) -> list[str]:
    """What is empty in a List 8 of so many rows, all visited; the first has ``cells`` as well."""
    children = [{headers("List 8")[0]: 1000007 + n, VISIT: date(2025, 3, 1)} for n in range(rows)]
    children[0] |= cells
    return empty_columns([the_list(read(annex_a(path / "a.xlsx", "List 8", *children)), "List 8")])


def test_what_repeats_is_empty_where_four_rows_say_nothing_of_it(tmp_path: Path) -> None:
    found = empty(tmp_path, LEAST_OF_WHAT_REPEATS)

    assert "LACReviewHeld" in found
    assert "LACVisitMade" not in found
    assert "CeasedLookedAfter" not in found


def test_three_children_may_all_be_without_a_review(tmp_path: Path) -> None:
    assert "LACReviewHeld" not in empty(tmp_path, LEAST_OF_WHAT_REPEATS - 1)


@pytest.mark.parametrize("cell", [date(2025, 2, 3), "31/02/2025"])
def test_one_value_is_enough_even_one_that_cannot_be_read(tmp_path: Path, cell: object) -> None:
    assert "LACReviewHeld" not in empty(tmp_path, LEAST_OF_WHAT_REPEATS, **{REVIEW: cell})


def test_an_end_is_empty_only_where_many_rows_say_nothing_of_it(tmp_path: Path) -> None:
    assert "CeasedLookedAfter" not in empty(tmp_path, LEAST_OF_WHAT_FOLLOWS - 1)
    assert "CeasedLookedAfter" in empty(tmp_path, LEAST_OF_WHAT_FOLLOWS)
    assert "CeasedLookedAfter" not in empty(tmp_path, LEAST_OF_WHAT_FOLLOWS, **{CEASED: date(2025, 3, 4)})


def test_a_column_that_a_file_does_not_have_is_empty_however_few_the_rows(tmp_path: Path) -> None:
    kept = [n for n, header in enumerate(headers("List 8")) if header != REVIEW]
    rows = [headers("List 8"), values("List 8", {})]
    book = workbook(tmp_path / "a.xlsx", {"List 8": [[row[n] for n in kept] for row in rows]})

    assert empty_columns([the_list(read(book), "List 8")]) == ["LACReviewHeld"]
