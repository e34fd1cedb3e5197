"""Reads a report by its map: one workbook or CSV file into an extract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile
from pathlib import Path

from journey.domain.columns import SourceDeclaration
from journey.domain.errors import BadInputFile
from journey.domain.extract import Days, Extract, Link, ListRead, Refused, Row
from journey.domain.statements import sen_child
from journey.importers.annex_a.files import Sheet, open_file
from journey.importers.cells import Cells, as_written
from journey.importers.ids import leading_zeros
from journey.importers.layout import Layout, folded
from journey.importers.report.context import MapContext, read_code
from journey.importers.report.days import covered_days, day_in_column
from journey.importers.report.finding import find_columns
from journey.importers.report.map import ReportMap
from journey.importers.report.rows import ReportRows, id_of, refused
from journey.importers.report.targets import ONE_CHILD
from journey.importers.values import NotReadable, as_text, is_blank
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers


def read_report(
    path: Path,
    of: ReportMap,
    declaration: SourceDeclaration,
    *,
    la: str,
    extract_date: date | None,
    refer: Refer,
    covers_from: date | None = None,
    covers_to: date | None = None,
) -> Extract:
    """What one report says about one authority. ``declaration`` is the map's own.

    ``extract_date`` is the day the report speaks for; None where a column of the report says it. ``covers_from`` and
    ``covers_to`` are the days it covers where its map does not say. Raises BadInputFile,
    saying which file and what to do, for anything that cannot be read as a whole; a row that cannot be taken is among
    its list's ``refused``.
    """
    file = open_file(path)
    sheet, layout = find_columns(file, of)
    rows = list(_filled(sheet, layout))
    day = _speaks_for(rows, sheet, layout, of, extract_date)
    workers = Workers(refer, NO_WORKER_WORDS)
    columns = {(column.header, column.event, column.field): column for column in of.columns}
    context = MapContext(
        day, workers, refer, read_code, sheet.date_1904, "the day of the report", columns, of.month_first
    )
    covers = covered_days(rows, sheet, layout, of, day, (covers_from, covers_to))
    lists = _Reading(of, declaration, sheet, layout, context).lists(rows, covers)
    return Extract(
        system=of.system,
        la=la,
        file=file.fingerprint,
        files=((file.name, file.fingerprint),),
        speaks_for=day,
        known_on=day,
        lists=lists,
        made=file.made,
        read_by=of.fingerprint,
        workers=workers.names,
        notes=(*layout.notes, *leading_zeros(lists)),
    )


class _Reading:
    """The rows of a report, each sent to the list it belongs to."""

    def __init__(
        self, of: ReportMap, declaration: SourceDeclaration, sheet: Sheet, layout: Layout, context: MapContext
    ) -> None:
        self._of, self._sheet, self._layout = of, sheet, layout
        self._listings = declaration.listings
        self._names = tuple(listing.name for listing in self._listings)
        self._rows = {listing.name: ReportRows(of, listing, layout, context, sheet.name) for listing in self._listings}
        self._taken: dict[str, list[Row]] = {name: [] for name in self._names}
        self._refused: dict[str, list[Refused]] = {name: [] for name in self._names}
        self._links: list[Link] = []
        self._left_out = 0

    def lists(self, rows: list[tuple[int, Cells]], covers: Days | None) -> tuple[ListRead, ...]:
        """Every list of the map, be it without a row. Rows left out are counted with the first."""
        for number, cells in rows:
            self._take(number, self._with_id(cells))
        return tuple(
            ListRead(
                listing,
                tuple(self._taken[listing.name]),
                tuple(self._refused[listing.name]),
                self._left_out if n == 0 else 0,
                covers,
                tuple(self._links) if n == 0 else (),
            )
            for n, listing in enumerate(self._listings)
        )

    def _take(self, number: int, cells: Cells) -> None:
        if any(self._skips(cells, skip.column, skip.words, skip.blank) for skip in self._of.skip):
            self._left_out += 1
            return
        shifted = self._sheet.is_file and max(cells) > max(self._layout.headers)
        name = self._kind(number, cells)
        if name is None:
            return
        if name == ONE_CHILD and not shifted:
            self._link(number, cells)
            return
        reader = self._rows[name]
        row = reader.shifted(number, cells) if shifted else reader.read(number, cells)
        if isinstance(row, Row):
            self._taken[name].append(row)
        else:
            self._refused[name].append(row)

    def _skips(self, cells: Cells, column: str, words: frozenset[str], blank: bool) -> bool:
        text = as_written(cells.get(self._layout.positions[column]))
        return blank if is_blank(text) else folded(text) in words

    def _kind(self, number: int, cells: Cells) -> str | None:
        """The event a row is about; None where it was refused because nobody can tell."""
        column = self._of.kind_column
        if column is None:
            return self._names[0]
        cell = cells.get(self._layout.positions[column])
        try:
            text = as_text(cell)
            if text is None:
                raise NotReadable("is blank", "give it in the case system, or leave such rows out with [[skip]]")
            if folded(text) not in self._of.kinds:
                raise NotReadable(
                    "is no kind that the map knows",
                    f"add it to {self._of.where}, or leave such rows out there with [[skip]]",
                )
        except NotReadable as problem:
            child = id_of(cells, self._child_at)
            self._refused[self._names[0]].append(
                refused(
                    number, cells, self._layout, self._sheet.name, column, problem, child, may_be_in=self._names[1:]
                )
            )
            return None
        return self._of.kinds[folded(text)]

    def _link(self, number: int, cells: Cells) -> None:
        """Two ids of one child."""
        of, at = self._of, self._layout.positions
        second = of.other or of.sen or ""
        ids = [id_of(cells, at[header]) for header in (of.child or "", second)]
        problem = NotReadable("is not a child's id", "give the child's id")
        for header, ident in zip((of.child or "", second), ids, strict=True):
            if ident is None:
                self._refused[ONE_CHILD].append(
                    refused(number, cells, self._layout, self._sheet.name, header, problem, ids[0])
                )
                return
        child, other = str(ids[0]), str(ids[1])
        self._links.append(Link(number, child, other if of.other else sen_child(other), self._sheet.name))

    @property
    def _child_at(self) -> int:
        return self._layout.positions[self._of.child or self._of.sen or ""]

    def _with_id(self, cells: Cells) -> Cells:
        """With the SEN system's id where the case system's should stand, for a child whom it does not know."""
        of = self._of
        if of.sen is None or ONE_CHILD in self._names:
            return cells
        known = of.child is not None and id_of(cells, self._child_at) is not None
        ident = None if known else id_of(cells, self._layout.positions[of.sen])
        if ident is None or (of.child is not None and self._child_at in cells):
            return cells
        return {**cells, self._child_at: sen_child(ident)}


def _filled(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, Cells]]:
    """Rows below the headers with something in a column of the map, or beyond the last header."""
    last = max(layout.headers)
    for number, cells in dropwhile(lambda row: row[0] <= layout.row, sheet.rows()):
        filled = {p: cell for p, cell in cells.items() if not isinstance(cell, str) or not is_blank(cell)}
        if any(position in filled for position in layout.positions.values()) or max(filled, default=0) > last:
            yield number, filled


def _speaks_for(rows: list[tuple[int, Cells]], sheet: Sheet, layout: Layout, of: ReportMap, given: date | None) -> date:
    said = None if of.extract_date is None else day_in_column(rows, sheet, layout, of, of.extract_date)
    if said is None and given is None:
        how = "the column is blank: give" if of.extract_date else "give"
        raise BadInputFile(f"{sheet.where} does not say which day it speaks for; {how} --extract-date.")
    if said is not None and given is not None and said != given:
        raise BadInputFile(
            f"{sheet.where} speaks for {said:%d/%m/%Y} by its column '{of.extract_date}', not for {given:%d/%m/%Y}. "
            "Leave --extract-date out, or correct the map."
        )
    day = said or given
    assert day is not None
    return day
