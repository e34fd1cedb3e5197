"""Which file is which file of the return: by its columns, whatever its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.importers.annex_a.files import Sheet, SourceFile
from journey.importers.cells import Cells, as_written, column_letter
from journey.importers.layout import Layout, check_above, columns_of, quoted
from journey.importers.ssda903.columns import FILES
from journey.importers.ssda903.lists.episodes import EPISODES
from journey.importers.values import is_blank, tidy

HEADER_ROWS: Final = 10
"""Filled rows among which the headers are looked for."""

LIKE_ENOUGH: Final = 0.5
"""The share of its own columns that a file must have to be taken for a file of the return."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the return as it stands in the file at ``path``: ``where`` names it in messages.

    ``rows`` are those below the headers with anything in them; ``made`` is the file's own time stamp, if any.
    """

    listing: Listing
    path: Path
    fingerprint: bytes
    where: str
    sheet: str
    layout: Layout
    rows: Sequence[tuple[int, Cells]]
    made: str = ""
    date_1904: bool = False
    is_csv: bool = False


def start_of(listing: Listing) -> str | None:
    """The header of a row's own start date; None in a file without one."""
    if listing is EPISODES:
        return "DECOM"
    found = (c.header for c in listing.columns if c.event == listing.main and c.field == "occurred_on")
    return next(found, None) if listing.main else None


_USES: Final = Counter(column.header for listing in FILES for column in columns_of(listing))


def marks_of(listing: Listing) -> frozenset[str]:
    """The headers that no other file of the return has."""
    return frozenset(column.header for column in columns_of(listing) if _USES[column.header] == 1)


def table_of(sheet: Sheet, path: Path, file: SourceFile, notes: list[str]) -> Table | None:
    """A sheet as a file of the return; None when it is blank. Raises BadInputFile when it is no file of the return."""
    rows = sheet.rows()
    top = [(number, _filled(cells)) for number, cells in islice(rows, HEADER_ROWS)]
    best = max(((_likeness(listing, cells), -number, listing) for number, cells in top for listing in FILES),
               key=lambda found: found[:2], default=None)  # fmt: skip
    if best is None:
        notes.append(f"{sheet.where} is blank, without even headers; not read.")
        return None
    likeness, minus_number, listing = best
    if likeness < LIKE_ENOUGH:
        raise BadInputFile(_no_file_of_the_return(sheet.where, top[0][1]))
    number = -minus_number
    found = _layout(listing, number, dict(top)[number], sheet.where)
    notes += found.notes
    days = [column.header for column in listing.columns if column.reads == "date"]
    check_above(found, (row for row in top if row[0] < number), "CHILD", days, sheet.where)
    below = [row for row in top if row[0] > number]
    body = [*below, *((n, _filled(cells)) for n, cells in rows)]
    filled = [(n, cells) for n, cells in body if cells]
    return Table(
        listing,
        path,
        file.fingerprint,
        sheet.where,
        sheet.name,
        found,
        filled,
        file.made,
        sheet.date_1904,
        sheet.is_file,
    )


def _filled(cells: Cells) -> Cells:
    return {p: cell for p, cell in cells.items() if not isinstance(cell, str) or not is_blank(cell)}


def header_of(cell: object) -> str:
    """A header as it is compared: without case and surrounding signs."""
    return tidy(as_written(cell)).strip("'\"").upper() if isinstance(cell, str) else ""


def _likeness(listing: Listing, cells: Cells) -> float:
    """How many of the headers that it alone has a row says, from 0 to 1; 0 without the child and the start date."""
    found = _positions(listing, cells)
    needed = {"CHILD", start_of(listing) or "CHILD"}
    if not needed <= found.keys():
        return 0.0
    marks = marks_of(listing)
    return len(marks & found.keys()) / len(marks)


def _positions(listing: Listing, cells: Cells) -> dict[str, list[int]]:
    known = {name: column.header for column in columns_of(listing) for name in (column.header, *column.aliases)}
    found: dict[str, list[int]] = {}
    for position, cell in cells.items():
        header = known.get(header_of(cell))
        if header is not None:
            found.setdefault(header, []).append(position)
    return found


def _layout(listing: Listing, number: int, cells: Cells, where: str) -> Layout:
    found = _positions(listing, cells)
    headers = {position: as_written(cell) for position, cell in cells.items()}
    for header, places in found.items():
        if len(places) > 1:
            letters = " and ".join(column_letter(place) for place in places)
            raise BadInputFile(f"{where}: columns {letters} both say '{header}'. Take one of them out.")
    positions = {header: places[0] for header, places in found.items()}
    notes = []
    missing = [column.header for column in columns_of(listing) if column.header not in positions]
    if missing:
        notes.append(f"{where} has no column {quoted(missing)}; nothing is known from it.")
    extra = [headers[p] for p in sorted(headers) if p not in positions.values()]
    if extra:
        notes.append(
            f"{where}: {quoted(extra)} {'is' if len(extra) == 1 else 'are'} no part of {listing.name}; not read."
        )
    return Layout(number, headers, positions, tuple(notes))


def _no_file_of_the_return(where: str, cells: Cells) -> str:
    headers = [as_written(cell) for _, cell in sorted(cells.items())]
    names = ", ".join(listing.name for listing in FILES)
    return (
        f"{where} is no file of the 903 return, which are known by their columns ({names}). Its first row says "
        f"{quoted(headers)}. Check which file it is, that its first row holds the headers and that the values "
        "are separated by commas."
    )
