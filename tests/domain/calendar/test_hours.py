"""Hours: elapsed time over the clock changes, and times with and without a zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import LONDON, elapsed, hours_after, in_utc

wall = datetime.fromisoformat
"""A time by the clock on the wall, without a zone."""

MOMENTS = st.datetimes(wall("2000-01-01"), wall("2035-01-01"), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("when", "due"),
    [
        (wall("2016-06-01 09:30"), "2016-06-04T09:30:00+01:00"),
        (wall("2017-03-24 18:00"), "2017-03-27T19:00:00+01:00"),
        (wall("2017-10-27 18:00"), "2017-10-30T17:00:00+00:00"),
    ],
    ids=["no clock change", "March: one hour later by the clock", "October: one hour earlier by the clock"],
)
def test_seventy_two_hours_are_elapsed_hours(when: datetime, due: str) -> None:
    assert hours_after(when, 72).isoformat() == due


def test_a_time_with_a_zone_is_the_same_moment_shown_in_london() -> None:
    assert hours_after(datetime(2016, 6, 1, 8, 30, tzinfo=UTC), 24).isoformat() == "2016-06-02T09:30:00+01:00"
    assert hours_after(datetime(2016, 6, 1, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), 0).hour == 9


def test_the_hour_that_occurs_twice_is_the_first_unless_said_otherwise() -> None:
    twice = wall("2017-10-29 01:30")

    assert in_utc(twice) == datetime(2017, 10, 29, 0, 30, tzinfo=UTC)
    assert in_utc(twice.replace(fold=1)) == datetime(2017, 10, 29, 1, 30, tzinfo=UTC)
    assert elapsed(twice, twice.replace(fold=1)) == timedelta(hours=1)


def test_the_hour_that_is_left_out_is_read_as_before_the_change() -> None:
    assert in_utc(wall("2017-03-26 01:30")) == datetime(2017, 3, 26, 1, 30, tzinfo=UTC)
    assert hours_after(wall("2017-03-26 01:30"), 0).isoformat() == "2017-03-26T02:30:00+01:00"


def test_elapsed_time_does_not_follow_the_clock_on_the_wall() -> None:
    """Two London times subtract to 72 hours by the wall clock, though 71 passed; a visit an hour later was on time."""
    start = datetime(2017, 3, 24, 18, 0, tzinfo=LONDON)
    end = datetime(2017, 3, 27, 18, 0, tzinfo=LONDON)

    assert end - start == timedelta(hours=72)
    assert elapsed(start, end) == timedelta(hours=71)


@given(MOMENTS, st.integers(0, 200))
def test_the_hours_added_are_the_hours_that_pass(when: datetime, n: int) -> None:
    due = hours_after(when, n)

    assert elapsed(when, due) == timedelta(hours=n)
    assert due.tzinfo == LONDON
