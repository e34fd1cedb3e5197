"""What a report is: who reads it, which days it covers, and its rows about a child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from journey.demo.borough.lives import Child
from journey.demo.files.reports.layout import Line

Holds = Literal["year", "all"]
"""Whether a report holds a year, or all since the borough began."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days that a report covers, and the day on which it was made. A row shows what had happened by then."""

    first: date
    last: date
    made: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in those that the report covers."""
        return self.first <= day <= self.last

    def by_then(self, day: date | None) -> date | None:
        """A day that had come when the report was made."""
        return day if day is not None and day <= self.made else None


Rows = Callable[[Child, Asked], Iterator[tuple[str, Line]]]
"""The rows about a child, each with the event it is about."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report: ``name`` is that of its file. ``maps`` read it: those that ship by name, the borough's own by the
    name of their file. ``covers``: days are said when it is imported."""

    name: str
    maps: tuple[str, ...]
    rows: Rows
    holds: Holds = "year"
    covers: bool = True
