"""The same children twice: Newcombe's published intervals and McNemar's exact test."""

from __future__ import annotations

import pytest

from journey.audit.statistics.paired import Pairs, mcnemar, paired_difference

# Newcombe (1998b), Statistics in Medicine 17:2635-2650, table III, method 10; airway hyper-responsiveness before and
# after stem cell transplantation (Bentur 2009) as Fagerland, Lydersen and Laake (2014) give it. There p1 - p2.
NEWCOMBE = [
    ((36, 12, 2, 0), 0.0569, 0.3404, 4),
    ((1, 1, 7, 12), -0.507, -0.026, 3),
]


@pytest.mark.parametrize(("cells", "low", "high", "digits"), NEWCOMBE)
def test_a_paired_difference_is_newcombes(
    cells: tuple[int, int, int, int], low: float, high: float, digits: int
) -> None:
    both, first, second, neither = cells

    told = paired_difference(Pairs(both, before=second, after=first, neither=neither))

    assert (round(told.low, digits), round(told.high, digits)) == (low, high)


def test_mcnemar_is_the_sign_test_of_those_who_changed() -> None:
    # Of 14 who changed, 12 one way: 2 * (1 + 14 + 91) / 2 ** 14.
    assert mcnemar(Pairs(36, 2, 12, 0)) == pytest.approx(2 * (1 + 14 + 91) / 2**14)


def test_nobody_changed() -> None:
    assert mcnemar(Pairs(20, 0, 0, 5)) == 1.0
    assert paired_difference(Pairs(20, 0, 0, 5)).low < 0 < paired_difference(Pairs(20, 0, 0, 5)).high


def test_turned_round_it_is_the_same_the_other_way() -> None:
    there, back = paired_difference(Pairs(20, 3, 9, 5)), paired_difference(Pairs(20, 9, 3, 5))

    assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))


def test_nobody_seen_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        paired_difference(Pairs(0, 0, 0, 0))
