"""Days, weeks, months, years and ages.

A month ends on the corresponding date, and where there is none on the last day of that month; nothing sticks to the end
of a month (Dodds v Walker [1981] 1 WLR 1027: 30 September and four months is 30 January).
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from journey.domain.errors import OutsideTables

LeapBirthday = Literal["1 March", "28 February"]
"""When somebody born on 29 February has a birthday in other years: 1 March in English practice (the default here),
28 February in tools that let SQL Server's DATEADD decide."""


def days_after(start: date, n: int) -> date:
    """n days after ``start``. Raises OutsideTables beyond the years that dates can have."""
    try:
        return start + timedelta(days=n)
    except OverflowError:
        raise _no_such_year(start, n, "days") from None


def weeks_after(start: date, n: int) -> date:
    """n weeks of seven days after ``start``. Raises OutsideTables beyond the years that dates can have."""
    return days_after(start, 7 * n)


def months_after(start: date, n: int) -> date:
    """The corresponding date n months after ``start``, or the last day of that month where there is none.

    Raises OutsideTables beyond the years that dates can have.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _no_such_year(start, n, "months")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months_before(end: date, n: int) -> date:
    """The corresponding date n months before ``end``, clipped in the same way.

    Not the opposite of ``months_after`` at month ends: 31 August less six months is 28 February, but 28 February and
    six months is 28 August. For "within the n months before" ask ``earliest_within_months``.
    """
    return months_after(end, -n)


def earliest_within_months(end: date, n: int) -> date:
    """The earliest start whose n months have not run out on ``end``: ``start ≤ end ≤ months_after(start, n)``.

    This is the first day of every window such as "reviewed in the last six months".
    """
    start = months_before(end, n)
    return days_after(start, 1) if months_after(start, n) < end else start


def years_after(start: date, n: int) -> date:
    """n years after ``start``, each of twelve months: 29 February 2016 and one year is 28 February 2017."""
    return months_after(start, 12 * n)


def month_end(day: date) -> date:
    """The last day of the month that ``day`` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def birthday(born: date, n: int, leap_birthday: LeapBirthday = "1 March") -> date:
    """The day somebody becomes n years old. Raises OutsideTables beyond the years that dates can have."""
    day = years_after(born, n)
    return days_after(day, 1) if day.day < born.day and leap_birthday == "1 March" else day


def age_on(born: date, day: date, *, leap_birthday: LeapBirthday = "1 March") -> int:
    """The age in whole years, attained at the start of the birthday (Family Law Reform Act 1969, section 9).

    Raises ValueError where ``day`` is before birth: an unborn child has no age.
    """
    if day < born:
        raise ValueError(f"born on {born.isoformat()}, there is no age on {day.isoformat()}")
    years = day.year - born.year
    return years if birthday(born, years, leap_birthday) <= day else years - 1


def _no_such_year(start: date, n: int, unit: str) -> OutsideTables:
    return OutsideTables(
        f"{n} {unit} from {start.isoformat()} lead beyond the years {MINYEAR} to {MAXYEAR}. Look for a date that was "
        "meant to say 'no end'."
    )
