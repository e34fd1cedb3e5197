"""One row of a list, read into claims: what the source says happened, and what it could not say."""

from __future__ import annotations

from datetime import date

from journey.domain.columns import Listing
from journey.domain.events import event as event_class
from journey.domain.extract import Claim, Refused, Row
from journey.domain.values import UNREAD, Data, code_of
from journey.importers.cells import Cell, Cells, Unreadable, as_written
from journey.importers.fields import Context, age_on
from journey.importers.layout import Layout, columns_of, folded, start_header
from journey.importers.said import RowRefused, Said, Slot
from journey.importers.values import NO_DATE, NotReadable, as_id, shortened

PERSON = "ChildRegistered"
ALLOCATION = "AllocationObserved"
CARRIES_UNREAD = "CareLeaverStatusObserved"
"""The claim that keeps what could not be read in a list without a main event."""


class RowReader:
    """Reads the rows of one list as one sheet lays it out."""

    def __init__(self, listing: Listing, layout: Layout, context: Context, sheet: str) -> None:
        self.listing, self._layout, self._context, self._sheet = listing, layout, context, sheet
        slots = {slot.header: slot for slot in self._all_slots()}
        start = start_header(listing)
        self._child = next(slot for slot in slots.values() if slot.column.reads == "child")
        self._start = slots[start] if start else None
        self._slots = [slot for slot in slots.values() if slot not in {self._child, self._start}]
        self._at = {slot.position: slot for slot in slots.values()}
        self._feeding = {target: slot for slot in slots.values() for target in slot.targets}
        self._events = [e for e in dict.fromkeys(c.event for c in listing.columns) if e and e != PERSON]
        self._silent = _silent(listing, layout)
        self._dated = {c.event for c in listing.columns if c.field == "occurred_on"}

    def _all_slots(self) -> list[Slot]:
        found = []
        for column in columns_of(self.listing):
            position = self._layout.positions.get(column.header)
            if position is not None:
                same = [c for c in self.listing.columns if c.header == column.header]
                targets = tuple((c.event, c.field) for c in same if c.event and c.field)
                found.append(Slot(position, column, self._context.reader(column), targets))
        return found

    def read(self, number: int, cells: Cells) -> Row | Refused:
        """The row as claims, or why it is refused."""
        try:
            child = self._read_child(cells)
            said = Said(child, None)
            self._read_start(cells, said)
        except RowRefused as refusal:
            return self._refused(number, cells, refusal)
        for slot in self._slots:
            self._read_cell(slot, cells.get(slot.position), said)
        return self._row(number, cells, said)

    def shifted(self, number: int, cells: Cells) -> Refused:
        """The refusal of a row with more values than headers: nobody can tell which value belongs where."""
        problem = NotReadable(
            "stands in a row with more values than headers",
            "put quotation marks round values that hold the delimiter, or export the list again",
        )
        try:
            child: str | None = as_id(cells.get(self._child.position))
        except NotReadable:
            child = None
        return self._refused(number, cells, RowRefused(self._child, problem, child, self._start_if_readable(cells)))

    def _read_child(self, cells: Cells) -> str:
        cell = cells.get(self._child.position)
        try:
            child = as_id(cell)
            if folded(child) == folded(self._child.header):
                raise NotReadable("repeats the header", "take the row out")
        except NotReadable as problem:
            raise RowRefused(self._child, problem, start=self._start_if_readable(cells)) from problem
        return child

    def _start_if_readable(self, cells: Cells) -> date | None:
        said = Said("", None)
        try:
            self._read_start(cells, said)
        except RowRefused as refusal:
            return refusal.start
        return said.start

    def _read_start(self, cells: Cells, said: Said) -> None:
        """The row's own start date; a stand-in for no date counts as blank."""
        slot = self._start
        if slot is None:
            return
        cell = cells.get(slot.position)
        try:
            value = slot.read(cell) if cell is not None else None
            if value is None and not slot.column.blank_ok:
                raise NotReadable("is blank", "give the date, as dd/mm/yyyy")
        except NotReadable as problem:
            if str(problem) != NO_DATE or not slot.column.blank_ok or cell is None:
                raise RowRefused(slot, problem, said.child, self._context.any_day(cell)) from problem
            said.cannot_read(slot.header, as_written(cell), str(problem))
            return
        said.start = value if isinstance(value, date) else None
        said.put(slot, value)

    def _read_cell(self, slot: Slot, cell: Cell | None, said: Said) -> None:
        if slot.column.reads == "worker":
            self._read_worker(slot, cell, said)
            return
        if cell is None:
            return
        try:
            value = slot.read(cell)
        except NotReadable as problem:
            said.cannot_read(slot.header, self._context.written(slot.column, cell), str(problem))
            return
        if value is not None:
            said.put(slot, value)

    def _read_worker(self, slot: Slot, cell: Cell | None, said: Said) -> None:
        try:
            worker, nobody = self._context.workers.read(cell)
        except NotReadable as problem:
            said.cannot_read(slot.header, as_written(cell), str(problem))
            return
        if worker is not None:
            said.put(slot, worker)
        elif (ALLOCATION, "worker") in slot.targets:
            said.data.setdefault(ALLOCATION, {})["no_worker"] = nobody
        if isinstance(cell, Unreadable) and cell.written != "#N/A":
            said.cannot_read(slot.header, cell.written, cell.problem)

    def _row(self, number: int, cells: Cells, said: Said) -> Row:
        self._check_ends(cells, said)
        is_open = not any(end in said.days for end in self.listing.ends)
        person = self._person(said)
        taken = [event for event in self._events if self._is_claimed(event, is_open, said)]
        self._keep_what_no_claim_takes(taken, cells, said)
        if said.unread:
            self._keep_unread(said, person)
        claims = {event: Claim(event, said.days.get(event), said.data.get(event, {})) for event in taken}
        main = claims.pop(self.listing.main) if self.listing.main else None
        return Row(number, said.child, main, tuple(claims.values()), person, is_open, self._sheet, silent=self._silent)

    def _keep_unread(self, said: Said, person: Data) -> None:
        """What could not be read is kept with what the row is about, or with the child in a list about that alone."""
        carrier = self.listing.main or (CARRIES_UNREAD if CARRIES_UNREAD in self._events else None)
        (said.data.setdefault(carrier, {}) if carrier else person)[UNREAD] = said.unread

    def _check_ends(self, cells: Cells, said: Said) -> None:
        """An end before its own start is no end."""
        for end in self.listing.ends:
            if said.start is not None and end in said.days and said.days[end] < said.start:
                slot = self._feeding[end, "occurred_on"]
                written = self._context.written(slot.column, cells[slot.position])
                said.cannot_read(slot.header, written, f"is before the start ({said.start:%d/%m/%Y})")
                del said.days[end]

    def _is_claimed(self, event: str, is_open: bool, said: Said) -> bool:
        """Whether the row claims an event: one with a day if it has that day, an allocation if the row is open."""
        if event in {self.listing.main, CARRIES_UNREAD}:
            return True
        if event in self._dated:
            return event in said.days
        return event in said.data and (is_open or event != ALLOCATION)

    def _keep_what_no_claim_takes(self, taken: list[str], cells: Cells, said: Said) -> None:
        """A reason without its date happened on no day: kept as written. A bare "no" says nothing and is let go."""
        for event in [event for event in said.data if event not in taken]:
            for name, value in said.data[event].items():
                slot = self._feeding.get((event, name))
                if slot is None or slot.column.reads == "worker" or any(e in taken for e, _ in slot.targets):
                    continue
                if code_of(value) not in {"no", "unknown"}:
                    day = self._feeding.get((event, "occurred_on"))
                    missing = f"'{day.header}'" if day else event_class(event).TITLE
                    said.cannot_read(
                        slot.header, as_written(cells.get(slot.position)), f"has no date to go with it ({missing})"
                    )

    def _person(self, said: Said) -> Data:
        """The child's own details; the age only where it does not follow from the date of birth."""
        person = said.data.pop(PERSON, {})
        born, age = person.get("date_of_birth"), person.get("asserted_age")
        if isinstance(born, date):
            if born > self._context.extract_date:
                person["expected_birth_date"] = person.pop("date_of_birth")
            if age == age_on(born, self._context.extract_date):
                del person["asserted_age"]
        return person

    def _refused(self, number: int, cells: Cells, refusal: RowRefused) -> Refused:
        slot = refusal.slot
        cell = cells.get(slot.position)
        return Refused(
            number=number,
            column=slot.header,
            written=shortened(self._context.written(slot.column, cell)) if cell is not None else "",
            problem=str(refusal.problem),
            remedy=refusal.problem.remedy,
            child=refusal.child,
            start=refusal.start,
            sheet=self._sheet,
            cells=tuple((header, self._cell_written(p, cells)) for p, header in self._layout.headers.items()),
        )

    def _cell_written(self, position: int, cells: Cells) -> str:
        cell = cells.get(position)
        slot = self._at.get(position)
        return self._context.written(slot.column, cell) if slot and cell is not None else as_written(cell)


def _silent(listing: Listing, layout: Layout) -> frozenset[tuple[str, str]]:
    """What a sheet has no column for, of all but the child: it is then left as it was."""
    there: dict[tuple[str, str], bool] = {}
    for column in listing.columns:
        if column.event and column.field and column.event != PERSON:
            pair = column.event, column.field
            there[pair] = there.get(pair, False) or column.header in layout.positions
    if not there.get((ALLOCATION, "worker"), True):
        there[ALLOCATION, "no_worker"] = False
    return frozenset(pair for pair, is_there in there.items() if not is_there)
