"""How the cells of a report are read: by the map's own words first, then as everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from journey.domain.columns import Column
from journey.domain.practice_codes import codes_of
from journey.domain.values import Value, code
from journey.importers.annex_a.codes import READERS, CodeReader
from journey.importers.cells import Cell
from journey.importers.fields import CellReader, Context
from journey.importers.layout import folded
from journey.importers.report.map import MapColumn
from journey.importers.values import NotReadable, as_text

_AHEAD: Final = ("due_on", "starts_on")
"""How fields end whose day may come after the day the report speaks for."""

_MONTH_FIRST: Final = re.compile(r"(\d{1,2})(\s*[/.\-]\s*)(\d{1,2})(\s*[/.\-]\s*\d{2,4}.*)", re.DOTALL)
_TIME: Final = re.compile(r"(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_AFTER_A_DAY: Final = re.compile(r"[T ](\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?: ?[AaPp][Mm])?)$")


@cache
def _reader_of(name: str) -> CodeReader:
    return READERS.get(name) or CodeReader(codes_of(name), {})


def read_code(codes: str, text: str) -> dict[str, Any]:
    """A text as a code of a set, by its code or its label; the code is None when it is neither."""
    return code(_reader_of(codes).code_for(text), text)


@dataclass(frozen=True, slots=True)
class MapContext(Context):
    """What the rows of a report are read against: ``columns`` by (header, event, field), ``month_first`` as mapped."""

    columns: Mapping[tuple[str, str, str], MapColumn] = field(default_factory=dict)
    month_first: bool = False

    def reader(self, column: Column) -> CellReader:
        """How the cells of a column are read."""
        mine = self.columns.get((column.header, column.event or "", column.field or ""))
        if mine is not None and mine.codes is not None:
            return lambda cell: self._coded(mine, cell)
        plain = self._any_date if (column.field or "").endswith(_AHEAD) else Context.reader(self, column)
        return (lambda cell: plain(day_first(cell))) if self.month_first and column.reads == "date" else plain

    def any_day(self, cell: Cell | None) -> date | None:
        """The day a cell says, be it one that cannot be; None when it says none."""
        return Context.any_day(self, day_first(cell) if self.month_first and cell is not None else cell)

    def _coded(self, column: MapColumn, cell: Cell) -> Value:
        text = as_text(cell)
        if text is None:
            return None
        if column.item is not None:
            return self._item(column, text)
        if column.reads == "code":
            return self._word(column, column.codes or "", text)
        parts = dict.fromkeys(part.strip() for part in text.split(column.separator))
        found = [self._word(column, column.codes or "", part) for part in parts if part]
        return (
            sorted((one for one in found if one is not None), key=lambda one: (one["code"] or "", one["written"]))
            or None
        )

    def _item(self, column: MapColumn, text: str) -> Value:
        """A column of yes and no that stands for one code of a list: yes adds it, no adds nothing."""
        said = self._word(column, "yes-no", text)
        answer = said["code"] if said else "unknown"
        if answer not in ("yes", "no", "unknown"):
            raise NotReadable("is neither yes nor no", "say what it means under 'words' in the map")
        if answer == "unknown":
            return None
        return [code(column.item, column.header)] if answer == "yes" else []

    def _word(self, column: MapColumn, codes: str, text: str) -> dict[str, Any] | None:
        key = folded(text)
        if key in column.words:
            meant = column.words[key]
            return None if meant is None else code(meant, text)
        return read_code(codes, text)


def day_first(cell: Cell) -> Cell:
    """A text with the month first as one with the day first."""
    match = _MONTH_FIRST.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return f"{match[3]}{match[2]}{match[1]}{match[4]}" if match else cell


def as_time(cell: Cell | None, *, beside_day: bool = False) -> time | None:
    """The time of day in a cell that holds a time, or a day with a time; to the minute. None when it says none.

    ``beside_day``: the cell is that of the day, which need say no time. Midnight is what systems write for no time, and
    is none. Raises NotReadable for anything else.
    """
    if beside_day and isinstance(cell, str) and not _AFTER_A_DAY.search(cell.strip()):
        return None
    at = _time_of(cell)
    return None if at is None or at == time(0, 0) else at


def _time_of(cell: Cell | None) -> time | None:
    if isinstance(cell, datetime):
        return time(cell.hour, cell.minute)
    if cell is None or isinstance(cell, date):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_day(float(cell))
    text = as_text(cell)
    if text is None:
        return None
    after = _AFTER_A_DAY.search(text)
    match = _TIME.fullmatch(after[1] if after else text)
    if match is None:
        raise NotReadable("is not a time of day", "write it as 14:30")
    hour, minute = int(match[1]), int(match[2])
    if match[4]:
        hour = hour % 12 + (12 if match[4].casefold() == "p" else 0) if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute)
    except ValueError:
        raise NotReadable("is not a time of day", "write it as 14:30") from None


def _of_day(number: float) -> time | None:
    """The time of day that a spreadsheet counts as a share of a day."""
    if number < 0:
        raise NotReadable("is not a time of day", "write it as 14:30")
    minutes = round(number % 1 * 24 * 60)
    return time(minutes // 60 % 24, minutes % 60)
