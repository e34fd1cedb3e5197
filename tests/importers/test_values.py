"""Dates, counts and ids out of cells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.importers.values import FIRST_DAY, LAST_DAY, NotReadable, as_count, as_date, as_id

DAYS = st.dates(min_value=FIRST_DAY, max_value=LAST_DAY)
FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y",
         "%d/%m/%Y 13:45", "%d/%m/%Y 00:00:00", "%Y-%m-%dT00:00:00", "%Y-%m-%d 00:00:00.000")  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_reads_back_from_every_form(day: date, form: str) -> None:
    assert as_date(day.strftime(form)) == day


@given(st.dates(min_value=date(1969, 1, 1), max_value=date(2068, 12, 31)))
def test_two_digit_years_are_those_of_living_people(day: date) -> None:
    assert as_date(f"{day:%d/%m/%y}") == day


@given(st.dates(min_value=date(1950, 1, 2), max_value=LAST_DAY))
def test_a_number_is_the_day_that_a_spreadsheet_counts(day: date) -> None:
    number = (day - date(1899, 12, 30)).days

    assert as_date(number) == as_date(number + 0.75) == as_date(str(number)) == day


def test_a_workbook_may_count_from_1904() -> None:
    assert as_date(40_000, date_1904=True) == date(1904, 1, 1) + timedelta(days=40_000)


@pytest.mark.parametrize("written", ["18 Sept 2024", "18th September 2024", "18 sep 24", "18 / 9 / 2024", "18/9/24"])
def test_other_ways_to_write_a_day(written: str) -> None:
    assert as_date(written) == date(2024, 9, 18)


@pytest.mark.parametrize("written", ["18/13/2024", "0/1/2024", "18 Foo 2024", "2024", "18/09", "1/2/3/4", "yesterday"])
def test_what_is_no_day(written: str) -> None:
    with pytest.raises(NotReadable, match=r"is (not|a number, not) a date"):
        as_date(written)


@pytest.mark.parametrize(
    ("cell", "count"), [(3, 3), ("3", 3), ("3.0", 3), (" 3 ", 3), (0, 0), (None, None), ("", None)]
)
def test_counts(cell: Any, count: int | None) -> None:
    assert as_count(cell) == count


@pytest.mark.parametrize(
    ("cell", "child"), [(1000007, "1000007"), ("1000007.0", "1000007"), ("A:12/7", "A:12/7"), ("0012", "0012")]
)
def test_ids(cell: Any, child: str) -> None:
    assert as_id(cell) == child


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("31/02/2024", "there is no such day"), ("2025-02-29", "there is no such day"), ("09/18/2024", "dd/mm/yyyy"),
     ("18 Smarch 2024", "dd/mm/yyyy")],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_put_right_and_not_written_otherwise(written: str, remedy: str) -> None:
    with pytest.raises(NotReadable, match="is not a date") as refused:
        as_date(written)

    assert remedy in refused.value.remedy
