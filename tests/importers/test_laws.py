"""What holds for every file: each row is counted once, each claim is an event, and nothing but a refusal is raised."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
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
from tests.depth import examples
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


@settings(max_examples=examples(60), deadline=None)
@given(lists(CELLS))
def test_every_row_of_every_workbook_is_counted(said: tuple[str, list[list[Any]]]) -> None:
    name, rows = said

    check(file_of(book_of(name, rows), "annex_a.xlsx"), name, rows)


@settings(max_examples=examples(60), deadline=None)
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


def refusal_of(content: bytes, name: str) -> str | None:
    """Why a file is refused; None when it is read. Anything else that is raised fails the test."""
    try:
        file_of(content, name)
    except BadInputFile as refusal:
        return str(refusal)
    return None


PLACES = st.integers(0, 2**16)
NAMES = st.sampled_from(["a.xlsx", "a.csv", "List 3.csv"])


@settings(max_examples=examples(80), deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), NAMES)
def test_whatever_a_file_holds_it_is_read_or_refused_by_name(content: bytes, name: str) -> None:
    assert name in (refusal_of(content, name) or name)


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(BOOK)
    for position, byte in changes:
        content[position % len(content)] = byte

    assert "annex_a.xlsx" in (refusal_of(bytes(content), "annex_a.xlsx") or "annex_a.xlsx")


SCRAPS = [b"<c>", b"</c>", b"<v>", b"<f>", b"</row>", b"<row r='3'>", b' t="s"', b' t="e"', b' r="XFD9"', b"&#0;",
          b"\xff", b"1e309", b"-1", b"9" * 5_000, b'encoding="x', b"<!DOCTYPE a>", b"&amp;", b"_xD800_"]  # fmt: skip


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(st.tuples(PLACES, PLACES, st.sampled_from(SCRAPS)), min_size=1, max_size=3))
def test_a_workbook_with_scraps_in_its_xml_is_read_or_refused(scraps: list[tuple[int, int, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for which, where, scrap in scraps:
        name = list(parts)[which % len(parts)]
        at = where % (len(parts[name]) + 1)
        parts[name] = parts[name][:at] + scrap + parts[name][at:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)

    assert "annex_a.xlsx" in (refusal_of(out.getvalue(), "annex_a.xlsx") or "annex_a.xlsx")


BOOK = book_of("List 6", [[1000000 + n, "a) Male", None, None, None, None, EXTRACT_DATE] for n in range(20)])
