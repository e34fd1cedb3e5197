"""How each kind of column is read, and what a file as a whole contributes to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from journey.domain.columns import Column
from journey.domain.values import Value
from journey.importers.cells import Cell, Unreadable, as_written
from journey.importers.values import NotReadable, as_age, as_count, as_date, as_text
from journey.importers.workers import Refer, Workers

CellReader: TypeAlias = Callable[[Cell], Value]
"""A cell that is not blank → its value, None when it says nothing. Raises NotReadable."""

ReadCode: TypeAlias = Callable[[str, str], dict[str, Any]]
"""A code set's name and a text → the code with the text it was read from; the code is None when it is in no set."""

NOT_AVAILABLE = "#N/A"
MAY_LIE_AHEAD = frozenset({"conference_due_on", "internal_review_on"})
"""Fields that hold a day which a file sets, and which may come after the one it describes."""

SEPARATOR = ";"
"""What stands between several codes of one cell."""

LONGEST_PREGNANCY = timedelta(days=310)
"""How far after the extract date a date of birth can lie and be an expected one."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every row of a file is read against.

    ``read_code`` is how the source writes codes; ``date_1904``: the file counts its days from 1904; ``day_called`` is
    what the source calls the day it describes.
    """

    extract_date: date
    workers: Workers
    refer: Refer
    read_code: ReadCode
    date_1904: bool = False
    day_called: str = "the extract date"

    def reader(self, column: Column) -> CellReader:
        """How the cells of a column are read; worker columns are read by ``workers``."""
        if column.field in ("date_of_birth", "expected_birth_date"):
            return self._birth
        if column.field == "asserted_age":
            return as_age
        codes = column.codes
        if codes is not None:
            several = column.reads == "codes"
            return lambda cell: self._codes(codes, cell) if several else self._code(codes, cell)
        if column.field in MAY_LIE_AHEAD:
            return self._any_date
        return {"date": self._day, "count": as_count, "family": self._family}.get(column.reads, _text)

    def _day(self, cell: Cell) -> Value:
        day = as_date(cell, self.date_1904)
        if day is not None and day > self.extract_date:
            raise NotReadable(f"is after {self.day_called} ({self.extract_date:%d/%m/%Y})")
        return day

    def _any_date(self, cell: Cell) -> Value:
        """A day that may lie ahead: what is due."""
        return as_date(cell, self.date_1904)

    def _code(self, codes: str, cell: Cell) -> Value:
        text = as_text(cell)
        return None if text is None else self.read_code(codes, text)

    def _codes(self, codes: str, cell: Cell) -> Value:
        """Several codes of one cell, each once, in the order of their text."""
        text = as_text(cell)
        parts = {part.strip() for part in text.split(SEPARATOR)} if text else set()
        return [self.read_code(codes, part) for part in sorted(parts) if part] or None

    def any_day(self, cell: Cell | None) -> date | None:
        """The day a cell says, be it one that cannot be; None when it says none."""
        try:
            return as_date(cell, self.date_1904)
        except NotReadable:
            return None

    def _birth(self, cell: Cell) -> Value:
        day = as_date(cell, self.date_1904)
        if day is not None and day > self.extract_date + LONGEST_PREGNANCY:
            raise NotReadable(f"is too far after {self.day_called} to be an expected date of birth")
        return day

    def _family(self, cell: Cell) -> Value:
        text = _text(cell)
        return self.refer("family", text) if isinstance(text, str) else None

    def written(self, column: Column, cell: Cell) -> str:
        """A cell as its reader would see it: a bare number in a date column is the day it stands for."""
        if column.reads == "date" and isinstance(cell, int | float) and not isinstance(cell, bool):
            return as_written(self.any_day(cell) or cell)
        return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) and column.reads == "date" else as_written(cell)


def _text(cell: Cell) -> Value:
    """Text; ``#N/A`` is how a report says that there is none."""
    if isinstance(cell, Unreadable) and cell.written == NOT_AVAILABLE:
        return None
    text = as_text(cell)
    return None if text == NOT_AVAILABLE else text


def age_on(born: date, day: date) -> int:
    """Age in completed years; 0 for a child not yet born."""
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
