"""What a row of a file says, by event and field, and the cells that a list of a format makes of it.

Headers, code sets and labels are those of the declarations by which the formats are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from journey.domain.columns import Column, Listing
from journey.domain.values import code
from journey.importers.annex_a.codes import label_of

Said: TypeAlias = dict[tuple[str, str], str | int | bool | date | None]
"""(stored name of the event, field) → value; a code stands by itself. None: the row says nothing of it."""

Row: TypeAlias = dict[str, str | int | date]
"""A row by header; blank cells are left out."""

DAY: Final = "occurred_on"
PERSON: Final = "ChildRegistered"


def day_by(day: date | None, last: date) -> date | None:
    """A day that has come by ``last``; None for a later one."""
    return day if day is not None and day <= last else None


def is_open(ended: date | None, last: date) -> bool:
    """Whether something had not ended by the end of ``last``."""
    return ended is None or ended > last


def shown_since(ended: date | None, first: date, last: date) -> bool:
    """Whether something that began by ``last`` was open in the days from ``first`` on."""
    return is_open(ended, last) or (ended is not None and ended >= first)


class Cells:
    """Writes the rows of one list of Annex A: ``of`` gives the cells by header."""

    def __init__(self, listing: Listing) -> None:
        self._child = next(column.header for column in listing.columns if column.reads == "child")
        self._columns = columns_by_target(listing)

    def of(self, child: str, said: Said) -> Row:
        """The cells of a row; raises KeyError for what the list has no column for."""
        cells: Row = {self._child: child}
        for target, value in said.items():
            column = self._columns[target]
            if value is not None and value != "":
                cells[column.header] = _label(column.codes, _code(value)) if column.codes else value
        return cells


def columns_by_target(listing: Listing) -> Mapping[tuple[str, str], Column]:
    """The columns of a list by what they feed."""
    return {(column.event, column.field): column for column in listing.columns if column.event and column.field}


def _code(value: str | int | date) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@lru_cache(maxsize=2_000)
def _label(codes: str, value: str) -> str:
    return label_of(codes, code(value, value))
