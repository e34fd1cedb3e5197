"""Estimates from a stratified sample: the textbook's arithmetic, and what many draws come to."""

from __future__ import annotations

import pytest

from benchmarks.draws import simulate
from journey.audit.statistics.proportions import wilson
from journey.audit.statistics.weighted import Seen, estimate, weights


def seen(stratum: str, so: int, not_so: int, siblings: int = 1) -> list[Seen]:
    return [*(Seen(stratum, siblings, 1) for _ in range(so)), *(Seen(stratum, siblings, 0) for _ in range(not_so))]


def test_each_stratum_counts_for_its_children() -> None:
    found = estimate({"small": 20, "large": 180}, [*seen("small", 8, 2), *seen("large", 2, 8)])

    assert found.total == pytest.approx(20 * 0.8 + 180 * 0.2)
    assert found.share == pytest.approx(52 / 200)
    assert found.interval.low < found.share < found.interval.high


def test_a_child_stands_for_its_brothers_and_sisters() -> None:
    looked_at = [Seen("cin", 3, 1), Seen("cin", 1, 0)]

    assert weights({"cin": 10}, looked_at) == [15.0, 5.0]
    assert estimate({"cin": 10}, looked_at).share == pytest.approx(0.75)


def test_a_stratum_of_which_nobody_was_seen_is_named() -> None:
    assert estimate({"cp": 10, "sen": 4, "empty": 0}, seen("cp", 2, 2)).unseen == ("sen",)


def test_where_everybody_was_seen_there_is_no_doubt() -> None:
    found = estimate({"cp": 4}, seen("cp", 3, 1))

    assert found.interval == (0.75, 0.75)


def test_where_nothing_differs_there_still_is_doubt() -> None:
    found = estimate({"cp": 200, "cin": 800}, [*seen("cp", 0, 10), *seen("cin", 0, 20)])

    assert found.share == 0
    assert found.interval.high > wilson(0, 30).high * 0.9


def test_one_journey_of_a_stratum_does_not_make_it_certain() -> None:
    alone = estimate({"cp": 50, "cin": 50}, [*seen("cp", 5, 5), *seen("cin", 1, 0)]).interval
    several = estimate({"cp": 50, "cin": 50}, [*seen("cp", 5, 5), *seen("cin", 10, 0)]).interval

    assert alone.high - alone.low > several.high - several.low


def test_nobody_seen_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        estimate({"cp": 4}, [])


def test_many_draws_are_fair() -> None:
    """A small run of `benchmarks/draws.py`, whose report has 2,000: limits are wider by as much as chance is."""
    found = simulate(100)

    assert max(map(abs, found.bias.values())) < 3.5
    assert 0.89 <= found.covered <= 0.99
    assert found.uneven == pytest.approx(1, abs=0.2)
