"""Reads the tables of the dataset into one extract; rows belong to each other by their ids, never by their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from journey.domain.errors import BadInputFile
from journey.domain.extract import Extract, ListRead, Refused, Row
from journey.importers.cells import Cells
from journey.importers.fields import Context
from journey.importers.files import fingerprint_of
from journey.importers.ids import leading_zeros
from journey.importers.rows import RowReader
from journey.importers.ssd.codes import read_code
from journey.importers.ssd.columns import FILES, IDS, NAMED_BY, SSD
from journey.importers.ssd.files import LookUp, Table, tables_of
from journey.importers.ssd.left_out import check_of, is_left_out, number_of
from journey.importers.ssd.look_up import LookedUp, without_joined
from journey.importers.ssd.periods import periods_of_care
from journey.importers.ssd.several import checks, counted, disabilities, numbers
from journey.importers.ssd.short_breaks import Statuses, is_of_short_breaks, short_break
from journey.importers.ssd.tables.health import CHECKS
from journey.importers.ssd.tables.identity import DISABILITIES, IDENTIFIERS
from journey.importers.ssd.tables.in_care import BREAKS, CARE, PLACEMENTS, STATUSES
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers


def read_ssd(
    paths: Sequence[Path | str],
    *,
    la: str,
    extract_date: date,
    refer: Refer,
    no_worker_words: Iterable[str] = NO_WORKER_WORDS,
) -> Extract:
    """What the tables say about one authority on one day.

    ``refer`` gives the keyed reference for a kind and a text. Raises BadInputFile, saying which file and what to do,
    for anything that cannot be read as a whole; a row that cannot be taken is among its table's ``refused``.
    """
    notes: list[str] = []
    found = [table for path in paths for table in tables_of(Path(path), notes)]
    reader = _Reader(found, extract_date, refer, no_worker_words)
    lists = tuple(read for table in reader.tables for read in reader.read(table))
    if not lists:
        raise BadInputFile("Among the files is no table about children. Name at least ssd_cin_episodes.")
    absent = ", ".join(one.name for one in FILES if one.name not in {read.listing.name for read in lists})
    if absent:
        notes.append(f"Not among the files, so nothing is concluded about them: {absent}.")
    return Extract(
        system=SSD.system,
        la=la,
        file=fingerprint_of(one.fingerprint for one in found),
        files=tuple((one.file, one.fingerprint) for one in found),
        speaks_for=extract_date,
        known_on=extract_date,
        lists=lists,
        made=max((table.made for table in reader.tables), default=""),
        workers=reader.workers.names,
        notes=(*notes, *reader.notes(), *leading_zeros(lists)),
    )


class _Reader:
    """Reads the tables in the order of the declaration, so that what others name is known before them."""

    def __init__(
        self, found: Iterable[Table | LookUp], day: date, refer: Refer, no_worker_words: Iterable[str]
    ) -> None:
        self.workers = Workers(refer, no_worker_words)
        self._context = Context(day, self.workers, refer, read_code)
        look_ups: dict[str, LookUp] = {}
        named: dict[str, Table] = {}
        for one in found:
            name = one.listing.name if isinstance(one, Table) else one.key
            if name in named or name in look_ups:
                raise BadInputFile(f"{one.file} and another file are both {name}. Take one of them out.")
            if isinstance(one, Table):
                named[name] = one
            else:
                look_ups[name] = one
        self.tables = [without_joined(named[one.name], named) for one in FILES if one.name in named]
        self._looked_up = LookedUp(look_ups.values(), self.tables)
        self._holders: dict[str, dict[str, tuple[str, int]]] = {}
        self._in_short_breaks: set[str] = set()
        self._not_found: Counter[tuple[str, str]] = Counter()

    def notes(self) -> list[str]:
        """Remarks on ids that lead nowhere."""
        return [
            f"{name}: {count:,} rows name a row of {of} that is not there; they stand by themselves."
            for (name, of), count in sorted(self._not_found.items())
        ]

    def read(self, table: Table) -> list[ListRead]:
        """One table, with the lists that are read from its rows."""
        rows: list[Row] = []
        refused: list[Refused] = []
        cells_of: dict[int, Cells] = {}
        reader = RowReader(table.listing, table.layout, self._context, table.file)
        for number, cells in table.rows:
            if table.has_slipped(cells):
                refused.append(reader.shifted(number, cells))
                continue
            if is_left_out(table, cells):
                continue
            holder = self._holder(table, cells)
            read = reader.read(number, self._looked_up.complete(table, cells, holder and holder[0]))
            if isinstance(read, Refused):
                refused.append(read)
                continue
            cells_of[number] = cells
            if header := IDS.get(table.listing.name):
                ident = table.cell(cells, header)
                self._holders.setdefault(table.listing.name, {})[ident] = (read.child, number)
            rows.append(self._belonging(table, read, cells, holder))
        return self._lists(table, rows, refused, cells_of)

    def _belonging(self, table: Table, row: Row, cells: Cells, holder: tuple[str, int] | None) -> Row:
        """A row with the row that it belongs to; an id that leads to none of the child's says nothing."""
        _, field = table.listing.within
        if not field or row.main is None:
            return row
        if holder is not None and holder[0] == row.child:
            return replace(row, within=holder[1])
        header, _ = NAMED_BY[table.listing.name]
        if header in table.layout.positions and not table.cell(cells, header):
            return row
        return replace(row, silent=row.silent | {(row.main.event, field)})

    def _lists(
        self, table: Table, rows: list[Row], refused: list[Refused], cells_of: Mapping[int, Cells]
    ) -> list[ListRead]:
        """A table's rows as its lists; every row that is neither taken nor refused is counted as left out."""
        listing = table.listing
        if listing is CARE:
            return self._care(table, rows, refused, cells_of)
        if listing is DISABILITIES:
            rows = disabilities(rows)
        if listing is IDENTIFIERS:
            rows = numbers(rows, lambda number: number_of(table, cells_of[number]))
        if listing is STATUSES:
            rows = [counted(row) if is_of_short_breaks(row) else row for row in rows]
        if listing is PLACEMENTS:
            ids = {n: table.cell(cells, "clap_cla_placement_id") for n, cells in cells_of.items()}
            rows = [counted(row) if ids[row.number] in self._in_short_breaks else row for row in rows]
        without = frozenset(column.header for column in listing.columns) - table.layout.positions.keys()
        left_out = len(table.rows) - len(rows) - len(refused)
        read = ListRead(listing, tuple(rows), tuple(refused), left_out, without=without)
        return checks(read, lambda number: check_of(table, cells_of[number])) if listing is CHECKS else [read]

    def _care(
        self, table: Table, rows: list[Row], refused: list[Refused], cells_of: Mapping[int, Cells]
    ) -> list[ListRead]:
        """Episodes as periods of care and, in a list of their own, short breaks."""
        statuses = Statuses(self._statuses())
        agreed = {row.number: agreement for row in rows if (agreement := statuses.agreement(row)) is not None}
        periods = {n: table.cell(cells, IDS[CARE.name]) for n, cells in cells_of.items()}
        places = {n: table.cell(cells, "clae_cla_placement_id") for n, cells in cells_of.items()}
        self._in_short_breaks = {places[n] for n in agreed} - {place for n, place in places.items() if n not in agreed}
        self._in_short_breaks.discard("")
        taken = periods_of_care((row for row in rows if row.number not in agreed), periods)
        breaks = [row for row in rows if row.number in agreed]
        told = (*taken, *map(counted, breaks))
        may_be = tuple(replace(row, may_be_in=(BREAKS.name,)) for row in refused)
        return [
            ListRead(CARE, told, may_be, len(table.rows) - len(told) - len(refused)),
            ListRead(BREAKS, tuple(short_break(row, agreed[row.number]) for row in breaks)),
        ]

    def _statuses(self) -> Iterator[Row]:
        """The rows of the legal statuses, which are read again in their turn."""
        for table in (table for table in self.tables if table.listing is STATUSES):
            reader = RowReader(table.listing, table.layout, self._context, table.file)
            read = (reader.read(number, cells) for number, cells in table.rows if not table.has_slipped(cells))
            yield from (row for row in read if isinstance(row, Row))

    def _holder(self, table: Table, cells: Cells) -> tuple[str, int] | None:
        """The child and the number of the row that a row names."""
        header, of = NAMED_BY.get(table.listing.name, ("", ""))
        ident = table.cell(cells, header) if header else ""
        if not ident:
            return None
        found = self._holders.get(of, {}).get(ident)
        if found is None and of in {one.listing.name for one in self.tables}:
            self._not_found[table.listing.name, of] += 1
        return found
