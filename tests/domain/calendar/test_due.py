"""Due days: one by one, and as a table for every start at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import LAST_DAY, TIME_UNITS, TimeUnit, add_working_days, due_day, due_table, months_after
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
