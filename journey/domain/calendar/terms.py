"""School terms, as the school census cuts the year: autumn, spring up to Easter, summer.

The holidays after a term belong to it. The terms of a school may begin and end some days apart from these.
"""

from __future__ import annotations

from datetime import date, timedelta

from journey.domain.calendar.working_days import bank_holidays

_FRIDAY = 4


def easter_sunday(year: int) -> date:
    """Easter Sunday, two days after Good Friday. Raises OutsideTables beyond the years of the table."""
    earliest, latest = date(year, 3, 20), date(year, 4, 23)
    good_friday = next(d for d in bank_holidays(year) if earliest <= d <= latest and d.weekday() == _FRIDAY)
    return good_friday + timedelta(days=2)


def term_start(day: date) -> date:
    """The first day of the term that holds a day: 1 September, 1 January, or the Monday after Easter."""
    if day >= date(day.year, 9, 1):
        return date(day.year, 9, 1)
    summer = easter_sunday(day.year) + timedelta(days=1)
    return summer if day >= summer else date(day.year, 1, 1)
