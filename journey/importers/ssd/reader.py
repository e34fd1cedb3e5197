"""Reads the tables of the dataset into one extract; rows belong to each other by their ids, never by their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.domain.extract import Extract, ListRead, Refused, Row
from journey.domain.facts import fact_key
from journey.importers.cells import Cells
from journey.importers.fields import Context
from journey.importers.files import fingerprint_of
from journey.importers.ids import leading_zeros
from journey.importers.layout import start_header
from journey.importers.rows import RowReader
from journey.importers.ssd.codes import read_code
from journey.importers.ssd.columns import IDS, KEPT_IN, MAY_BE_PLANNED, NAMED_BY, SSD
from journey.importers.ssd.files import BESIDE, DEPARTMENTS, PROFESSIONALS, LookUp, Table, tables_of
from journey.importers.ssd.periods import periods_of_care
from journey.importers.ssd.tables.in_care import CARE, INVOLVEMENTS
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers

ALLOCATED: Final = "allocated case worker"
"""The role of the professional who holds a case."""


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
    lists = tuple(reader.read(table) for table in reader.tables)
    if not lists:
        raise BadInputFile("Among the files is no table about children. Name at least ssd_cin_episodes.")
    absent = ", ".join(one.name for one in SSD.listings if one.name not in {read.listing.name for read in lists})
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
        self._look_up: dict[str, Mapping[str, Mapping[str, str]]] = {}
        named: dict[str, Table] = {}
        for one in found:
            name = one.listing.name if isinstance(one, Table) else one.key
            if name in named or name in self._look_up:
                raise BadInputFile(f"{one.file} and another file are both {name}. Take one of them out.")
            if isinstance(one, Table):
                named[name] = one
            else:
                self._look_up[name] = one.rows
        self.tables = [named[listing.name] for listing in SSD.listings if listing.name in named]
        self._holders: dict[str, dict[str, tuple[str, str]]] = {}
        self._not_found: Counter[tuple[str, str]] = Counter()

    def notes(self) -> list[str]:
        """Remarks on ids that lead nowhere."""
        return [
            f"{name}: {count:,} rows name a row of {of} that is not there; they stand by themselves."
            for (name, of), count in sorted(self._not_found.items())
        ]

    def read(self, table: Table) -> ListRead:
        """One table."""
        rows: list[Row] = []
        refused: list[Refused] = []
        groups: dict[int, str] = {}
        reader = RowReader(table.listing, table.layout, self._context, table.file)
        start = start_header(table.listing)
        left_out = 0
        for number, cells in table.rows:
            if self._is_left_out(table, cells, start):
                left_out += 1
                continue
            holder = self._holder(table, cells)
            read = reader.read(number, self._looked_up(table, cells, holder))
            if isinstance(read, Refused):
                refused.append(read)
                continue
            if header := IDS.get(table.listing.name):
                groups[number] = table.cell(cells, header)
                self._holders.setdefault(table.listing.name, {})[groups[number]] = (read.child, _key(read))
            rows.append(self._belonging(table, read, holder))
        if table.listing is CARE:
            taken = periods_of_care(rows, groups)
            return ListRead(table.listing, tuple(taken), tuple(refused), left_out + len(rows) - len(taken))
        return ListRead(table.listing, tuple(rows), tuple(refused), left_out)

    def _belonging(self, table: Table, row: Row, holder: tuple[str, str] | None) -> Row:
        """A row with the fact that it belongs to; two of one child and day cannot be told apart by their keys."""
        field, of = (
            KEPT_IN.get(table.listing.name),
            self._holders.get(NAMED_BY.get(table.listing.name, ("", ""))[1], {}),
        )
        if field is None or holder is None or row.main is None or holder[0] != row.child:
            return row
        if sum(other == holder for other in of.values()) > 1:
            return row
        return replace(row, main=replace(row.main, data={**row.main.data, field: holder[1]}))

    def _is_left_out(self, table: Table, cells: Cells, start: str | None) -> bool:
        """Whether a row is about a meeting that is due, or about somebody who does not hold the case."""
        if table.listing.name in MAY_BE_PLANNED and start is not None:
            return not table.cell(cells, start)
        role = table.cell(cells, "invo_professional_role_id")
        return table.listing is INVOLVEMENTS and role != "" and ALLOCATED not in role.casefold()

    def _holder(self, table: Table, cells: Cells) -> tuple[str, str] | None:
        """The child of the row that a row names, and the key of its fact."""
        header, of = NAMED_BY.get(table.listing.name, ("", ""))
        ident = table.cell(cells, header) if header else ""
        if not ident:
            return None
        found = self._holders.get(of, {}).get(ident)
        if found is None and of in {one.listing.name for one in self.tables}:
            self._not_found[table.listing.name, of] += 1
        return found

    def _looked_up(self, table: Table, cells: Cells, holder: tuple[str, str] | None) -> Cells:
        """A row with the child that another row names, and with workers and teams under what they are called."""
        said = dict(cells)
        if BESIDE in table.layout.positions.values() and holder is not None:
            said[BESIDE] = holder[0]
        for column in table.listing.columns:
            position = table.layout.positions.get(column.header)
            if position in said and column.reads == "worker":
                said[position] = self._called(PROFESSIONALS, table.cell(cells, column.header), _WORKER)
            elif position in said and column.field == "team":
                said[position] = self._called(DEPARTMENTS, table.cell(cells, column.header), _TEAM)
        return said

    def _called(self, table: str, ident: str, headers: Sequence[str]) -> str:
        row = self._look_up.get(table, {}).get(ident, {})
        return next((row[header] for header in headers if row.get(header)), ident)


def _key(row: Row) -> str:
    """The key of the fact that a row is about."""
    assert row.main is not None
    return fact_key(event(row.main.event).KIND, row.main.occurred_on)


_WORKER: Final = ("prof_social_worker_registration_no", "prof_professional_name", "prof_staff_id")
_TEAM: Final = ("dept_team_name",)
