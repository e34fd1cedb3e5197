"""How time is counted: working days of England and Wales, corresponding dates, ages, elapsed hours.

The day of the event is day 0; the n-th day after it is the deadline, met on that day. Nothing is rolled forward from a
weekend unless the unit is working days. Every function is pure and none reads a clock.

A day whose bank holidays our table does not know raises ``OutsideTables``: a guessed deadline is worse than none.
"""

from journey.domain.calendar.due import TIME_UNITS, TimeUnit, corresponding_days, due_day, due_table
from journey.domain.calendar.hours import LONDON, elapsed, hours_after, in_utc
from journey.domain.calendar.periods import (
    LeapBirthday,
    age_on,
    birthday,
    days_after,
    earliest_within_months,
    month_end,
    months_after,
    months_before,
    weeks_after,
    years_after,
)
from journey.domain.calendar.terms import easter_sunday, term_start
from journey.domain.calendar.working_days import (
    FIRST_DAY,
    LAST_DAY,
    PUBLISHED_TO,
    Window,
    add_working_days,
    bank_holidays,
    each_in_working_days,
    is_working_day,
    last_working_days,
    subtract_working_days,
    working_days_between,
)

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "LONDON",
    "PUBLISHED_TO",
    "TIME_UNITS",
    "LeapBirthday",
    "TimeUnit",
    "Window",
    "add_working_days",
    "age_on",
    "bank_holidays",
    "birthday",
    "corresponding_days",
    "days_after",
    "due_day",
    "due_table",
    "each_in_working_days",
    "earliest_within_months",
    "easter_sunday",
    "elapsed",
    "hours_after",
    "in_utc",
    "is_working_day",
    "last_working_days",
    "month_end",
    "months_after",
    "months_before",
    "subtract_working_days",
    "term_start",
    "weeks_after",
    "working_days_between",
    "years_after",
]
