"""What holds for every file: each row is counted once, each claim is an event, and nothing but a refusal is raised."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.domain.extract import Extract
from journey.importers.annex_a import ANNEX_A
from journey.importers.values import tidy
from tests.importers.building import EXTRACT_DATE, every_claim, headers, read, the_list

DAYS = st.dates(min_value=EXTRACT_DATE - timedelta(days=400), max_value=EXTRACT_DATE + timedelta(days=30))
LIKELY = st.sampled_from(
    [1000007, "007", "31/02/2025", "15/01/2025", "a) Yes", "b) No", "N1", "6", "RC7", "#N/A", "Duty", "1900-01-01", "0",
     "U4", "a) Male", "12.7", " ", "\u00a0", "x" * 600, "a\x07b", "1E+06", "Child Unique ID"]
)  # fmt: skip
CELLS = st.none() | LIKELY | DAYS | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.none() | LIKELY.map(str) | st.text(max_size=20)


def file_of(content: bytes, name: str) -> Extract:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read(path)


def book_of(name: str, rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(name)
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headers(name))
        for number, row in enumerate(rows, start=1):
            for position, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, position, cell, form)
                elif cell is not None:
                    sheet.write(number, position, cell)
    return out.getvalue()


def csv_of(name: str, rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([headers(name), *rows])
    return out.getvalue().encode("utf-8", "replace")


def check(extract: Extract, name: str, rows: list[list[Any]]) -> None:
    """The laws."""
    found = the_list(extract, name)
    filled = [row for row in rows if any(tidy(str(cell)) for cell in row if cell is not None)]
    assert found.read == len(filled) == len(found.rows) + len(found.refused) + found.not_child
    assert len({row.number for row in (*found.rows, *found.refused)}) == len(found.rows) + len(found.refused)
    for row in found.rows:
        assert row.child
        assert row.main is not None or found.listing.main is None
        for said in every_claim(row):
            assert event(said.event).model_validate(said.data).plain() == said.data
            assert said.occurred_on is None or said.occurred_on <= EXTRACT_DATE
        event("ChildRegistered").model_validate(row.person)


@st.composite
def lists(draw: st.DrawFn, cells: st.SearchStrategy[Any]) -> tuple[str, list[list[Any]]]:
    name = draw(st.sampled_from(list(ANNEX_A.by_name)))
    width = len(headers(name))
    return name, draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))


@settings(max_examples=150, deadline=None)
@given(lists(CELLS))
def test_every_row_of_every_workbook_is_counted(said: tuple[str, list[list[Any]]]) -> None:
    name, rows = said

    check(file_of(book_of(name, rows), "annex_a.xlsx"), name, rows)


@settings(max_examples=150, deadline=None)
@given(lists(TEXTS))
def test_every_row_of_every_csv_file_is_counted_or_the_file_is_refused(said: tuple[str, list[list[Any]]]) -> None:
    name, rows = said
    content = csv_of(name, rows)

    try:
        extract = file_of(content, "annex_a.csv")
    except BadInputFile:
        assert b"\0" in content
        return

    check(extract, name, rows)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from(["a.xlsx", "a.csv", "List 3.csv"])
)
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes, name: str) -> None:
    try:
        file_of(content, name)
    except BadInputFile as refusal:
        assert name in str(refusal)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(pick: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(pick.draw(st.integers(1, 4))):
        content[pick.draw(st.integers(0, len(content) - 1))] = pick.draw(st.integers(0, 255))

    try:
        extract = file_of(bytes(content), "annex_a.xlsx")
    except BadInputFile as refusal:
        assert "annex_a.xlsx" in str(refusal)
    else:
        assert extract.lists


BOOK = book_of("List 6", [[1000000 + n, "a) Male", None, None, None, None, EXTRACT_DATE] for n in range(20)])
