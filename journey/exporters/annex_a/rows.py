"""The rows of a list about one child, cell by cell as the list's columns are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from journey.domain.calendar import age_on, months_before
from journey.domain.columns import Column, Listing
from journey.domain.intake.says import series_of
from journey.domain.values import UNREAD, Value, code, is_code
from journey.exporters.annex_a.child import ChildFacts, day_of, shows
from journey.exporters.annex_a.counts import COUNTED, age, counted
from journey.importers.annex_a.codes import label_of
from journey.importers.layout import columns_of
from journey.importers.rows import ALLOCATION, CARRIES_UNREAD, PERSON
from journey.projections.effective import Fact

Cell: TypeAlias = str | int | date
Cells: TypeAlias = dict[str, Cell]
"""Header → cell; blank ones are left out."""

_STATUS: Final = "CaseStatusObserved"
_CLOSED: Final = code("closed", "")
_LEAVES_AT: Final = 25
"""The age at which nobody is a care leaver any more."""


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes one list. ``names`` are the workers' names by reference; ``in_snapshot`` tells whether the last file of a
    list without a past held a child, None where there is no such file."""

    listing: Listing
    names: Mapping[str, str]
    in_snapshot: Callable[[str], bool | None]

    def rows(self, child: ChildFacts) -> Iterator[Cells]:
        """The child's rows in the order of their start."""
        if self.listing.main is None:
            if self._is_listed(child):
                yield self._row(child, None)
            return
        for main in child.all(self.listing.main):
            if main.precision == "exact" and self._in_scope(child, main):
                yield self._row(child, main)

    def _in_scope(self, child: ChildFacts, main: Fact) -> bool:
        """Whether the list should hold a fact on the day."""
        opens = months_before(child.as_at, self.listing.scope.months)
        if self.listing.scope.by == "start":
            return day_of(main) >= opens
        end = child.ended_on(self.listing, main)
        if end is not None:
            return end >= opens
        left = main.data.get("not_listed_since")
        return not (isinstance(left, date) and left <= child.as_at)

    def _is_listed(self, child: ChildFacts) -> bool:
        observed = child.last(CARRIES_UNREAD, date.min, child.as_at)
        if not any(column.event == CARRIES_UNREAD for column in self.listing.columns) or observed is None:
            return False
        listed = self.in_snapshot(child.ident)
        born = child.person.get("date_of_birth")
        return listed if listed is not None else not isinstance(born, date) or age_on(born, child.as_at) < _LEAVES_AT

    def _row(self, child: ChildFacts, main: Fact | None) -> Cells:
        cells: Cells = {}
        for column in self.listing.columns:
            if column.header not in cells and (value := self._value(column, child, main)) is not None:
                cell = self._cell(column, value)
                if cell not in (None, ""):
                    cells[column.header] = cell
        for header, written in _unread(main or child.last(CARRIES_UNREAD, date.min, child.as_at)):
            if header in {column.header for column in columns_of(self.listing)}:
                cells.setdefault(header, written)
        return cells

    def _value(self, column: Column, child: ChildFacts, main: Fact | None) -> Value:
        """What a column says: of the child, of what the row is about, or of what goes with it."""
        if column.reads == "child":
            return child.ident
        if column.event == PERSON:
            return _of_person(column, child)
        if column.event is None or column.field is None:
            return None
        if main is not None and (main.event, column.field) in COUNTED and column.event == main.event:
            return counted(child, main, column.field)
        fact = main if main is not None and column.event == main.event else self._beside(column.event, child, main)
        if column.event == _STATUS and main is not None and child.ended_on(self.listing, main):
            return _CLOSED
        if fact is None:
            return None
        if column.field == "worker" and fact.event == ALLOCATION:
            return fact.data.get("worker") or fact.data.get("no_worker")
        return fact.occurred_on if column.field == "occurred_on" else fact.data.get(column.field)

    def _beside(self, name: str, child: ChildFacts, main: Fact | None) -> Fact | None:
        """The fact of another event that a row shows."""
        series = series_of(self.listing, name)
        if series == "fact":
            return child.outcome(main, name) if main is not None else None
        end = child.ended_on(self.listing, main) if main is not None else None
        if name == ALLOCATION and end is not None:
            return None  # who held it at the end stands with the end
        if series == "observed":
            return child.last(name, date.min, child.as_at)
        if main is None:
            return child.shown(name, date.min, child.as_at)
        return child.shown(name, day_of(main), end or child.as_at) or self._from_before(name, child, main)

    def _from_before(self, name: str, child: ChildFacts, main: Fact) -> Fact | None:
        """What a source showed on the row as the latest though it lies before the row's start, when nothing else of the
        list was running."""
        start = day_of(main)
        fact = child.shown(name, date.min, start)
        if fact is None or not any(shows(said, self.listing) and said.source.speaks_for >= start for said in fact.said):
            return None
        others = (one for one in child.all(main.event) if one.key != main.key)
        spans = [(day_of(one), child.ended_on(self.listing, one) or child.as_at) for one in others]
        return None if any(first <= day_of(fact) <= last for first, last in spans) else fact

    def _cell(self, column: Column, value: Value) -> Cell | None:
        if column.reads == "worker":
            return self.names.get(str(value), str(value)) if value != "blank" else None
        if column.codes is not None and isinstance(value, dict) and is_code(value):
            return label_of(column.codes, value)
        return value if isinstance(value, str | int | date) else None


def _of_person(column: Column, child: ChildFacts) -> Value:
    if column.field == "asserted_age":
        return age(child)
    if column.field == "date_of_birth":
        return child.person.get("date_of_birth") or child.person.get("expected_birth_date")
    return child.person.get(column.field or "")


def _unread(fact: Fact | None) -> Iterator[tuple[str, str]]:
    """What a source wrote and nobody could read, by header: it is handed on as it was written."""
    unread = fact.data.get(UNREAD) if fact is not None else None
    for header, said in unread.items() if isinstance(unread, dict) else ():
        if isinstance(said, dict) and isinstance(said.get("written"), str):
            yield header, said["written"]
