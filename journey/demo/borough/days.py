"""Days as small numbers while a borough is made: looked up, added and compared by the million."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import Final

from journey.domain.calendar import FIRST_DAY, LAST_DAY, is_working_day, months_after

_FIRST: Final = date(1975, 1, 1)
_LAST: Final = date(2045, 12, 31)

DATES: Final = [_FIRST + timedelta(n) for n in range((_LAST - _FIRST).days + 1)]
"""The day of each number."""


def number(day: date) -> int:
    """The number of a day."""
    return (day - _FIRST).days


WORKING: Final = [number(day) for day in DATES if FIRST_DAY <= day <= LAST_DAY and is_working_day(day)]
"""The numbers of the working days, in order."""

_WORKED: Final[list[int]] = []
for _n in range(len(DATES)):
    _before = _WORKED[-1] if _WORKED else 0
    _WORKED.append(_before + (_before < len(WORKING) and WORKING[_before] == _n))


def working_after(day: int, count: int) -> int:
    """The ``count``-th working day after a day; for 0 the day itself where it is one, else the next."""
    return WORKING[_WORKED[day] + count - 1] if count else WORKING[_WORKED[day - 1]]


def working_from(first: int, last: int) -> list[int]:
    """The working days from one day to another, both included."""
    return WORKING[_WORKED[first - 1] : _WORKED[last]]


def last_working(day: int, count: int) -> int:
    """The first of the last ``count`` working days up to a day."""
    return WORKING[_WORKED[day] - count]


def months_on(day: int, count: int) -> int:
    """The corresponding day so many months later."""
    return number(months_after(DATES[day], count))


class Months:
    """The calendar months from one day to another as numbers from 0 on."""

    def __init__(self, first: date, last: date) -> None:
        self.starts = [number(date(y, m, 1)) for y in range(first.year, last.year + 1) for m in range(1, 13)
                       if (first.year, first.month) <= (y, m) <= (last.year, last.month)]  # fmt: skip
        self.ends = [min(months_on(start, 1) - 1, number(last)) for start in self.starts]
        self._of = self.starts[0]

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, day: int) -> int:
        """The month in which a day lies; -1 for one before the first."""
        return bisect_right(self.starts, day) - 1

    def ym(self, month: int) -> tuple[int, int]:
        """Year and month."""
        day = DATES[self.starts[month]]
        return day.year, day.month
