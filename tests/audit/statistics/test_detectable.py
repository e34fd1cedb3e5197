"""The smallest change that a sample could have seen: the values of the rules (section 6.4), in whole points."""

from __future__ import annotations

import math

import pytest

from journey.audit.statistics.detectable import detectable


def points(base: float, size: int) -> int:
    """The fewest whole points of a rise that would be seen."""
    return math.ceil(100 * detectable(base, size))


@pytest.mark.parametrize(("size", "between"), [(50, {27, 28}), (55, {26, 27}), (60, {25, 26})])
@pytest.mark.parametrize("base", [0.3, 0.4, 0.5])
def test_from_thirty_to_fifty_per_cent(base: float, size: int, between: set[int]) -> None:
    assert points(base, size) in between


def test_from_seventy_per_cent_up() -> None:
    assert {points(0.7, size) for size in (55, 60)} <= {21, 22}


def test_larger_samples_see_smaller_changes() -> None:
    found = [detectable(0.5, size) for size in (30, 60, 120, 1_000)]

    assert found == sorted(found, reverse=True)


def test_where_no_rise_could_be_seen_it_says_so() -> None:
    assert math.isnan(detectable(0.95, 20))


@pytest.mark.parametrize(("base", "size"), [(1.0, 50), (-0.1, 50), (0.5, 0)])
def test_what_is_no_share_is_refused(base: float, size: int) -> None:
    with pytest.raises(ValueError, match="is none"):
        detectable(base, size)
