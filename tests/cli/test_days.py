from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.cli.days import parse_day
from journey.reports.words import day


@pytest.mark.parametrize(
    "written", ["2025-03-31", "31/03/2025", "31.3.2025", "31 March 2025", "31 mar 2025", "  31st  MARCH 2025 "]
)
def test_the_same_day_however_written(written: str) -> None:
    assert parse_day(written) == date(2025, 3, 31)


@pytest.mark.parametrize("written", ["", "31/03/25", "31032025", "ma 2025", "31 m 2025", "2025-W13-1", "45747"])
def test_what_is_no_date_is_refused_with_how_to_write_one(written: str) -> None:
    with pytest.raises(ValueError, match="write 2025-03-31"):
        parse_day(written)


@pytest.mark.parametrize("written", ["31/02/2025", "2025-13-01", "31 Foo 2025"])
def test_a_day_that_never_was_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a day of the calendar"):
        parse_day(written)


@given(st.dates())
def test_every_day_reads_as_it_is_printed(printed: date) -> None:
    if printed.year >= 1000:
        assert parse_day(day(printed)) == printed
    assert parse_day(printed.isoformat()) == printed
