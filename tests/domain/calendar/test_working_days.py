"""Working days: the golden vectors of the domain rules, the bank holidays, the edges of the table, and the laws."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    PUBLISHED_TO,
    add_working_days,
    bank_holidays,
    each_in_working_days,
    is_working_day,
    last_working_days,
    subtract_working_days,
    working_days_between,
)
from journey.domain.errors import OutsideTables

DAYS = st.dates(FIRST_DAY, date(2034, 12, 31))
COUNTS = st.integers(0, 120)

GOLDEN = [
    # start, working days, deadline, deadline when the day of the start is day 1
    ("2015-10-01", 45, "2015-12-03", "2015-12-02"),
    ("2015-11-20", 45, "2016-01-27", "2016-01-26"),
    ("2015-12-24", 1, "2015-12-29", "2015-12-24"),
    ("2015-12-25", 1, "2015-12-29", "2015-12-29"),
    ("2016-03-24", 1, "2016-03-29", "2016-03-24"),
    ("2016-03-24", 15, "2016-04-18", "2016-04-15"),
    ("2016-08-26", 10, "2016-09-12", "2016-09-09"),
    ("2016-12-01", 45, "2017-02-07", "2017-02-06"),
    ("2016-12-12", 15, "2017-01-05", "2017-01-04"),
    ("2016-12-23", 1, "2016-12-28", "2016-12-23"),
    ("2017-02-03", 20, "2017-03-03", "2017-03-02"),
    ("2017-03-31", 10, "2017-04-18", "2017-04-13"),
    ("2017-12-22", 20, "2018-01-24", "2018-01-23"),
    ("2018-01-06", 1, "2018-01-08", "2018-01-08"),
]

# The last ten working days of a month, as (month end, first day, last day).
WINDOWS = [
    ("2015-10-31", "2015-10-19", "2015-10-30"),
    ("2015-12-31", "2015-12-16", "2015-12-31"),
    ("2016-03-31", "2016-03-16", "2016-03-31"),
    ("2016-12-31", "2016-12-15", "2016-12-30"),
    ("2017-04-30", "2017-04-13", "2017-04-28"),
    ("2017-09-30", "2017-09-18", "2017-09-29"),
    ("2017-12-31", "2017-12-14", "2017-12-29"),
]

# Day/month, as the domain rules list them.
BANK_HOLIDAYS = {
    2015: "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    2016: "1/1 25/3 28/3 2/5 30/5 29/8 26/12 27/12",
    2017: "2/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
    2018: "1/1 30/3 2/4 7/5 28/5 27/8 25/12 26/12",
}

# By proclamation: (moved from, moved to), and days that were added.
MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
ADDED = [
    date(1999, 12, 31),
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "n", "deadline", "strict"), GOLDEN)
def test_the_golden_deadlines_hold_in_both_variants(start: str, n: int, deadline: str, strict: str) -> None:
    assert add_working_days(day(start), n) == day(deadline)
    assert add_working_days(day(start), n, count_start_day=True) == day(strict)


@pytest.mark.parametrize(("end", "first", "last"), WINDOWS)
def test_the_golden_windows_hold(end: str, first: str, last: str) -> None:
    assert last_working_days(day(end), 10) == (day(first), day(last))


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_bank_holidays_are_those_the_rules_list(year: int) -> None:
    listed = [date(year, int(month), int(d)) for d, month in (pair.split("/") for pair in BANK_HOLIDAYS[year].split())]

    assert list(bank_holidays(year)) == listed


@pytest.mark.parametrize("year", range(2013, 2028))
def test_the_bank_holidays_agree_with_the_holidays_library(year: int) -> None:
    library = holidays.country_holidays("GB", subdiv="ENG", years=year)

    assert list(bank_holidays(year)) == sorted(d for d in library if d.weekday() < 5)


@pytest.mark.parametrize("year", range(FIRST_DAY.year, LAST_DAY.year + 1))
def test_the_bank_holidays_are_those_of_the_act_with_every_proclaimed_change(year: int) -> None:
    ordinary = {
        in_lieu(date(year, 1, 1)),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        first_monday(year, 5),
        first_monday(year, 6) - timedelta(days=7),
        first_monday(year, 9) - timedelta(days=7),
        *christmas(year),
    }
    expected = {MOVED.get(d, d) for d in ordinary} | {d for d in ADDED if d.year == year}

    assert set(bank_holidays(year)) == expected


def test_nothing_was_proclaimed_after_the_day_up_to_which_the_table_is_published() -> None:
    assert max(*MOVED.values(), *ADDED) <= PUBLISHED_TO < LAST_DAY


@pytest.mark.parametrize("closed", ["2016-12-28", "2016-12-29", "2016-12-30"])
def test_closure_days_between_christmas_and_new_year_are_working_days(closed: str) -> None:
    assert is_working_day(day(closed))


@pytest.mark.parametrize("elsewhere", ["2017-01-03", "2017-08-07", "2017-11-30", "2017-03-17", "2017-07-12"])
def test_bank_holidays_of_scotland_and_northern_ireland_are_working_days(elsewhere: str) -> None:
    assert is_working_day(day(elsewhere))


def test_counting_back_finds_the_day_two_working_days_before_a_conference() -> None:
    assert subtract_working_days(day("2017-01-03"), 2) == day("2016-12-29")
    assert subtract_working_days(day("2017-01-01"), 1) == day("2016-12-30")
    assert subtract_working_days(day("2017-01-01"), 0) == day("2017-01-01")


def test_the_count_between_two_days_leaves_out_the_first_and_takes_the_last() -> None:
    assert working_days_between(day("2016-12-23"), day("2016-12-28")) == 1
    assert working_days_between(day("2016-12-28"), day("2016-12-23")) == -1
    assert working_days_between(day("2018-01-06"), day("2018-01-07")) == 0
    assert working_days_between(day("2017-09-29"), day("2017-10-09")) == 6


@pytest.mark.parametrize("outside", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date(9999, 12, 31)])
def test_a_day_outside_the_table_is_refused_with_the_years_it_covers(outside: date) -> None:
    for ask in (
        lambda: is_working_day(outside),
        lambda: add_working_days(outside, 1),
        lambda: working_days_between(date(2016, 1, 1), outside),
        lambda: working_days_between(outside, date(2016, 1, 1)),
        lambda: last_working_days(outside, 10),
    ):
        with pytest.raises(OutsideTables, match=rf"{outside}: .* 1990-01-01 to 2035-12-31"):
            ask()


def test_a_count_that_leads_out_of_the_table_is_refused() -> None:
    with pytest.raises(OutsideTables, match="45 working days from 2035-12-01"):
        add_working_days(date(2035, 12, 1), 45)
    with pytest.raises(OutsideTables, match="-5 working days from 1990-01-03"):
        subtract_working_days(date(1990, 1, 3), 5)
    with pytest.raises(OutsideTables, match="-10 working days from 1990-01-10"):
        last_working_days(date(1990, 1, 10), 10)
    with pytest.raises(OutsideTables):
        bank_holidays(1989)


def test_counts_that_mean_nothing_are_refused() -> None:
    start = date(2016, 1, 4)

    for ask in (
        lambda: add_working_days(start, -1),
        lambda: add_working_days(start, 0, count_start_day=True),
        lambda: subtract_working_days(start, -1),
        lambda: last_working_days(start, 0),
    ):
        with pytest.raises(ValueError, match="give"):
            ask()


@given(DAYS, COUNTS)
def test_adding_and_then_counting_gives_the_same_number(start: date, n: int) -> None:
    assert working_days_between(start, add_working_days(start, n)) == n


@given(DAYS, st.integers(1, 120))
def test_every_deadline_is_a_working_day_and_stands_where_one_by_one_counting_ends(start: date, n: int) -> None:
    slow, left = start, n
    while left:
        slow += timedelta(days=1)
        left -= is_working_day(slow)

    assert add_working_days(start, n) == slow


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_has_an_earlier_deadline(one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))

    assert add_working_days(early, n) <= add_working_days(late, n)


@given(DAYS, DAYS)
def test_numbers_of_two_days_differ_by_the_working_days_between_them(start: date, end: date) -> None:
    (one,), (other,) = each_in_working_days(start, start), each_in_working_days(end, end)

    assert one is not None
    assert other is not None
    assert other - one == working_days_between(start, end)


def test_days_beyond_the_table_have_no_number() -> None:
    before, first = each_in_working_days(FIRST_DAY - timedelta(days=1), FIRST_DAY)
    last, after = each_in_working_days(LAST_DAY, LAST_DAY + timedelta(days=1))

    assert (before, after) == (None, None)
    assert first is not None
    assert last is not None


@given(DAYS, st.integers(1, 119))
def test_one_working_day_more_is_always_later(start: date, n: int) -> None:
    assert add_working_days(start, n) < add_working_days(start, n + 1)


@given(DAYS, st.integers(1, 120))
def test_counting_the_start_day_is_one_working_day_stricter_from_a_working_day_alone(start: date, n: int) -> None:
    strict = add_working_days(start, n, count_start_day=True)

    assert strict == (add_working_days(start, n - 1) if is_working_day(start) else add_working_days(start, n))


@given(st.dates(date(1991, 1, 1), LAST_DAY), st.integers(1, 120))
def test_counting_back_ends_on_the_working_day_with_that_many_from_it_up_to_the_day_before(end: date, n: int) -> None:
    back = subtract_working_days(end, n)

    assert is_working_day(back)
    assert working_days_between(back, end - timedelta(days=1)) == n - 1


@given(st.dates(date(1991, 1, 1), LAST_DAY), st.integers(1, 60))
def test_a_window_holds_exactly_its_working_days_and_ends_on_the_last(end: date, n: int) -> None:
    first, last = last_working_days(end, n)
    inside = [first + timedelta(days=i) for i in range((end - first).days + 1)]

    assert sum(map(is_working_day, inside)) == n
    assert is_working_day(first)
    assert last == max(filter(is_working_day, inside))


def in_lieu(d: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return d + timedelta(days=max(0, 7 - d.weekday()) if d.weekday() >= 5 else 0)


def christmas(year: int) -> set[date]:
    """Christmas Day and Boxing Day, with the days given in lieu of either at a weekend."""
    days = {date(year, 12, 25), date(year, 12, 26)}
    weekend = {d for d in days if d.weekday() >= 5}
    spare = (date(year, 12, n) for n in (27, 28) if date(year, 12, n).weekday() < 5)
    return (days - weekend) | {next(spare) for _ in weekend}


def first_monday(year: int, month: int) -> date:
    return date(year, month, 1) + timedelta(days=-date(year, month, 1).weekday() % 7)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day_before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day_before + 1)
