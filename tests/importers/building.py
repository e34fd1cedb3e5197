"""Builders of small Annex A workbooks and files: a test names only the cells that matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from journey.domain.extract import Claim, Extract, ListRead, Refused, Row
from journey.importers.annex_a import ANNEX_A, NO_WORKER_WORDS, read_annex_a
from journey.importers.layout import columns_of, start_header

EXTRACT_DATE = date(2025, 3, 31)
START = date(2025, 1, 15)
CHILD = 1000007

Cells = Mapping[str, Any]


def headers(name: str) -> list[str]:
    """The headers of a list, as Annex A has them."""
    return [column.header for column in columns_of(ANNEX_A.by_name[name])]


def values(name: str, cells: Cells) -> list[Any]:
    """A row of a list: an id, a start date, and what the test says; every other cell blank."""
    start = start_header(ANNEX_A.by_name[name])
    told = {headers(name)[0]: CHILD, **({start: START} if start else {}), **cells}
    assert set(told) <= set(headers(name)), f"no such header in {name}"
    return [told.get(header) for header in headers(name)]


def workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> Path:
    """A workbook of sheets of rows; dates become real dates, text beginning with = a formula."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def annex_a(path: Path, name: str, *rows: Cells, sheet: str | None = None) -> Path:
    """A workbook of one list with these rows."""
    return workbook(path, {sheet or name: [headers(name), *(values(name, row) for row in rows)]})


def refer(kind: str, text: str) -> str:
    """A reference as the store would give it, without its key."""
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def read(*paths: Path, words: Iterable[str] = NO_WORKER_WORDS) -> Extract:
    """The extract of these files, as at 31 March 2025."""
    return read_annex_a(paths, la="999", extract_date=EXTRACT_DATE, refer=refer, no_worker_words=words)


def the_list(extract: Extract, name: str) -> ListRead:
    return next(item for item in extract.lists if item.listing.name == name)


def one_row(path: Path, name: str, cells: Cells) -> Row:
    """The one row of a list, read from a workbook that holds nothing else."""
    found = the_list(read(annex_a(path / "annex_a.xlsx", name, cells)), name)
    assert not found.refused, found.refused
    return found.rows[0]


def one_refusal(path: Path, name: str, cells: Cells) -> Refused:
    """The one refused row of a list, likewise."""
    found = the_list(read(annex_a(path / "annex_a.xlsx", name, cells)), name)
    assert not found.rows, found.rows
    return found.refused[0]


def every_claim(row: Row) -> list[Claim]:
    return [row.main, *row.claims] if row.main else list(row.claims)


def claim(row: Row, event: str) -> Claim | None:
    """The row's claim of an event; None if it makes none."""
    return next((found for found in every_claim(row) if found.event == event), None)


def data(row: Row, event: str) -> dict[str, Any]:
    """What the row claims of an event."""
    found = claim(row, event)
    assert found is not None, f"no claim of {event}"
    return found.data


def unread(row: Row) -> dict[str, Any]:
    """What could not be read of the row."""
    found = row.main or claim(row, "CareLeaverStatusObserved")
    assert found is not None
    return found.data.get("unread", {})
