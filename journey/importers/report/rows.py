"""One row of a report, read into claims: as any list's row, and what only a map can say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from journey.domain.columns import Listing
from journey.domain.extract import Claim, Refused, Row
from journey.domain.values import UNREAD, Data
from journey.importers.cells import Cells, as_written
from journey.importers.layout import Layout
from journey.importers.report.context import MapContext, as_time
from journey.importers.report.listing import TIME, without_times
from journey.importers.report.map import ReportMap
from journey.importers.rows import RowReader
from journey.importers.values import NotReadable, as_id, shortened


class ReportRows:
    """Reads the rows that are about one event."""

    def __init__(self, of: ReportMap, listing: Listing, layout: Layout, context: MapContext, sheet: str) -> None:
        self.listing, self._of, self._layout, self._sheet = listing, of, layout, sheet
        self._reader = RowReader(without_times(listing), layout, context, sheet)
        self._times = [(column.event or "", column.header) for column in listing.columns if column.field == TIME]
        self._days = {c.event: c.header for c in listing.columns if c.field == "occurred_on"}
        shown = next((c for c in listing.columns if c.nature == "latest"), None)
        self._latest = None if shown is None else (shown.header, context.reader(shown))

    def read(self, number: int, cells: Cells) -> Row | Refused:
        """The row as claims, or why it is refused."""
        row = self._reader.read(number, cells)
        if isinstance(row, Refused):
            return row
        if self._latest is not None:
            header, read = self._latest
            cell = cells.get(self._layout.positions[header])
            try:
                if cell is not None:
                    read(cell)
            except NotReadable as problem:
                return refused(number, cells, self._layout, self._sheet, header, problem, row.child)
        return self._completed(row, cells)

    def shifted(self, number: int, cells: Cells) -> Refused:
        """The refusal of a row with more values than headers."""
        return self._reader.shifted(number, cells)

    def _completed(self, row: Row, cells: Cells) -> Row:
        """With the times of day, and with what holds of every row."""
        unread: Data = {}
        times: dict[str, time] = {}
        for event, header in self._times:
            cell = cells.get(self._layout.positions[header])
            try:
                at = as_time(cell, beside_day=self._days.get(event) == header)
            except NotReadable as problem:
                unread[header] = {"written": shortened(as_written(cell)), "problem": str(problem)}
                continue
            if at is not None:
                times[event] = at
        main = None if row.main is None else self._claim(row.main, times, unread)
        first = {} if main else unread
        claims = tuple(self._claim(claim, times, first if n == 0 else {}) for n, claim in enumerate(row.claims))
        return replace(row, main=main, claims=claims)

    def _claim(self, claim: Claim, times: dict[str, time], unread: Data) -> Claim:
        data = {**self._of.always.get(claim.event, {}), **claim.data}
        if unread:
            before = data.get(UNREAD)
            data[UNREAD] = {**(before if isinstance(before, dict) else {}), **unread}
        return replace(claim, data=data, occurred_time=times.get(claim.event))


def refused(
    number: int,
    cells: Cells,
    layout: Layout,
    sheet: str,
    header: str,
    problem: NotReadable,
    child: str | None = None,
    start: date | None = None,
    may_be_in: tuple[str, ...] = (),
) -> Refused:
    """The refusal of a row for one of its cells."""
    return Refused(
        number=number,
        column=header,
        written=shortened(as_written(cells.get(layout.positions[header]))),
        problem=str(problem),
        remedy=problem.remedy,
        child=child,
        start=start,
        sheet=sheet,
        cells=tuple((name, as_written(cells.get(position))) for position, name in layout.headers.items()),
        may_be_in=may_be_in,
    )


def id_of(cells: Cells, position: int) -> str | None:
    """The id in a cell; None where none can be read."""
    try:
        return as_id(cells.get(position))
    except NotReadable:
        return None
