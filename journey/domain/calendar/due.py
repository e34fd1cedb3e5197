"""The day something is due, for one start or for every start of a stretch of days at once.

A table of due days turns bank holidays, corresponding dates and clipping into one look-up per row, so that the columnar
engine need not know any of them.
"""

from datetime import date
from functools import lru_cache
from typing import Final, Literal, get_args

from journey.domain.calendar.periods import days_after, months_after
from journey.domain.calendar.working_days import add_working_days
from journey.domain.errors import OutsideTables

TimeUnit = Literal["hours", "days", "working_days", "weeks", "months"]
TIME_UNITS: Final[tuple[str, ...]] = get_args(TimeUnit)


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


@lru_cache(maxsize=256)
def due_table(n: int, unit: TimeUnit, first: date, last: date, count_start_day: bool = False) -> tuple[int | None, ...]:
    """The due day for each start from ``first`` to ``last``, both included.

    Entry i belongs to the start i days after ``first`` and is itself a number of days after ``first``; None where the
    day cannot be known. Equal, entry by entry, to ``due_day``.
    """
    zero = first.toordinal()
    table: list[int | None] = []
    for ordinal in range(zero, last.toordinal() + 1):
        try:
            table.append(due_day(date.fromordinal(ordinal), n, unit, count_start_day).toordinal() - zero)
        except OutsideTables:
            table.append(None)
    return tuple(table)


def _days(n: int, unit: TimeUnit) -> int:
    return {"hours": -(-n // 24), "days": n, "weeks": 7 * n}[unit]
