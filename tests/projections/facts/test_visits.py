"""Visits: seen and alone are four values each, and nothing recorded is never a yes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.projections.visits import visits
from tests.projections.facts.building import batch, fact

DAY = date(2024, 6, 3)


def said(*person: Any, **data: Any) -> tuple[str, str]:
    """Seen and alone of one visit."""
    (row,) = visits(batch([*person, fact("CPVisitMade", DAY, **data)], as_at=DAY)).select("seen", "alone").rows()
    return row[0], row[1]


@pytest.mark.parametrize(
    ("seen", "alone", "told"),
    [
        ("yes", "yes", ("seen", "alone")),
        ("yes", "no", ("seen", "not alone")),
        ("yes", "not-applicable", ("seen", "not applicable")),
        ("yes", None, ("seen", "not recorded")),
        ("no", None, ("not seen", "not alone")),
        (None, "yes", ("seen", "alone")),
        (None, "no", ("not recorded", "not alone")),
        (None, "unknown", ("not recorded", "not recorded")),
        (None, None, ("not recorded", "not recorded")),
    ],
)
def test_seen_and_alone(seen: str | None, alone: str | None, told: tuple[str, str]) -> None:
    assert said(seen=seen, seen_alone=alone) == told


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ({"expected_birth_date": date(2024, 8, 1)}, "not applicable"),
        ({"date_of_birth": date(2024, 6, 4)}, "not applicable"),
        ({"date_of_birth": DAY}, "seen"),
        ({}, "seen"),
    ],
)
def test_an_unborn_child_is_not_applicable(born: dict[str, date], told: str) -> None:
    assert said(fact("ChildRegistered", None, **born), seen="yes", seen_alone="yes")[0] == told
