"""Where a report's columns stand: which sheet, which row holds the headers, which column is which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from journey.domain.errors import BadInputFile
from journey.importers.annex_a.files import Sheet, SourceFile
from journey.importers.cells import Cells, as_written, column_letter
from journey.importers.layout import Layout, check_above, folded
from journey.importers.report.map import ReportMap
from journey.importers.report.table import nearest
from journey.importers.values import tidy

TOP: Final = 20
"""Filled rows among which the headers are looked for; titles and filters above them are common."""

SHOWN: Final = 30
"""How many headers a message names."""


def find_columns(file: SourceFile, of: ReportMap) -> tuple[Sheet, Layout]:
    """The sheet of a report and where its columns stand in it. Raises BadInputFile, naming what is missing."""
    found = [(sheet, *_header_row(sheet, of)) for sheet in _sheets(file, of)]
    whole = [(sheet, row, cells) for sheet, row, cells in found if not _missing(of, cells)]
    if len(whole) > 1:
        names = " and ".join(sheet.where for sheet, _, _ in whole)
        raise BadInputFile(f'{names} all have the columns of {of.where}. Say which in the map: sheet = "…".')
    if not whole:
        sheet, row, cells = min(found, key=lambda one: len(_missing(of, one[2])))
        raise BadInputFile(_without(sheet, row, cells, of))
    sheet, row, cells = whole[0]
    layout = _layout(sheet, row, cells, of)
    if of.header_row is None:
        above = ((n, cells) for n, cells in islice(sheet.rows(), TOP) if n < row)
        check_above(layout, above, of.child or of.sen or "", of.dates, sheet.where)
    return sheet, layout


def _sheets(file: SourceFile, of: ReportMap) -> Sequence[Sheet]:
    if of.sheet is None or any(sheet.is_file for sheet in file.sheets):
        return file.sheets
    named = [sheet for sheet in file.sheets if folded(sheet.name) == folded(of.sheet)]
    if not named:
        names = nearest(of.sheet, [sheet.name for sheet in file.sheets])
        raise BadInputFile(f"{file.name} has no sheet '{of.sheet}', which {of.where} names.{names}")
    return named


def _header_row(sheet: Sheet, of: ReportMap) -> tuple[int, Cells]:
    """The row that says most of the map's headers, or the one that the map names; a blank row where there is none."""
    if of.header_row is not None:
        top = [row for row in islice(sheet.rows(), of.header_row) if row[0] == of.header_row]
    else:
        top = list(islice(sheet.rows(), TOP))
    return max(top, key=lambda row: len(_positions(of, row[1])), default=(of.header_row or 1, Cells()))


def _positions(of: ReportMap, cells: Cells) -> dict[str, list[int]]:
    """Header of the map → positions of the cells that say it."""
    known = {folded(name): header for header, also in of.headers.items() for name in (header, *also)}
    found: dict[str, list[int]] = {}
    for position, cell in cells.items():
        header = known.get(folded(cell)) if isinstance(cell, str) else None
        if header is not None:
            found.setdefault(header, []).append(position)
    return found


def _missing(of: ReportMap, cells: Cells) -> list[str]:
    return [header for header in of.headers if header not in _positions(of, cells)]


def _without(sheet: Sheet, row: int, cells: Cells, of: ReportMap) -> str:
    """What to say of a sheet that lacks columns of the map."""
    missing = _missing(of, cells)
    headers = [tidy(as_written(cell))[:100] for cell in cells.values()]
    some = ", ".join(f"'{header}'" for header in headers[:SHOWN])
    more = f" and {len(headers) - SHOWN} more" if len(headers) > SHOWN else ""
    lines = {column.header: f"{of.where}:{column.line}" for column in of.columns}
    where = lines.get(missing[0], of.where)
    columns = "column" if len(missing) == 1 else "columns"
    return (
        f"{sheet.where} has no {columns} {', '.join(repr(one) for one in missing[:SHOWN])}, named in {where}. "
        f"Headers found in row {row}: {some or 'none'}{more}. Put the report's own headers into the map."
    )


def _layout(sheet: Sheet, row: int, cells: Cells, of: ReportMap) -> Layout:
    cells = {position: cell for position, cell in cells.items() if tidy(as_written(cell))}
    headers = {position: as_written(cell) for position, cell in cells.items()}
    found = _positions(of, cells)
    for header, places in found.items():
        if len(places) > 1:
            twice = " and ".join(f"{column_letter(p)} ('{headers[p]}')" for p in places)
            raise BadInputFile(f"{sheet.where}: columns {twice} both say '{header}'. Take one of them out.")
    taken = {places[0] for places in found.values()}
    extra = [tidy(headers[p])[:100] for p in headers if p not in taken]
    some = ", ".join(f"'{header}'" for header in extra[:SHOWN])
    more = f" and {len(extra) - SHOWN} more" if len(extra) > SHOWN else ""
    notes = (f"{sheet.where}: {some}{more} stand in no line of {of.where}; not read.",) if extra else ()
    return Layout(row, headers, {header: places[0] for header, places in found.items()}, notes)
