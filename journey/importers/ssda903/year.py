"""The year of a return: from 1 April to 31 March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from journey.domain.extract import Days
from journey.importers.cells import Cell
from journey.importers.values import NotReadable

YEARS_BACK: Final = 30
"""How far back a date of the return can lie: care leavers are up to 25 at their birthday."""

_TWO_DIGITS: Final = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})\s*")


@dataclass(frozen=True, slots=True, order=True)
class ReturnYear:
    """A year by that of its 31 March: 2025 is 2024-25."""

    ends: int

    @property
    def first(self) -> date:
        return date(self.ends - 1, 4, 1)

    @property
    def last(self) -> date:
        return date(self.ends, 3, 31)

    @property
    def title(self) -> str:
        return f"{self.ends - 1}-{self.ends % 100:02}"

    def covered(self, known_on: date) -> Days:
        """The days that a return made on a day can hold: up to the end of the year, or to its own day before that."""
        return Days(self.first, min(self.last, known_on))


def year_of(day: date) -> ReturnYear:
    """The year that a day lies in."""
    return ReturnYear(day.year + (day >= date(day.year, 4, 1)))


def is_short(cell: Cell | None) -> bool:
    """Whether a cell is a date with a two-digit year."""
    return isinstance(cell, str) and _TWO_DIGITS.fullmatch(cell) is not None


def in_full(cell: Cell, last: date) -> Cell:
    """A date with a two-digit year in full: the one year from 30 before ``last`` to the year after it that ends so.

    Anything else as it is. Raises NotReadable where no such year does.
    """
    match = _TWO_DIGITS.fullmatch(cell) if isinstance(cell, str) else None
    if match is None:
        return cell
    years = range(last.year - YEARS_BACK, last.year + 2)
    year = next((year for year in years if year % 100 == int(match[3])), None)
    if year is None:
        raise NotReadable(f"has a two-digit year that is none from {years[0]} to {years[-1]}", "write all four digits")
    return f"{match[1]}/{match[2]}/{year}"
