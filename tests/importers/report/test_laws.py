"""What holds for every report: each row is counted once, and nothing but a refusal is raised."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.columns import SourceDeclaration
from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.domain.extract import Extract
from journey.importers.report import declaration_of, read_map, read_report
from journey.importers.report.map import ReportMap
from journey.importers.report.shipped import find_map, shipped, text_of
from tests.depth import examples
from tests.domain.intake.sources import MemoryLog
from tests.importers.building import refer

MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 30)
QUARTER = date(2025, 1, 1)

LIKELY = st.sampled_from(
    ["1000007", "007", "SEN-4711", "31/02/2025", "15/01/2025", "2025-01-15 14:30", "14:30", "Yes", "N", "n/a", "Done",
     "CP visit", "CIN review", "IRO", "Duty", "Priya Shah", "SW12345", "police; health", "#N/A", "1900-01-01", "12",
     "-1", " ", "\u00a0", "x" * 600, "a\x07b", "1E+06", "Child ID", "Cancelled"]
)  # fmt: skip
TEXTS = st.just("") | LIKELY | st.text(max_size=12)


def csv_of(of: ReportMap, rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([list(of.headers), *rows])
    return out.getvalue().encode("utf-8", "replace")


def read(content: bytes, of: ReportMap, day: date = MARCH, covers: date | None = None) -> Extract:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        path.write_bytes(content)
        given = None if of.holds == "latest only" else covers
        return read_report(path, of, declaration_of(of), la="999", extract_date=day, refer=refer, covers_from=given)


def read_or_refused(content: bytes, of: ReportMap) -> Extract | str:
    """What a file says, or why it is refused."""
    try:
        return read(content, of)
    except BadInputFile as refusal:
        return str(refusal)


@st.composite
def tables(draw: st.DrawFn) -> tuple[ReportMap, list[list[str]]]:
    """A map that ships, and rows of anything under its headers."""
    of = find_map(draw(st.sampled_from(shipped())))
    width = len(of.headers)
    return of, draw(st.lists(st.lists(TEXTS, min_size=width, max_size=width), max_size=6))


@settings(max_examples=examples(80), deadline=None)
@given(tables())
def test_every_row_is_counted_once_and_every_claim_is_an_event(table: tuple[ReportMap, list[list[str]]]) -> None:
    of, rows = table
    extract = read_or_refused(csv_of(of, rows), of)
    if isinstance(extract, str):
        assert "report.csv" in extract
        return

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert sum(listed.read for listed in extract.lists) <= len(filled)
    numbers = [row.number for listed in extract.lists for row in (*listed.rows, *listed.refused, *listed.links)]
    assert len(numbers) == len(set(numbers))
    for listed in extract.lists:
        for row in listed.rows:
            for claim in (row.main, *row.claims):
                if claim is not None:
                    event(claim.event)(**claim.data)
            event("ChildRegistered")(**row.person)
        for refused in listed.refused:
            assert refused.problem
            assert refused.remedy
            assert refused.column in of.headers


@settings(max_examples=examples(80), deadline=None)
@given(tables(), st.data())
def test_a_damaged_file_is_refused_or_read(table: tuple[ReportMap, list[list[str]]], data: st.DataObject) -> None:
    of, rows = table
    content = bytearray(csv_of(of, rows))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    extract = read_or_refused(bytes(content), of)

    if isinstance(extract, str):
        assert "report.csv" in extract
    else:
        assert {refused.remedy != "" for listed in extract.lists for refused in listed.refused} <= {True}


VISITS = find_map("visits")
SOURCE: SourceDeclaration = declaration_of(VISITS)
AT = {header: position for position, header in enumerate(VISITS.headers)}


UNREADABLE = {
    "Child ID": ["", "#N/A", "1E+06"],
    "Visit date": ["", "soon", "#N/A", "31/02/2025", "01/01/1900", "01/01/2026"],
    "Visit type": ["", "Elsewhere", "#N/A"],
}
"""What nobody can read, by column."""


def visits(days: list[int]) -> list[list[str]]:
    """A protection visit to each of some children, one on each day of January."""
    rows = []
    for child, day in enumerate(days):
        row = [""] * len(AT)
        row[AT["Child ID"]], row[AT["Visit date"]] = f"10000{child:02}", f"{day:02}/01/2025"
        row[AT["Visit type"]], row[AT["Child seen"]] = "CP visit", "Yes"
        rows.append(row)
    return rows


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.integers(6, 28), min_size=6, max_size=12), st.data())
def test_a_bad_cell_never_withdraws_what_the_row_may_hold(days: list[int], data: st.DataObject) -> None:
    good = visits(days)
    bad = [list(row) for row in good]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(bad))
        column = data.draw(st.sampled_from(sorted(UNREADABLE)))
        row[AT[column]] = data.draw(st.sampled_from(UNREADABLE[column]))
    log = MemoryLog()
    log.take(read(csv_of(VISITS, good), VISITS, covers=QUARTER), SOURCE)

    plan = log.take(read(csv_of(VISITS, bad), VISITS, APRIL, QUARTER), SOURCE)

    assert plan.totals["rejected"] >= 1
    assert plan.totals["rows"] == len(bad)
    assert [statement.fact for statement in plan.statements if statement.name == "FactRetracted"] == []


@settings(max_examples=examples(80), deadline=None)
@given(st.sampled_from(shipped()), st.data())
def test_a_damaged_map_is_refused_with_its_place_or_read(name: str, data: st.DataObject) -> None:
    text = text_of(name)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        mark = data.draw(st.sampled_from(["", '"', "[", "]", "{", "=", "\n", "x", "é", "7", "."]))
        text = text[:place] + mark + text[place + data.draw(st.integers(0, 12)) :]

    assert map_or_refusal(text).startswith("map.toml")


def map_or_refusal(text: str) -> str:
    """Where a map was read from, or why it was refused."""
    try:
        return read_map(text, "map.toml").where
    except BadInputFile as refusal:
        return str(refusal)
