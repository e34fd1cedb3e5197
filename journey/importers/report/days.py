"""Days that hold of a whole report: the one it speaks for, and those it covers."""

from __future__ import annotations

from datetime import date, timedelta

from journey.domain.calendar import months_before
from journey.domain.errors import BadInputFile
from journey.domain.extract import Days
from journey.importers.annex_a.files import Sheet
from journey.importers.cells import Cells, as_written
from journey.importers.layout import Layout
from journey.importers.report.context import day_first
from journey.importers.report.map import ReportMap
from journey.importers.values import NotReadable, as_date

Rows = list[tuple[int, Cells]]


def day_in_column(rows: Rows, sheet: Sheet, layout: Layout, of: ReportMap, header: str) -> date | None:
    """The one day that a column says in every row that says any; None when it is blank. Raises BadInputFile."""
    found: dict[date, int] = {}
    for number, cells in rows:
        cell = cells.get(layout.positions[header])
        try:
            day = as_date(day_first(cell) if of.month_first and cell is not None else cell, sheet.date_1904)
        except NotReadable as problem:
            raise BadInputFile(
                f"{sheet.where}, row {number}: '{header}' is {as_written(cell)[:100]}, which {problem}. Every row says "
                "the same day there: correct it, or take it out of the map."
            ) from problem
        if day is not None:
            found.setdefault(day, number)
    if len(found) > 1:
        places = " and ".join(f"{day:%d/%m/%Y} (row {number})" for day, number in list(found.items())[:2])
        raise BadInputFile(f"{sheet.where}: '{header}' says {places}; it should be the same in every row.")
    return next(iter(found), None)


def covered_days(
    rows: Rows,
    sheet: Sheet,
    layout: Layout,
    of: ReportMap,
    speaks_for: date,
    given: tuple[date | None, date | None] = (None, None),
) -> Days | None:
    """The days that a report covers, up to the day it speaks for at most; None where nobody says.

    ``given`` are the first and the last day as whoever imports says them, for a map that does not. Raises BadInputFile.
    """
    said = of.covers
    if given != (None, None):
        return _given(sheet, of, speaks_for, *given)
    if said is None:
        return None
    last = _day(said.last, rows, sheet, layout, of) or speaks_for
    if said.months is not None:
        first: date | None = months_before(speaks_for, said.months) + timedelta(1)
    else:
        first = _day(said.first, rows, sheet, layout, of)
    last = min(last, speaks_for)
    return None if first is None or first > last else Days(first, last)


def _given(sheet: Sheet, of: ReportMap, speaks_for: date, first: date | None, last: date | None) -> Days:
    if of.covers is not None and (of.covers.first or of.covers.months):
        raise BadInputFile(f"{of.where} says itself which days it covers. Leave --covers-from and --covers-to out.")
    if first is None:
        raise BadInputFile(f"{sheet.where}: --covers-to alone says no days. Give --covers-from as well.")
    if of.holds == "latest only":
        raise BadInputFile(f"{of.where} holds the latest only, which covers its own day. Leave --covers-from out.")
    last = min(last or speaks_for, speaks_for)
    if first > last:
        raise BadInputFile(f"{sheet.where}: {first:%d/%m/%Y} to {last:%d/%m/%Y} are no days. Check --covers-from.")
    return Days(first, last)


def _day(said: date | str | None, rows: Rows, sheet: Sheet, layout: Layout, of: ReportMap) -> date | None:
    return day_in_column(rows, sheet, layout, of, said) if isinstance(said, str) else said
