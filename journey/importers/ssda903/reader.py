"""Reads the 903 return, CSV or XML: each year's files become an extract of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from journey.domain.columns import Column, Listing
from journey.domain.errors import BadInputFile
from journey.domain.extract import Days, Extract, ListRead, Refused, Row
from journey.domain.values import Value
from journey.importers.annex_a.files import open_file
from journey.importers.cells import Cell
from journey.importers.fields import CellReader, Context
from journey.importers.files import fingerprint_of
from journey.importers.rows import RowReader
from journey.importers.ssda903.chain import things_of
from journey.importers.ssda903.codes import read_code
from journey.importers.ssda903.columns import FILES, SSDA903
from journey.importers.ssda903.complete import completed
from journey.importers.ssda903.episodes import AS_ROWS, Episode, episode_of
from journey.importers.ssda903.lists.episodes import BREAKS, EPISODES, PERIODS, PLACEMENTS, STATUSES
from journey.importers.ssda903.returns import by_year
from journey.importers.ssda903.tables import Table, table_of
from journey.importers.ssda903.xml import tables_of
from journey.importers.ssda903.year import YEARS_BACK, ReturnYear, in_full, is_short
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers

UNITS = tuple(listing.name for listing in (PERIODS, STATUSES, PLACEMENTS, BREAKS))
"""The lists that are read from the Episodes file: a row of it that is refused may belong to any of them."""


def read_ssda903(
    paths: Sequence[Path | str],
    *,
    la: str,
    known_on: date,
    refer: Refer,
    year: int | None = None,
    no_worker_words: Iterable[str] = NO_WORKER_WORDS,
) -> list[Extract]:
    """What the files say about one authority, an extract for each year, in order.

    ``known_on`` is the day the files were made; ``year`` that of the 31 March on which the year of all of them ends,
    for files from which it cannot be told. ``refer`` gives the keyed reference for a kind and a text.

    Raises BadInputFile, saying which file and what to do, for anything that cannot be read as a whole; a row that
    cannot be taken is among its list's ``refused``.
    """
    notes: list[str] = []
    tables: list[Table] = []
    for path in map(Path, paths):
        tables += _tables(path, notes)
    if not any(table.rows for table in tables):
        names = ", ".join(Path(path).name for path in paths)
        raise BadInputFile(f"{names}: there is no row below the headers. Export the return again.")
    years = by_year(tables, ReturnYear(year) if year is not None else None, known_on)
    extracts = [_YearReader(of, found, la, known_on, refer, no_worker_words).read() for of, found in years.items()]
    return [replace(extracts[0], notes=(*notes, *extracts[0].notes)), *extracts[1:]]


def _tables(path: Path, notes: list[str]) -> list[Table]:
    """The files of the return that a file holds: a CSV file one, XML and workbooks several."""
    if path.suffix.casefold() == ".xml":
        return list(tables_of(path, notes))
    file = open_file(path)
    found = (table_of(sheet, path, file, notes) for sheet in file.sheets)
    return [table for table in found if table is not None]


@dataclass(frozen=True, slots=True)
class _Context(Context):
    """As any source's, but that years of two digits are read within the years that the return can speak of.

    ``short`` counts them by column.
    """

    short: Counter[str] = field(default_factory=Counter)

    def reader(self, column: Column) -> CellReader:
        """How the cells of a column are read."""
        read = Context.reader(self, column)
        if column.reads != "date":
            return read

        def in_full_first(cell: Cell) -> Value:
            if is_short(cell):
                self.short[column.header] += 1
            return read(in_full(cell, self.extract_date))

        return in_full_first


class _YearReader:
    """Reads the files of one year."""

    def __init__(
        self,
        year: ReturnYear,
        tables: Sequence[Table],
        la: str,
        known_on: date,
        refer: Refer,
        no_worker_words: Iterable[str],
    ) -> None:
        self.year, self.tables, self._la, self._known_on, self._refer = year, tables, la, known_on, refer
        self.days = year.covered(known_on)
        self._workers = Workers(refer, no_worker_words)
        self._notes: list[str] = []

    def read(self) -> Extract:
        """All that they say."""
        lists = {listed.listing.name: listed for table in self.tables for listed in self._lists(table)}
        files = {table.path: table.fingerprint for table in self.tables}
        return Extract(
            system=SSDA903.system,
            la=self._la,
            file=fingerprint_of(files.values()),
            files=tuple((path.name, fingerprint) for path, fingerprint in files.items()),
            speaks_for=self.days.last,
            known_on=self._known_on,
            lists=tuple(lists[listing.name] for listing in SSDA903.listings if listing.name in lists),
            made=max(table.made for table in self.tables),
            workers=self._workers.names,
            notes=(*self._notes, *self._absent(lists)),
        )

    def _lists(self, table: Table) -> list[ListRead]:
        context = _Context(
            self.days.last,
            self._workers,
            self._refer,
            read_code,
            table.date_1904,
            f"the end of the return of {self.year.title}",
        )
        reads_as = AS_ROWS if table.listing is EPISODES else table.listing
        rows, refused = _rows(table, RowReader(reads_as, table.layout, context, table.sheet))
        self._notes += table.layout.notes
        for header, count in sorted(context.short.items()):
            span = f"{self.days.last.year - YEARS_BACK} to {self.days.last.year + 1}"
            dates = "date" if count == 1 else "dates"
            self._notes.append(
                f"{table.where}: '{header}' has {count:,} {dates} with a two-digit year, read as {span}."
            )
        if table.listing is EPISODES:
            return _episodes(rows, refused, self.days)
        taken = tuple(completed(table.listing.name, row, self.days) for row in rows)
        covers = self.days if table.listing.scope.own_days else None
        return [ListRead(table.listing, taken, tuple(refused), covers=covers)]

    def _absent(self, lists: dict[str, ListRead]) -> list[str]:
        absent = ", ".join(listing.name for listing in FILES if listing.name not in lists)
        return [f"{self.year.title}: without {absent}, so nothing is concluded about them."] if absent else []


def _rows(table: Table, reader: RowReader) -> tuple[list[Row], list[Refused]]:
    """The rows that were taken, and those refused: also where values stand beside the last header of a CSV file."""
    taken: list[Row] = []
    refused: list[Refused] = []
    beyond = max(table.layout.headers)
    for number, cells in table.rows:
        row = reader.shifted(number, cells) if table.is_csv and max(cells) > beyond else reader.read(number, cells)
        if isinstance(row, Row):
            taken.append(row)
        else:
            refused.append(row)
    return taken, refused


def _episodes(rows: Sequence[Row], refused: Sequence[Refused], days: Days) -> list[ListRead]:
    """The Episodes file: its rows, which are counted, and what they are about, in lists of their own."""
    of_child: dict[str, list[Episode]] = {}
    for row in rows:
        of_child.setdefault(row.child, []).append(episode_of(row))
    found: dict[str, list[Row]] = {name: [] for name in UNITS}
    for child in sorted(of_child):
        for listing, row in things_of(of_child[child]):
            found[listing.name].append(row)
    counted = tuple(Row(row.number, row.child, None, sheet=row.sheet) for row in rows)
    may_be = tuple(replace(row, may_be_in=UNITS) for row in refused)
    units: list[Listing] = [SSDA903.by_name[name] for name in UNITS]
    return [
        ListRead(EPISODES, counted, may_be),
        *(ListRead(unit, tuple(sorted(found[unit.name], key=lambda r: r.number)), covers=days) for unit in units),
    ]
