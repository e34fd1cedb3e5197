"""The eleven lists as a workbook: exact headers in their order, dates as dates, ids as text, nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from journey.domain.columns import Listing
from journey.exporters.annex_a.rows import Cell, Cells
from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.layout import columns_of

_FIRST_DAY: Final = date(1900, 3, 1)
"""Earlier days a spreadsheet counts wrongly; they are written as text."""

_PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What stands in a cell is what was said, and nothing that runs."""


def workbook(lists: Mapping[str, Iterable[Cells]], made: datetime, notice: str = "") -> bytes:
    """A workbook with a sheet for each list of Annex A; ``lists`` are its rows by the list's name.

    ``made`` is the time stamp inside the file, by which it is put after the files from which the log was made.
    ``notice`` stands on a sheet of its own before them.
    """
    out = io.BytesIO()
    _write_book(xlsxwriter.Workbook(out, {"in_memory": True, **_PLAIN}), lists, made, notice)
    return out.getvalue()


def write_workbook(path: Path, lists: Mapping[str, Iterable[Cells]], made: datetime) -> None:
    """The same in a file, of which one row at a time is held; a list that is not in ``lists`` has headers alone."""
    _write_book(xlsxwriter.Workbook(path, {"constant_memory": True, **_PLAIN}), lists, made, "")


def _write_book(book: xlsxwriter.Workbook, lists: Mapping[str, Iterable[Cells]], made: datetime, notice: str) -> None:
    book.set_properties({"title": "Annex A", "created": made})
    styles = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
        book.add_format({"num_format": "@"}),
    )
    if notice:
        book.add_worksheet("Read this first").write_string(0, 0, notice)
    for listing in ANNEX_A.listings:
        _sheet(book.add_worksheet(listing.name), listing, lists.get(listing.name, ()), *styles)
    book.close()


def _sheet(sheet: Worksheet, listing: Listing, rows: Iterable[Cells], head: Format, day: Format, text: Format) -> None:
    headers = [column.header for column in columns_of(listing)]
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, head)
    for number, cells in enumerate(rows, start=1):
        for place, header in enumerate(headers):
            _write(sheet, number, place, cells.get(header), day, text)
    sheet.set_column(0, len(headers) - 1, 16)
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, number: int, place: int, cell: Cell | None, day: Format, text: Format) -> None:
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(number, place, datetime.combine(cell, time()), day)
    elif isinstance(cell, date):
        sheet.write_string(number, place, f"{cell:%d/%m/%Y}", text)
    elif isinstance(cell, int):
        sheet.write_number(number, place, cell)
    elif cell is not None:
        sheet.write_string(number, place, cell, text)
