"""Working days: Monday to Friday, except Christmas Day, Good Friday and the bank holidays of England and Wales.

Council closure days between Christmas and New Year are working days, and so are the bank holidays of Scotland and
Northern Ireland: the Children Act regulations do not know them (SI 2006/1738, regulation 2).
"""

import tomllib
from datetime import date
from importlib.resources import files
from itertools import accumulate
from typing import Final, NamedTuple

from journey.domain.errors import OutsideTables

_TABLE = tomllib.loads(files("journey.domain.calendar").joinpath("bank_holidays.toml").read_text(encoding="utf-8"))

FIRST_DAY: Final[date] = _TABLE["first"]
"""The first day that the table of bank holidays covers."""

LAST_DAY: Final[date] = _TABLE["last"]
"""The last day that the table of bank holidays covers."""

PUBLISHED_TO: Final[date] = _TABLE["published_to"]
"""Up to this day bank holidays are as proclaimed; after it as expected, and a one-off day may be missing."""

_HOLIDAYS: Final[frozenset[date]] = frozenset(_TABLE["days"])
_FIRST: Final = FIRST_DAY.toordinal()
_ORDINALS: Final = range(_FIRST, LAST_DAY.toordinal() + 1)
_HOLIDAY_ORDINALS: Final = frozenset(day.toordinal() for day in _HOLIDAYS)
# date.toordinal() counts from a Monday: ordinal 1 is one, so the remainders 1 to 5 are Monday to Friday.
_WORKING: Final = [1 <= n % 7 <= 5 and n not in _HOLIDAY_ORDINALS for n in _ORDINALS]
_COUNT: Final = list(accumulate(_WORKING))
"""Per day of the table: how many working days there are from its first day up to and including this one."""
_BEFORE: Final = [0, *_COUNT[:-1]]
"""Per day of the table: how many working days there are from its first day up to the day before this one."""
_NTH: Final = [n for n, working in zip(_ORDINALS, _WORKING, strict=True) if working]
"""The ordinals of all working days of the table, in order."""


class Window(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def bank_holidays(year: int) -> tuple[date, ...]:
    """The bank holidays of a year that fall on Monday to Friday, Christmas Day and Good Friday among them."""
    _place(date(year, 1, 1))
    return tuple(sorted(day for day in _HOLIDAYS if day.year == year))


def is_working_day(day: date) -> bool:
    """Whether a day is a working day. Raises OutsideTables beyond the years of the table."""
    return _WORKING[_place(day)]


def add_working_days(start: date, n: int, count_start_day: bool = False) -> date:
    """The n-th working day after ``start``, which is day 0; ``start`` itself for n = 0.

    A start on a weekend or bank holiday is not moved: day 1 is the next working day. With ``count_start_day`` a start
    on a working day is day 1, as in a validator of the DfE census: one working day stricter, from a weekend the same.
    Raises ValueError for a negative n (and n = 0 where the start day is counted), OutsideTables beyond the table.
    """
    if n < count_start_day:
        raise ValueError(f"{n} working days cannot be counted from {start}: give {int(count_start_day)} or more")
    place = _place(start)
    if n == 0:
        return start
    return _nth((_BEFORE if count_start_day else _COUNT)[place] + n - 1, start, n)


def each_with_working_days(n: int, first: date, last: date, count_start_day: bool = False) -> list[int | None]:
    """``add_working_days`` for each start from ``first`` to ``last``, as ordinals of dates; None where it raises
    OutsideTables. ``n`` is 1 or more."""
    ends: list[int | None] = [*_NTH, *[None] * n]
    before = _BEFORE if count_start_day else _COUNT
    days = range(first.toordinal(), last.toordinal() + 1)
    return [ends[before[day - _FIRST] + n - 1] if day in _ORDINALS else None for day in days]


def each_in_working_days(first: date, last: date) -> list[int | None]:
    """For each day from ``first`` to ``last`` a number of which the difference of two is ``working_days_between``;
    None for days beyond the table."""
    days = range(first.toordinal(), last.toordinal() + 1)
    return [_COUNT[day - _FIRST] if day in _ORDINALS else None for day in days]


def subtract_working_days(start: date, n: int) -> date:
    """The n-th working day before ``start``, which is day 0; ``start`` itself for n = 0.

    Raises ValueError for a negative n, OutsideTables beyond the table.
    """
    if n < 0:
        raise ValueError(f"{n} working days cannot be counted back from {start}: give 0 or more")
    place = _place(start)
    return _nth(_COUNT[place] - _WORKING[place] - n, start, -n) if n else start


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` (day 0) up to and including ``end``; negative when ``end`` is earlier.

    Raises OutsideTables beyond the table.
    """
    return _COUNT[_place(end)] - _COUNT[_place(start)]


def last_working_days(end: date, n: int) -> Window:
    """The window of the last n working days up to ``end``, as in "the last 10 working days of the month".

    Its last day is the last working day on or before ``end``. Raises ValueError for n < 1, OutsideTables beyond the
    table.
    """
    if n < 1:
        raise ValueError(f"a window of {n} working days is empty: give 1 or more")
    count = _COUNT[_place(end)]
    return Window(_nth(count - n, end, -n), _nth(count - 1, end, -1))


def _place(day: date) -> int:
    place = day.toordinal() - _FIRST
    if 0 <= place < len(_WORKING):
        return place
    raise OutsideTables(
        f"{day.isoformat()}: bank holidays are known from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}, so "
        "working days cannot be counted here. If the date is right, add the years to bank_holidays.toml."
    )


def _nth(index: int, start: date, n: int) -> date:
    if 0 <= index < len(_NTH):
        return date.fromordinal(_NTH[index])
    raise OutsideTables(
        f"{n} working days from {start.isoformat()} lead beyond the bank holidays known, {FIRST_DAY.isoformat()} to "
        f"{LAST_DAY.isoformat()}. If the date is right, add the years to bank_holidays.toml."
    )
