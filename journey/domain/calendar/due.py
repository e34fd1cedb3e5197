"""The day something is due, for one start or for every start of a stretch of days at once.

A table of due days turns bank holidays, corresponding dates and clipping into one look-up per row, so that the columnar
engine need not know any of them.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal, get_args

from journey.domain.calendar.periods import days_after, months_after
from journey.domain.calendar.working_days import add_working_days, each_with_working_days
from journey.domain.errors import OutsideTables

TimeUnit = Literal["hours", "days", "working_days", "weeks", "months"]
TIME_UNITS: Final[tuple[str, ...]] = get_args(TimeUnit)

_LAST: Final = date.max.toordinal()


def due_day(start: date, n: int, unit: TimeUnit, count_start_day: bool = False) -> date:
    """The last day on which something due within n units of ``start`` is on time.

    Hours are counted by the day, rounded up, for starts whose time was not recorded: 72 hours are three days.
    ``count_start_day`` makes the day of the start day 1 (one day stricter; in months, the day before the corresponding
    date). Raises ValueError for a negative n (and n = 0 where the start day is counted), OutsideTables where the day
    cannot be known.
    """
    if n < count_start_day:
        raise ValueError(f"{n} {unit} cannot be counted from {start}: give {int(count_start_day)} or more")
    if unit == "working_days":
        return add_working_days(start, n, count_start_day)
    due = months_after(start, n) if unit == "months" else days_after(start, _days(n, unit))
    return days_after(due, -1) if count_start_day else due


@lru_cache(maxsize=32)
def due_table(n: int, unit: TimeUnit, first: date, last: date, count_start_day: bool = False) -> tuple[int | None, ...]:
    """The due day for each start from ``first`` to ``last``, both included.

    Entry i belongs to the start i days after ``first`` and is itself a number of days after ``first``; None where the
    day cannot be known. Equal, entry by entry, to ``due_day``.
    """
    zero = first.toordinal()
    starts = range(zero, last.toordinal() + 1)
    if n < 1:
        due = [_alone(start, n, unit, count_start_day) for start in starts]
    elif unit == "working_days":
        due = each_with_working_days(n, first, last, count_start_day)
    elif unit == "months":
        due = [day for start in _months(first, last) for day in _same_day(n, *start)]
    else:
        due = [start + _days(n, unit) if start + _days(n, unit) <= _LAST else None for start in starts]
    back = zero + (count_start_day and unit != "working_days")
    return tuple(None if day is None else day - back for day in due)


def corresponding_days(n: int, first: date, last: date) -> tuple[int | None, ...]:
    """For each day from ``first`` to ``last`` the corresponding date n months after, or -n months before.

    In days after ``first``, as in ``due_table``. Where that month has no such date, the first day of the next: so says
    ``birthday`` (n is 12 times the age) and so says ``earliest_within_months`` (n is negative).
    """
    zero = first.toordinal()
    days = [day for month in _months(first, last) for day in _same_day(n, *month, beyond=1)]
    return tuple(None if day is None else day - zero for day in days)


def _alone(start: int, n: int, unit: TimeUnit, count_start_day: bool) -> int | None:
    try:
        return due_day(date.fromordinal(start), n, unit, count_start_day).toordinal()
    except OutsideTables:
        return None


def _months(first: date, last: date) -> Iterator[tuple[int, int, int, int]]:
    """The months of a stretch of days: year, month, and the first and last day of it that belong to the stretch."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = number // 12, number % 12 + 1
        begin = first.day if (year, month) == (first.year, first.month) else 1
        end = last.day if (year, month) == (last.year, last.month) else monthrange(year, month)[1]
        yield year, month, begin, end


def _same_day(n: int, year: int, month: int, begin: int, end: int, beyond: int = 0) -> list[int | None]:
    """The corresponding dates of some days of one month, n months after; where none is, so many days beyond the last
    day of that month."""
    try:
        first = months_after(date(year, month, 1), n)
    except OutsideTables:
        return [None] * (end - begin + 1)
    before, length = first.toordinal() - 1, monthrange(first.year, first.month)[1]
    return [before + min(day, length + beyond) for day in range(begin, end + 1)]


def _days(n: int, unit: TimeUnit) -> int:
    return {"hours": -(-n // 24), "days": n, "weeks": 7 * n}[unit]
