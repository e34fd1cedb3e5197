"""The difference of two shares whose intervals are known, and the smallest change that pairs could show."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from journey.audit.statistics.detectable import ALPHA
from journey.audit.statistics.paired import Pairs, mcnemar
from journey.audit.statistics.proportions import Interval


class Share(NamedTuple):
    """A share with the interval it may lie in."""

    value: float
    interval: Interval


def between(before: Share, after: Share) -> Interval:
    """The interval of ``after − before`` of two independent samples, from the interval of each.

    Of two Wilson intervals it is Newcombe's (1998a, method 10); of weighted ones the same with theirs (Zou and Donner
    2008).
    """
    change = after.value - before.value
    down = sqrt((after.value - after.interval.low) ** 2 + (before.interval.high - before.value) ** 2)
    up = sqrt((after.interval.high - after.value) ** 2 + (before.value - before.interval.low) ** 2)
    return Interval(max(-1.0, change - down), min(1.0, change + up))


def smallest_of_pairs(total: int) -> float:
    """The smallest share of so many children that, all changing one way, chance would not give (McNemar, exact).

    NaN where even all of them would be too few.
    """
    for changed in range(1, total + 1):
        if mcnemar(Pairs(0, 0, changed, total - changed)) < ALPHA:
            return changed / total
    return float("nan")
