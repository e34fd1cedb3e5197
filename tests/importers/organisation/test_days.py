"""Days of an organisation file: read as exactly as they are written, never more exactly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.importers.organisation.days import read_when
from journey.importers.values import NotReadable

SPEAKS_FOR = date(2018, 1, 14)


@pytest.mark.parametrize(
    ("written", "first", "last", "exact"),
    [
        ("2017-01-31", date(2017, 1, 31), date(2017, 1, 31), True),
        (date(2017, 1, 31), date(2017, 1, 31), date(2017, 1, 31), True),
        ("31/01/2017", date(2017, 1, 31), date(2017, 1, 31), True),
        ("3 February 2017", date(2017, 2, 3), date(2017, 2, 3), True),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), False),
        ("January 2017", date(2017, 1, 1), date(2017, 1, 31), False),
        ("2016", date(2016, 1, 1), date(2016, 12, 31), False),
        (2016, date(2016, 1, 1), date(2016, 12, 31), False),
        ("2018-01", date(2018, 1, 1), SPEAKS_FOR, False),
        ("not after 2017-03-31", None, date(2017, 3, 31), False),
        ("by 2017-03", None, date(2017, 3, 31), False),
        ("not before 2017-03-31", date(2017, 3, 31), SPEAKS_FOR, False),
        ("between 2016-10 and 2017-04-01", date(2016, 10, 1), date(2017, 4, 1), False),
    ],
)
def test_a_day_is_read_as_exactly_as_it_is_written(
    written: object, first: date | None, last: date, exact: bool
) -> None:
    when = read_when(written, SPEAKS_FOR)

    assert (when.first, when.last, when.exact) == (first, last, exact)


@pytest.mark.parametrize(
    "written", ["2018-01-15", "2018-02", "not before 2018-02-01", "by 2018-02-01", "soon", "0000", "2017-13", "by", ""]
)
def test_what_has_not_happened_or_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(NotReadable):
        read_when(written, SPEAKS_FOR)


@given(st.text(max_size=40) | st.dates(), st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_whatever_is_written_is_read_within_its_bounds_or_refused(written: object, speaks_for: date) -> None:
    try:
        when = read_when(written, speaks_for)
    except NotReadable:
        return

    assert when.last <= speaks_for
    assert when.first is None or when.first <= when.last
    assert not when.exact or when.first == when.last
