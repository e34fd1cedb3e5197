"""The difference of two shares, and shares of things of which a child has several."""

from __future__ import annotations

from math import isnan

import pytest

from journey.audit.statistics.change import Share, between, smallest_of_pairs
from journey.audit.statistics.clustered import clustered
from journey.audit.statistics.proportions import difference, wilson


def share(found: int, of: int) -> Share:
    return Share(found / of, wilson(found, of))


@pytest.mark.parametrize(("before", "after"), [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 20), (5, 20))])
def test_of_two_wilson_intervals_it_is_newcombes(before: tuple[int, int], after: tuple[int, int]) -> None:
    told = between(share(*before), share(*after))

    assert told == pytest.approx(difference(before, after), abs=1e-9)


def test_newcombes_own_example() -> None:
    # Newcombe 1998a, table II (a): 56/70 − 48/80 lies between 0.0524 and 0.3339.
    low, high = between(share(48, 80), share(56, 70))

    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(("total", "changed"), [(6, 6), (20, 6), (55, 6)])
def test_six_of_a_kind_are_the_fewest_that_chance_would_not_give(total: int, changed: int) -> None:
    assert smallest_of_pairs(total) == changed / total


def test_five_children_can_show_nothing() -> None:
    assert isnan(smallest_of_pairs(5))


def test_things_of_one_child_count_for_less_than_as_many_children() -> None:
    alike = clustered([(4, 4), (0, 4), (4, 4), (0, 4), (4, 4)])
    apart = clustered([(1, 1)] * 12 + [(0, 1)] * 8)

    assert alike.high - alike.low > apart.high - apart.low
    assert alike.low < 0.6 < alike.high


def test_where_nothing_varies_it_is_as_many_as_there_are_children() -> None:
    assert clustered([(3, 3), (2, 2), (0, 0)]) == pytest.approx(wilson(2, 2))


def test_of_nothing_there_is_no_share() -> None:
    with pytest.raises(ValueError, match="nothing"):
        clustered([(0, 0)])
