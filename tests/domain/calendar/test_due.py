"""Due days: one by one, and as a table for every start at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import (
    LAST_DAY,
    TIME_UNITS,
    TimeUnit,
    add_working_days,
    birthday,
    corresponding_days,
    due_day,
    due_table,
    earliest_within_months,
    months_after,
)
from journey.domain.errors import OutsideTables

UNITS = st.sampled_from(TIME_UNITS)
STARTS = st.dates(date(1985, 1, 1), date(2036, 12, 31))


@pytest.mark.parametrize(
    ("n", "unit", "due"),
    [
        (72, "hours", "2016-01-03"),
        (24, "hours", "2016-01-01"),
        (25, "hours", "2016-01-02"),
        (7, "days", "2016-01-07"),
        (6, "weeks", "2016-02-11"),
        (45, "working_days", "2016-03-04"),
        (3, "months", "2016-03-31"),
    ],
)
def test_each_unit_is_counted_in_its_own_way(n: int, unit: TimeUnit, due: str) -> None:
    assert due_day(date(2015, 12, 31), n, unit) == date.fromisoformat(due)


def test_counting_the_start_day_is_a_day_stricter_in_days_weeks_and_months() -> None:
    start = date(2016, 2, 3)

    assert due_day(start, 26, "weeks", count_start_day=True) == date(2016, 8, 2)
    assert due_day(start, 3, "months", count_start_day=True) == date(2016, 5, 2)
    assert due_day(start, 1, "working_days", count_start_day=True) == start


@pytest.mark.parametrize("unit", TIME_UNITS)
def test_counts_that_mean_nothing_are_refused(unit: TimeUnit) -> None:
    with pytest.raises(ValueError, match="give 0 or more"):
        due_day(date(2016, 1, 1), -1, unit)
    with pytest.raises(ValueError, match="give 1 or more"):
        due_day(date(2016, 1, 1), 0, unit, count_start_day=True)


def test_a_table_counts_starts_and_due_days_from_its_first_day() -> None:
    first = date(2016, 3, 24)

    assert due_table(1, "working_days", first, date(2016, 3, 29)) == (5, 5, 5, 5, 5, 6)


def test_a_table_holds_nothing_where_bank_holidays_are_not_known() -> None:
    table = due_table(10, "working_days", date(2035, 12, 1), date(2036, 1, 31))
    known = [due for due in table if due is not None]

    assert table[:1] == ((add_working_days(date(2035, 12, 1), 10) - date(2035, 12, 1)).days,)
    assert max(known) <= (LAST_DAY - date(2035, 12, 1)).days
    assert set(table[len(known) :]) == {None}


def test_months_need_no_bank_holidays() -> None:
    assert due_table(6, "months", date(2040, 8, 31), date(2040, 8, 31)) == (
        (months_after(date(2040, 8, 31), 6) - date(2040, 8, 31)).days,
    )


@given(STARTS, st.integers(1, 60), UNITS, st.booleans())
def test_a_table_says_of_each_start_what_is_said_of_it_alone(start: date, n: int, unit: TimeUnit, strict: bool) -> None:
    (entry,) = due_table(n, unit, start, start, strict)

    try:
        alone = due_day(start, n, unit, strict)
    except OutsideTables:
        assert entry is None
    else:
        assert entry == (alone - start).days


def test_a_table_of_corresponding_days_goes_on_to_the_next_month_where_one_is_too_short() -> None:
    first, last = date(2016, 2, 28), date(2016, 2, 29)

    year_after = corresponding_days(12, first, last)

    assert [date.fromordinal(first.toordinal() + days) for days in year_after if days is not None] == [
        date(2017, 2, 28),
        date(2017, 3, 1),
    ]


@given(STARTS, st.integers(0, 30))
def test_birthdays_of_a_table_are_those_of_each_child_alone(born: date, age: int) -> None:
    assert corresponding_days(12 * age, born, born) == ((birthday(born, age) - born).days,)


@given(STARTS, st.integers(0, 60))
def test_windows_of_a_table_begin_where_that_of_each_day_alone_does(end: date, months: int) -> None:
    assert corresponding_days(-months, end, end) == ((earliest_within_months(end, months) - end).days,)


def test_beyond_the_years_that_dates_can_have_nothing_corresponds() -> None:
    assert corresponding_days(12, date.max, date.max) == (None,)
