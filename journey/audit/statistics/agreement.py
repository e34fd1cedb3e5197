"""How far raters agree on ordered grades: exactly, within one grade, and beyond what chance would give.

Ratings are rows, one an item, with one grade a rater; None where a rater did not look at it. Grades are whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from journey.audit.statistics.proportions import Interval
from journey.audit.statistics.resampled import alpha_of, gwet_of, resampled

if TYPE_CHECKING:
    from journey.audit.statistics.resampled import Floats

Weights = Literal["identity", "linear", "quadratic"]
"""How much two grades that differ count as agreement: not at all, or the more the nearer they are."""

Ratings = Sequence[Sequence[int | None]]
"""One row an item, one grade a rater."""


class Kappa(NamedTuple):
    """Cohen's kappa with its interval of 95 % for large samples (Fleiss, Cohen and Everitt 1969)."""

    value: float
    interval: Interval


def pairs(ratings: Ratings, one: int = 0, other: int = 1) -> list[tuple[int, int]]:
    """The items that two raters both graded."""
    both = ((row[one], row[other]) for row in ratings)
    return [(first, second) for first, second in both if first is not None and second is not None]


def within(graded: Sequence[tuple[int, int]], grades: int = 0) -> tuple[int, int]:
    """How many of the items two raters graded alike, or at most ``grades`` apart: (found, of)."""
    return sum(abs(one - other) <= grades for one, other in graded), len(graded)


def mean_difference(graded: Sequence[tuple[int, int]]) -> float:
    """By how much the second rater grades higher than the first on average; raises ValueError without items."""
    if not graded:
        raise ValueError("no item was graded by both")
    return sum(other - one for one, other in graded) / len(graded)


def weighted_kappa(graded: Sequence[tuple[int, int]], grades: Sequence[int], weights: Weights = "quadratic") -> Kappa:
    """Cohen's weighted kappa of two raters (Cohen 1968). ``grades`` are all there are, in order, used or not.

    NaN where both used one grade alone: nothing tells agreement from chance. Raises ValueError without items.
    """
    import numpy as np
    from statsmodels.stats.inter_rater import cohens_kappa

    if not graded:
        raise ValueError("no item was graded by both")
    table = np.zeros((len(grades), len(grades)))
    for one, other in graded:
        table[grades.index(one), grades.index(other)] += 1
    with np.errstate(divide="ignore", invalid="ignore"):
        found = cohens_kappa(table, wt=None if weights == "identity" else weights)
    return Kappa(float(found.kappa), Interval(float(found.kappa_low), float(found.kappa_upp)))


def ordinal_alpha(ratings: Ratings, grades: Sequence[int]) -> float:
    """Krippendorff's alpha for ordered grades, of any number of raters, of whom some may not have looked.

    NaN where one grade alone was used. Raises ValueError where no item was graded twice.
    """
    import krippendorff
    import numpy as np

    _twice(ratings)
    if len({grade for row in _kept(ratings) for grade in row}) < 2:
        return float("nan")
    by_rater = np.array([[np.nan if grade is None else grade for grade in row] for row in ratings], float).T
    return float(krippendorff.alpha(by_rater, value_domain=list(grades), level_of_measurement="ordinal"))


def gwet(ratings: Ratings, grades: Sequence[int], weights: Weights = "quadratic") -> float:
    """Gwet's AC2 (AC1 with ``identity``), of any number of raters, of whom some may not have looked.

    It does not fall as kappa does where most grades are alike (Gwet 2014, chapters 4 and 5). Raises ValueError where no
    item was graded twice.
    """
    import numpy as np

    _twice(ratings)
    counts = _counts([row for row in ratings if any(_graded(row))], grades)
    return float(gwet_of(counts, np.array(_weights(len(grades), weights)), np.arange(len(counts))[None])[0])


def gwet_interval(ratings: Ratings, grades: Sequence[int], weights: Weights = "quadratic") -> Interval:
    """The interval of 95 % of AC2, by drawing the items again. Raises ValueError where no item was graded twice."""
    import numpy as np

    _twice(ratings)
    counts = _counts([row for row in ratings if any(_graded(row))], grades)
    weight = np.array(_weights(len(grades), weights))
    return resampled(lambda drawn: gwet_of(counts, weight, drawn), len(counts))


def alpha_interval(ratings: Ratings, grades: Sequence[int]) -> Interval:
    """The interval of 95 % of ``ordinal_alpha``, by drawing the items again; NaN where one grade alone was used.

    Raises ValueError where no item was graded twice.
    """
    _twice(ratings)
    counts = _counts(_kept(ratings), grades)
    return resampled(lambda drawn: alpha_of(counts, drawn), len(counts))


def _counts(ratings: Ratings, grades: Sequence[int]) -> Floats:
    """How many raters gave each grade, by item."""
    import numpy as np

    return np.array([[sum(grade == here for grade in row) for here in grades] for row in ratings], float)


def _weights(grades: int, weights: Weights) -> list[list[float]]:
    """How much each pair of grades agrees, from 0 to 1."""
    power = {"identity": 0, "linear": 1, "quadratic": 2}[weights]
    return [
        [1.0 if one == other else 1 - (abs(one - other) / (grades - 1)) ** power for other in range(grades)]
        for one in range(grades)
    ]


def _graded(row: Sequence[int | None]) -> list[bool]:
    return [grade is not None for grade in row]


def _kept(ratings: Ratings) -> list[list[int]]:
    """The grades of the items that were graded twice or more."""
    kept = ([grade for grade in row if grade is not None] for row in ratings)
    return [row for row in kept if len(row) > 1]


def _twice(ratings: Ratings) -> None:
    if not _kept(ratings):
        raise ValueError("no item was graded by two raters")
