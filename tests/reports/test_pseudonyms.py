"""Days in words are moved whole, however a span says them."""

from __future__ import annotations

from datetime import date

import pytest

from journey.reports.pseudonyms import Pseudonyms
from journey.reports.words import day, span

CHILD = "child:999:7"
KNOWN = Pseudonyms(bytes(range(32)), {"7": CHILD, CHILD: CHILD}, {})


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 26), date(2025, 3, 31)),
        (date(2025, 3, 2), date(2025, 3, 31)),
        (date(2024, 12, 30), date(2025, 1, 2)),
        (date(2025, 3, 2), date(2025, 3, 2)),
    ],
)
def test_both_days_of_a_span_are_moved(first: date, last: date) -> None:
    moved = [one + KNOWN.shift(CHILD) for one in (first, last)]

    told = KNOWN.text(f"shown ({span(first, last)})", CHILD)

    assert told == f"shown ({' – '.join(dict.fromkeys(map(day, moved)))})"
    assert KNOWN.text(span(first, last), None) == span(first, last)
