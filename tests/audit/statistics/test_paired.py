"""The same children twice: Newcombe's published intervals and McNemar's exact test."""

from __future__ import annotations

import pytest

from journey.audit.statistics.paired import Pairs, mcnemar, paired_difference

# Newcombe (1998b), Statistics in Medicine 17:2635-2650, table III, method 10; and complete response before and after
# consolidation therapy (Cavo and others 2012), as Fagerland, Lydersen and Laake (2017), Statistical Analysis of
# Contingency Tables, chapter 8, give it. There p1 - p2.
NEWCOMBE = [
    ((36, 12, 2, 0), 0.0569, 0.3404),
    ((18, 12, 2, 18), 0.0562, 0.3290),
    ((53, 0, 0, 1), -0.0729, 0.0729),
    ((0, 30, 0, 0), 0.8395, 1.0000),
    ((59, 6, 16, 80), -0.1186, -0.0046),
]


@pytest.mark.parametrize(("cells", "low", "high"), NEWCOMBE)
def test_a_paired_difference_is_newcombes(cells: tuple[int, int, int, int], low: float, high: float) -> None:
    both, first, second, neither = cells

    told = paired_difference(Pairs(both, before=second, after=first, neither=neither))

    assert (round(told.low, 4), round(told.high, 4)) == (low, high)


def test_mcnemar_is_the_sign_test_of_those_who_changed() -> None:
    # Of 14 who changed, 12 one way: 2 * (1 + 14 + 91) / 2 ** 14.
    assert mcnemar(Pairs(36, 2, 12, 0)) == pytest.approx(2 * (1 + 14 + 91) / 2**14)


def test_nobody_changed() -> None:
    assert mcnemar(Pairs(20, 0, 0, 5)) == 1.0
    assert paired_difference(Pairs(20, 0, 0, 5)).low < 0 < paired_difference(Pairs(20, 0, 0, 5)).high


def test_turned_round_it_is_the_same_the_other_way() -> None:
    there, back = paired_difference(Pairs(20, 3, 9, 5)), paired_difference(Pairs(20, 9, 3, 5))

    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_nobody_seen_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        paired_difference(Pairs(0, 0, 0, 0))
