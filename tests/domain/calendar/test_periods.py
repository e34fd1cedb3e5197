"""Months, years, weeks and ages: the golden vectors, the awkward days, and the laws."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import (
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
from journey.domain.errors import OutsideTables

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 60)
CONVENTIONS = st.sampled_from(["1 March", "28 February"])

GOLDEN = [
    ("2015-08-31", 3, "2015-11-30"),
    ("2015-08-31", 6, "2016-02-29"),
    ("2016-08-31", 6, "2017-02-28"),
    ("2015-11-30", 3, "2016-02-29"),
    ("2016-11-30", 3, "2017-02-28"),
    ("2016-02-29", 6, "2016-08-29"),
    ("2016-02-29", 12, "2017-02-28"),
    ("2017-02-28", 6, "2017-08-28"),
    ("2016-01-31", 1, "2016-02-29"),
    ("2016-12-31", 2, "2017-02-28"),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "n", "end"), GOLDEN)
def test_the_golden_months_hold(start: str, n: int, end: str) -> None:
    assert months_after(day(start), n) == day(end)


def test_four_months_from_30_september_end_on_30_january() -> None:
    assert months_after(day("1978-09-30"), 4) == day("1979-01-30")


def test_a_rolling_date_differs_from_an_anchored_one_by_clipping() -> None:
    assert months_after(months_after(day("2015-08-31"), 3), 6) == day("2016-05-30")
    assert months_after(day("2015-08-31"), 9) == day("2016-05-31")


def test_a_year_from_29_february_ends_on_28_february() -> None:
    assert years_after(day("2016-02-29"), 1) == day("2017-02-28")
    assert years_after(day("2016-02-29"), 4) == day("2020-02-29")


def test_weeks_are_seven_days() -> None:
    assert weeks_after(day("2016-02-24"), 1) == day("2016-03-02")
    assert weeks_after(day("2016-01-01"), 6) == day("2016-02-12")


def test_looking_back_six_months_from_31_august_is_not_what_six_months_forward_reach() -> None:
    """A review on 28 February has run out on 31 August, though 31 August less six months is 28 February."""
    end = day("2017-08-31")

    assert months_before(end, 6) == day("2017-02-28")
    assert months_after(day("2017-02-28"), 6) < end
    assert earliest_within_months(end, 6) == day("2017-03-01")


def test_exactly_twelve_months_earlier_is_within_twelve_months() -> None:
    assert earliest_within_months(day("2017-03-01"), 12) == day("2016-03-01")


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2000-05-17", "2018-05-16", 17),
        ("2000-05-17", "2018-05-17", 18),
        ("2000-12-31", "2018-01-01", 17),
        ("2016-03-01", "2016-03-01", 0),
    ],
)
def test_an_age_is_attained_on_the_birthday(born: str, on: str, age: int) -> None:
    assert age_on(day(born), day(on)) == age


def test_born_on_29_february_somebody_is_18_on_1_march() -> None:
    born = day("2004-02-29")

    assert birthday(born, 18) == day("2022-03-01")
    assert age_on(born, day("2022-02-28")) == 17
    assert age_on(born, day("2022-03-01")) == 18


def test_born_on_29_february_somebody_is_18_on_28_february_by_the_other_convention() -> None:
    born = day("2004-02-29")

    assert birthday(born, 18, "28 February") == day("2022-02-28")
    assert age_on(born, day("2022-02-27"), leap_birthday="28 February") == 17
    assert age_on(born, day("2022-02-28"), leap_birthday="28 February") == 18


def test_in_a_leap_year_both_conventions_mean_29_february() -> None:
    born = day("2004-02-29")

    assert birthday(born, 16) == birthday(born, 16, "28 February") == day("2020-02-29")


def test_an_unborn_child_has_no_age() -> None:
    with pytest.raises(ValueError, match="born on 2016-03-02"):
        age_on(day("2016-03-02"), day("2016-03-01"))


@pytest.mark.parametrize(
    "ask", [lambda d: months_after(d, 6), lambda d: weeks_after(d, 6), lambda d: years_after(d, 1)]
)
def test_a_date_that_meant_no_end_is_refused_with_the_remedy(ask: Callable[[date], date]) -> None:
    with pytest.raises(OutsideTables, match=r"from 9999-12-31 .* 'no end'"):
        ask(date(9999, 12, 31))


def test_months_before_the_first_year_are_refused() -> None:
    with pytest.raises(OutsideTables):
        months_before(date(1, 1, 31), 1)


@given(DAYS, MONTHS)
def test_months_keep_the_day_or_end_on_the_last_of_the_month(start: date, n: int) -> None:
    end = months_after(start, n)

    assert (end.year - start.year) * 12 + end.month - start.month == n
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DAYS, MONTHS)
def test_months_never_stick_to_the_end_of_a_month(start: date, n: int) -> None:
    """From a day that every month has, the day stays the same, even on the last day of February."""
    if start.day <= 28:
        assert months_after(start, n).day == start.day


@given(DAYS, DAYS, MONTHS)
def test_a_later_start_never_ends_earlier(one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))

    assert months_after(early, n) <= months_after(late, n)


@given(DAYS, MONTHS)
def test_going_back_returns_to_the_start_unless_it_was_clipped(start: date, n: int) -> None:
    end = months_after(start, n)

    assert months_before(end, n) == start or end.day < start.day


@given(DAYS, MONTHS)
def test_the_earliest_day_within_is_within_and_the_day_before_is_not(end: date, n: int) -> None:
    start = earliest_within_months(end, n)

    assert months_after(start, n) >= end
    assert months_after(start - timedelta(days=1), n) < end


@given(st.dates(date(1980, 1, 1), date(2030, 1, 1)), st.integers(0, 30), CONVENTIONS)
def test_one_becomes_n_on_the_nth_birthday_and_not_a_day_sooner(born: date, n: int, leap: LeapBirthday) -> None:
    on = birthday(born, n, leap)

    assert age_on(born, on, leap_birthday=leap) == n
    if n:
        assert age_on(born, on - timedelta(days=1), leap_birthday=leap) == n - 1


@given(DAYS)
def test_a_month_ends_on_the_day_before_the_first_of_the_next(d: date) -> None:
    assert days_after(month_end(d), 1) == months_after(d.replace(day=1), 1)
