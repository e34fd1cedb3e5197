"""A row while it is being read: its columns, what it has said so far, and why it may be refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from journey.domain.columns import Column
from journey.domain.values import Data, Value
from journey.importers.fields import CellReader
from journey.importers.values import NotReadable, shortened


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of the sheet and the event fields it feeds."""

    position: int
    column: Column
    read: CellReader
    targets: tuple[tuple[str, str], ...]

    @property
    def header(self) -> str:
        return self.column.header


@dataclass(slots=True)
class Said:
    """What one row says, while it is being read."""

    child: str
    start: date | None
    data: dict[str, Data] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    unread: dict[str, Any] = field(default_factory=dict)

    def put(self, slot: Slot, value: Value) -> None:
        """Take in a cell's value. Several columns that feed one list each add to it."""
        for event, name in slot.targets:
            if name != "occurred_on":
                data = self.data.setdefault(event, {})
                before = data.get(name)
                data[name] = before + value if isinstance(before, list) and isinstance(value, list) else value
            elif isinstance(value, date):
                self.days[event] = value

    def cannot_read(self, header: str, written: str, problem: str) -> None:
        self.unread[header] = {"written": shortened(written), "problem": problem}


class RowRefused(Exception):
    """The child or the row's own start date cannot be read."""

    def __init__(self, slot: Slot, problem: NotReadable, child: str | None = None, start: date | None = None) -> None:
        super().__init__(str(problem))
        self.slot, self.problem, self.child, self.start = slot, problem, child, start
