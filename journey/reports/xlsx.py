"""XLSX: a sheet per table with frozen header and filters, dates as dates, ids as text, a sheet "How to read this"."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from journey.reports.provenance import data_line, heading, provenance
from journey.reports.table import CannotWrite, Field, Report, Section
from journey.reports.words import cell, moment, plain, typed, words

_ROWS = 1_048_575
_CHARACTERS = 32_767
_CUT = "… (cut)"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, so that the same report gives the same bytes
_WIDTHS = {"date": 12, "time": 8, "moment": 26, "count": 10, "flag": 8, "id": 14, "details": 50, "text": 24}
_FIRST_DAY = date(1900, 3, 1)
"""Earlier days a spreadsheet counts wrongly; they are written as text."""


class _Styles(NamedTuple):
    header: Format
    date: Format
    text: Format
    wrapped: Format


def write(report: Report) -> bytes:
    """The report as a workbook. Nothing in it is a formula or a link. Raises ``CannotWrite`` beyond a sheet's rows."""
    main = Section("rows", report.caption or report.title, report.columns, report.rows)
    longest = max(len(section.rows) for section in (main, *report.sections))
    if longest > _ROWS:
        raise CannotWrite(f"{longest:,} rows are more than a sheet holds ({_ROWS:,}): write csv or json instead")
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    workbook.set_properties({"title": plain(report.title), "created": _MADE})
    styles = _Styles(
        header=workbook.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        date=workbook.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
        text=workbook.add_format({"num_format": "@", "valign": "top"}),
        wrapped=workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    )
    for section in (main, *report.sections):
        _sheet(workbook, section, styles)
    _guide(workbook, report, styles)
    workbook.close()
    return out.getvalue()


def _sheet(workbook: Workbook, table: Section, styles: _Styles) -> None:
    sheet = workbook.add_worksheet(_sheet_name(workbook, table.title))
    for place, field in enumerate(table.columns):
        sheet.set_column(place, place, field.width or _WIDTHS[field.kind])
        sheet.write_string(0, place, field.title, styles.header)
    for number, row in enumerate(table.rows, start=1):
        for place, field in enumerate(table.columns):
            _write(sheet, number, place, field, row, styles)
            if field.one_of and (answers := field.one_of(row)):
                sheet.data_validation(number, place, number, place, _choice(answers))
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, number: int, place: int, field: Field, row: Any, styles: _Styles) -> None:
    value = typed(field, row.get(field.name))
    if value is None:
        return
    if isinstance(value, bool) or field.kind == "id":
        sheet.write_string(number, place, _fitting(words(value)), styles.text)
    elif isinstance(value, int | float):
        sheet.write_number(number, place, value)
    elif isinstance(value, datetime):
        sheet.write_string(number, place, moment(value), styles.text)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(number, place, datetime.combine(value, time()), styles.date)
    else:
        sheet.write_string(number, place, _fitting(cell(field, row)), styles.wrapped)


def _choice(answers: Sequence[str]) -> dict[str, Any]:
    """A cell to be filled in with one of a list, which drops down."""
    return {
        "validate": "list",
        "source": list(answers),
        "error_title": "None of the answers",
        "error_message": "Choose from the list, or leave the cell blank.",
    }


def _guide(workbook: Workbook, report: Report, styles: _Styles) -> None:
    sheet = workbook.add_worksheet("How to read this")
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for number, (left, right, is_heading) in enumerate(_guide_lines(report)):
        sheet.write_string(number, 0, _fitting(left), styles.header if is_heading else styles.wrapped)
        if right:
            sheet.write_string(number, 1, _fitting(right), styles.wrapped)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _guide_lines(report: Report) -> Iterator[tuple[str, str, bool]]:
    """Left cell, right cell, whether it is a heading."""
    yield report.title, "", True
    for paragraph in (*data_line(report.meta), *report.guide, *report.notes):
        yield "", paragraph, False
    for section in report.sections:
        yield from ((section.title, note, False) for note in section.notes)
    if report.lead:
        yield "Where things stand", "", True
        for line in report.lead:
            yield line.label, words(line.value) + (f" ({line.note})" if line.note else ""), False
    yield "Columns", "", True
    for table in (report.columns, *(section.columns for section in report.sections)):
        for field in table:
            yield field.title, field.help or field.name, False
    yield heading(report.meta), "", True
    for line in provenance(report.meta):
        yield line.label, str(line.value), False


def _sheet_name(workbook: Workbook, title: str) -> str:
    """A title as a sheet's name: at most 31 characters, none of those a spreadsheet refuses, never twice."""
    name = "".join(" " if sign in "[]:*?/\\'" else sign for sign in plain(title))[:31].strip() or "Rows"
    taken = {sheet.get_name().casefold() for sheet in workbook.worksheets()}
    return name if name.casefold() not in taken else f"{name[:27].strip()} {len(taken) + 1}"


def _fitting(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _CHARACTERS else text[: _CHARACTERS - len(_CUT)] + _CUT
