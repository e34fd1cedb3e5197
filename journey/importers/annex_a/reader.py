"""Reads Annex A: one workbook, or one CSV file per list, into an extract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.domain.extract import Extract, ListRead, Refused, Row
from journey.importers.annex_a.codes import read_code
from journey.importers.annex_a.columns import ANNEX_A, NOT_CHILDREN
from journey.importers.annex_a.files import Sheet, open_file
from journey.importers.annex_a.headers import layout, needed_headers
from journey.importers.annex_a.sheets import HEADER_ROWS, find_lists, header_row
from journey.importers.cells import Cells, column_letter
from journey.importers.fields import Context
from journey.importers.files import fingerprint_of
from journey.importers.ids import leading_zeros
from journey.importers.layout import Layout, check_above
from journey.importers.rows import RowReader
from journey.importers.values import is_blank
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers


def read_annex_a(
    paths: Sequence[Path | str],
    *,
    la: str,
    extract_date: date,
    refer: Refer,
    no_worker_words: Iterable[str] = NO_WORKER_WORDS,
) -> Extract:
    """What the files of one Annex A say about one authority on one day.

    ``refer`` gives the keyed reference for a kind (``worker``, ``family``) and a text. ``no_worker_words`` are what an
    authority writes where a worker should stand and none does.

    Raises BadInputFile, saying which file and sheet and what to do, for anything that cannot be read as a whole; a row
    that cannot be taken is among its list's ``refused``.
    """
    files = [open_file(Path(path)) for path in paths]
    workers = Workers(refer, no_worker_words)
    context = Context(extract_date, workers, refer, read_code)
    notes: list[str] = []
    lists: list[ListRead] = []
    for listing, sheet in find_lists((sheet for file in files for sheet in file.sheets), notes):
        reader = _SheetReader(listing, sheet, context)
        lists += reader.read()
        notes += reader.notes
    if not lists:
        raise BadInputFile(f"{', '.join(file.name for file in files)}: every list is blank. Export Annex A again.")
    notes += _absent(lists) + leading_zeros(lists)
    return Extract(
        system=ANNEX_A.system,
        la=la,
        file=fingerprint_of(file.fingerprint for file in files),
        files=tuple((file.name, file.fingerprint) for file in files),
        speaks_for=extract_date,
        known_on=extract_date,
        lists=tuple(lists),
        made=max((file.made for file in files), default=""),
        workers=workers.names,
        notes=tuple(notes),
    )


class _SheetReader:
    """Reads one list from one sheet."""

    def __init__(self, listing: Listing, sheet: Sheet, context: Context) -> None:
        self.listing, self.sheet = listing, sheet
        self._context = replace(context, date_1904=sheet.date_1904)
        self._outside: set[int] = set()
        self.notes: list[str] = []

    def read(self) -> list[ListRead]:
        """The list; none when the sheet is blank. Raises BadInputFile."""
        rows = self.sheet.rows()
        top = list(islice(rows, HEADER_ROWS))
        if not top:
            self.notes.append(f"{self.sheet.where} is blank, without even headers; not read.")
            return []
        number, cells = header_row(self.listing, top)
        found = layout(self.listing, number, cells, self.sheet.where)
        self.notes += found.notes
        if above := [row for row in top if row[0] < number]:
            days = [column.header for column in self.listing.columns if column.reads == "date"]
            for child in needed_headers(self.listing)[:1]:
                check_above(found, above, child, days, self.sheet.where)
            self.notes.append(f"{self.sheet.where}: what stands above the headers in row {number} was not read.")
        body = chain((row for row in top if row[0] > number), rows)
        result = self._rows(found, body)
        if self._outside:
            columns = ", ".join(column_letter(position) for position in sorted(self._outside))
            self.notes.append(f"{self.sheet.where}: column {columns} holds values under no header; not read.")
        return [result]

    def _rows(self, found: Layout, body: Iterable[tuple[int, Cells]]) -> ListRead:
        if self.listing is NOT_CHILDREN:
            return ListRead(self.listing, not_child=sum(1 for _ in self._filled(found, body)))
        reader = RowReader(self.listing, found, self._context, self.sheet.name)
        taken: list[Row] = []
        refused: list[Refused] = []
        for number, cells in self._filled(found, body):
            shifted = self.sheet.is_file and max(cells) > max(found.headers)
            row = reader.shifted(number, cells) if shifted else reader.read(number, cells)
            if isinstance(row, Row):
                taken.append(row)
            else:
                refused.append(row)
        without = frozenset(column.header for column in self.listing.columns) - found.positions.keys()
        return ListRead(self.listing, tuple(taken), tuple(refused), without=without)

    def _filled(self, found: Layout, body: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
        """Rows with something under a header; what stands elsewhere is noted."""
        for number, cells in body:
            filled = {p: cell for p, cell in cells.items() if not isinstance(cell, str) or not is_blank(cell)}
            self._outside |= filled.keys() - found.headers.keys()
            if filled.keys() & found.headers.keys():
                yield number, filled


def _absent(lists: Sequence[ListRead]) -> list[str]:
    present = {item.listing.name for item in lists}
    absent = [f"{listing.name} ({listing.title})" for listing in ANNEX_A.listings if listing.name not in present]
    return [f"Not in the file, so nothing is concluded about them: {', '.join(absent)}."] if absent else []
