"""School terms, as the school census cuts the year."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.calendar import FIRST_DAY, LAST_DAY, easter_sunday, term_start
from journey.domain.errors import OutsideTables


@pytest.mark.parametrize(
    "easter", [date(2008, 3, 23), date(2011, 4, 24), date(2016, 3, 27), date(2017, 4, 16), date(2019, 4, 21)]
)
def test_easter_as_it_was(easter: date) -> None:
    assert easter_sunday(easter.year) == easter


def test_every_easter_of_the_table_is_a_sunday_in_its_weeks() -> None:
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        easter = easter_sunday(year)
        assert easter.weekday() == 6
        assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2016, 12, 31), date(2016, 9, 1)),
        (date(2017, 1, 1), date(2017, 1, 1)),
        (date(2017, 4, 16), date(2017, 1, 1)),
        (date(2017, 4, 17), date(2017, 4, 17)),
        (date(2017, 8, 31), date(2017, 4, 17)),
        (date(2017, 9, 1), date(2017, 9, 1)),
    ],
)
def test_the_term_that_holds_a_day(day: date, first: date) -> None:
    assert term_start(day) == first


def test_a_year_whose_easter_is_not_known_is_refused() -> None:
    with pytest.raises(OutsideTables):
        easter_sunday(LAST_DAY.year + 1)
