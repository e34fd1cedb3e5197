"""Which file is which table: by its columns, whatever its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.importers.annex_a.files import Sheet, open_file
from journey.importers.cells import Cell, Cells, as_written, column_letter
from journey.importers.layout import Layout, columns_of, quoted, start_header
from journey.importers.ssd.columns import FILES, JOINED
from journey.importers.values import is_blank, tidy

LIKE_ENOUGH: Final = 0.5
"""The share of a table's columns that a file must have to be taken for it."""

BESIDE: Final = 100_000
"""Where a column stands that the file has not: the child's id, which is found by another; beyond, one from another."""

PROFESSIONALS: Final = "prof_professional_id"
DEPARTMENTS: Final = "dept_team_id"
"""The ids of the tables that are looked up in, and of which nothing is recorded."""

_NO_DATE: Final = ("1900-01-01", "01/01/1900")


@dataclass(frozen=True, slots=True)
class Table:
    """One file as a table. ``rows`` are those below the headers with anything in them; ``is_csv``: in one they slip."""

    listing: Listing
    file: str
    fingerprint: bytes
    made: str
    layout: Layout
    rows: Sequence[tuple[int, Cells]]
    is_csv: bool = False

    def has_slipped(self, cells: Cells) -> bool:
        """Whether a row has more values than headers: nobody can tell which value belongs where."""
        return self.is_csv and max(cells, default=0) > max(self.layout.headers)

    def cell(self, cells: Cells, header: str) -> str:
        """What a row says under a header, as text; empty where it says nothing or there is no such column."""
        position = self.layout.positions.get(header)
        return tidy(as_written(cells.get(position))) if position is not None else ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A table of professionals or teams: by id, each row by its header."""

    key: str
    file: str
    fingerprint: bytes
    rows: Mapping[str, Mapping[str, str]]


def tables_of(path: Path, notes: list[str]) -> list[Table | LookUp]:
    """The tables of a file. Raises BadInputFile for one that is no table of the dataset."""
    file = open_file(path)
    return [_table(sheet, file.name, file.fingerprint, file.made, notes) for sheet in file.sheets]


def _table(sheet: Sheet, name: str, fingerprint: bytes, made: str, notes: list[str]) -> Table | LookUp:
    rows = [(number, _filled(cells)) for number, cells in sheet.rows()]
    if not rows:
        raise BadInputFile(f"{sheet.where} is blank, without even headers. Export the table again.")
    (number, first), *below = rows
    headers = {position: _folded(cell) for position, cell in first.items()}
    for key in (PROFESSIONALS, DEPARTMENTS):
        if key in headers.values() and "invo_professional_id" not in headers.values():
            return LookUp(key, name, fingerprint, dict(_by_id(key, headers, below)))
    listing = max(FILES, key=lambda one: _likeness(one, headers.values()))
    if _likeness(listing, headers.values()) < LIKE_ENOUGH:
        raise BadInputFile(
            f"{sheet.where} is no table of the Standard Safeguarding Dataset that is read, which are known by their "
            f"columns ({', '.join(one.name for one in FILES)}). Leave it out, or put the dataset's own names "
            "over its columns."
        )
    known = {
        _folded(said): column.header for column in columns_of(listing) for said in (column.header, *column.aliases)
    }
    positions = _positions(headers, known, sheet.where)
    missing = [column.header for column in columns_of(listing) if column.header not in positions]
    child = next(column.header for column in listing.columns if column.reads == "child")
    positions.setdefault(child, BESIDE)
    joined = JOINED.get(listing.name)
    if joined is not None:
        positions.setdefault(joined, BESIDE + 1)
    if said := ", ".join(header for header in missing if header not in (child, joined)):
        notes.append(f"{sheet.where} ({listing.name}) has no column {said}; nothing is known from it.")
    written = {position: as_written(cell) for position, cell in first.items()}
    if extra := [said for position, said in written.items() if headers[position] not in known]:
        notes.append(f"{sheet.where}: {quoted(extra)} {'is' if len(extra) == 1 else 'are'} not read.")
    days = {positions[c.header] for c in listing.columns if c.reads == "date" and c.header in positions}
    dated = [
        (n, {p: cell for p, cell in cells.items() if p not in days or not _is_no_date(cell)}) for n, cells in below
    ]
    return Table(listing, name, fingerprint, made, Layout(number, written, positions), dated, sheet.is_file)


def _positions(headers: Mapping[int, str], known: Mapping[str, str], where: str) -> dict[str, int]:
    """Where each column stands. Raises BadInputFile for one that stands twice."""
    positions: dict[str, int] = {}
    for position, header in headers.items():
        if header in known and positions.setdefault(known[header], position) != position:
            both = " and ".join(column_letter(one) for one in (positions[known[header]], position))
            raise BadInputFile(f"{where}: columns {both} both say '{known[header]}'. Take one of them out.")
    return positions


def _by_id(
    key: str, headers: Mapping[int, str], rows: Iterable[tuple[int, Cells]]
) -> Iterable[tuple[str, dict[str, str]]]:
    for _, cells in rows:
        row = {headers[p]: tidy(as_written(cell)) for p, cell in cells.items() if p in headers}
        if key in row:
            yield row[key], row


def _likeness(listing: Listing, headers: Iterable[str]) -> float:
    """How many of a table's columns a header row has, from 0 to 1; 0 without the day that a row is about."""
    have = set(headers)
    found = [column for column in columns_of(listing) if have & {_folded(s) for s in (column.header, *column.aliases)}]
    start = start_header(listing)
    needed = start is None or any(column.header == start for column in found)
    return len(found) / len(columns_of(listing)) if needed else 0.0


def _filled(cells: Cells) -> Cells:
    return {
        p: cell
        for p, cell in cells.items()
        if not isinstance(cell, str) or not (is_blank(cell) or cell.strip().upper() == "NULL")
    }


def _folded(header: object) -> str:
    return tidy(header).strip("'\"[]").casefold() if isinstance(header, str) else ""


def _is_no_date(cell: Cell) -> bool:
    """Whether a cell holds the day that the dataset writes for none."""
    if isinstance(cell, datetime | date):
        return (cell.year, cell.month, cell.day) == (1900, 1, 1)
    return isinstance(cell, str) and cell.strip().startswith(_NO_DATE)
