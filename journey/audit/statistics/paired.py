"""The same children looked at twice: who changed, and whether chance alone would do it."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from journey.audit.statistics.proportions import LEVEL, Interval, wilson


class Pairs(NamedTuple):
    """How many children were so both times, before alone, after alone, and neither time."""

    both: int
    before: int
    after: int
    neither: int

    @property
    def total(self) -> int:
        """All children looked at twice."""
        return sum(self)


def mcnemar(pairs: Pairs) -> float:
    """How likely chance alone gives so uneven a change, or one more uneven (exact, two-sided; McNemar 1947)."""
    from statsmodels.stats.contingency_tables import mcnemar as exact_test

    table = [[pairs.both, pairs.before], [pairs.after, pairs.neither]]
    return float(min(1.0, exact_test(table, exact=True).pvalue))


def paired_difference(pairs: Pairs, level: float = LEVEL) -> Interval:
    """The interval of ``after − before``, shares among the same children (Newcombe 1998b, method 10).

    Raises ValueError where nobody was looked at twice.
    """
    total = pairs.total
    shares = [
        (pairs.both + pairs.after) / total if total else 0.0,
        (pairs.both + pairs.before) / total if total else 0.0,
    ]
    later, earlier = (wilson(share * total, total, level) for share in shares)
    with_ = _correlation(pairs)

    def step(one: float, other: float) -> float:
        return sqrt(max(0.0, one**2 - 2 * with_ * one * other + other**2))

    change = shares[0] - shares[1]
    down = step(shares[0] - later.low, earlier.high - shares[1])
    up = step(later.high - shares[0], shares[1] - earlier.low)
    return Interval(max(-1.0, change - down), min(1.0, change + up))


def _correlation(pairs: Pairs) -> float:
    """Newcombe's φ: between the two times, with his correction for continuity where it is above nought."""
    both, before, after, neither = pairs
    margins = (both + before) * (after + neither) * (both + after) * (before + neither)
    if not margins:
        return 0.0
    apart = both * neither - before * after
    return (max(apart - pairs.total / 2, 0.0) if apart > 0 else apart) / sqrt(margins)
