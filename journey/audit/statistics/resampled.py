"""Agreement of items drawn again and again from those that were graded: how far it may lie from what they show.

Counts are rows, one an item: how many raters gave each grade. Drawn are rows of places of items, with repeats.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from random import Random
from typing import TYPE_CHECKING, Final

from journey.audit.statistics.proportions import LEVEL, Interval

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

    Floats = NDArray[float64]
    Places = NDArray[int64]

TIMES: Final = 1_000
_SEED: Final = "agreement"
"""Fixed, so that the same grades give the same interval on any machine."""


def resampled(measure: Callable[[Places], Floats], items: int, level: float = LEVEL) -> Interval:
    """The percentile interval of a measure over items drawn with repeats (Efron and Tibshirani 1993, chapter 13).

    Draws of which the measure tells nothing (one grade alone) are left out; NaN to NaN where none tells anything.
    """
    import numpy as np

    chance = Random(_SEED)
    drawn = np.array([chance.choices(range(items), k=items) for _ in range(TIMES)])
    told = [value for value in measure(drawn).tolist() if isfinite(value)]
    if not told:
        return Interval(float("nan"), float("nan"))
    low, high = np.quantile(told, ((1 - level) / 2, (1 + level) / 2))
    return Interval(float(low), float(high))


def gwet_of(counts: Floats, weight: Floats, drawn: Places) -> Floats:
    """Gwet's AC2 of each draw: ``weight`` says how much each pair of grades agrees (Gwet 2014, chapter 5).

    Items that one rater graded tell how often grades are given, and nothing of agreement.
    """
    import numpy as np

    raters = counts.sum(axis=1)
    twice = raters > 1
    pairs = (counts * (counts @ weight - 1)).sum(axis=1)
    agreed = np.divide(pairs, raters * (raters - 1), out=np.zeros(len(counts)), where=twice)
    number = twice[drawn].sum(axis=1)
    share = (counts / raters[:, None])[drawn].mean(axis=1)
    grades = len(weight)
    by_chance = weight.sum() / (grades * (grades - 1)) * (share * (1 - share)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        told: Floats = (agreed[drawn].sum(axis=1) / number - by_chance) / (1 - by_chance)
    return told


def alpha_of(counts: Floats, drawn: Places) -> Floats:
    """Krippendorff's alpha for ordered grades of each draw (Krippendorff 2011); every item was graded twice or more."""
    import numpy as np

    grades = counts.shape[1]
    each = (counts[:, :, None] * (counts[:, None, :] - np.eye(grades))) / (counts.sum(axis=1) - 1)[:, None, None]
    observed = each[drawn].sum(axis=1)
    given = observed.sum(axis=2)
    up_to = np.cumsum(given, axis=1)
    first, last = np.minimum.outer(range(grades), range(grades)), np.maximum.outer(range(grades), range(grades))
    between = up_to[:, last] - up_to[:, first] + given[:, first]
    apart = (between - (given[:, :, None] + given[:, None, :]) / 2) ** 2
    expected = given[:, :, None] * given[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        told: Floats = 1 - (given.sum(axis=1) - 1) * (observed * apart).sum(axis=(1, 2)) / (expected * apart).sum(
            axis=(1, 2)
        )
    return told
