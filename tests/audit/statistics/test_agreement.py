"""Agreement between raters: equal to published worked examples."""

from __future__ import annotations

import math

import pytest

from journey.audit.statistics.agreement import (
    Weights,
    gwet,
    mean_difference,
    ordinal_alpha,
    pairs,
    weighted_kappa,
    within,
)

# Agresti (2002), Categorical Data Analysis, table 10.8: two pathologists grade 118 slides; kappa 0.493, and 0.78 with
# quadratic weights (section 10.5.5).
CARCINOMA = ((22, 2, 2, 0), (5, 7, 14, 0), (0, 2, 36, 0), (0, 1, 17, 10))

# Penn State STAT 509, section 18.7: two radiologists; linear weights give 0.57 (0.44 to 0.70).
RADIOLOGISTS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))

# Gwet's `cont3x3abstractors` (overview of irrCAC): kappa 0.7964094, AC1 0.8493305, agreement 0.89.
ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: twelve units, four observers, some missing;
# alpha 0.815 for ordered values. The same data are Gwet's `cac.raw4raters`: AC1 0.77544.
N = None
FOUR_RATERS = tuple(
    zip(
        (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
        (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
        strict=True,
    )
)
FIVE = (1, 2, 3, 4, 5)


def listed(table: tuple[tuple[int, ...], ...]) -> list[tuple[int, int]]:
    """A table of counts, item by item; grades count from 1."""
    return [
        (one, other) for one, row in enumerate(table, 1) for other, count in enumerate(row, 1) for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "weights", "published", "digits"),
    [
        (CARCINOMA, "identity", 0.493, 3),
        (CARCINOMA, "quadratic", 0.78, 2),
        (RADIOLOGISTS, "linear", 0.57, 2),
        (ABSTRACTORS, "identity", 0.7964094, 7),
    ],
)
def test_kappa(table: tuple[tuple[int, ...], ...], weights: Weights, published: float, digits: int) -> None:
    grades = range(1, len(table) + 1)

    assert round(weighted_kappa(listed(table), grades, weights).value, digits) == published


def test_the_interval_of_kappa() -> None:
    low, high = weighted_kappa(listed(RADIOLOGISTS), range(1, 5), "linear").interval

    assert (round(low, 2), round(high, 2)) == (0.44, 0.70)


def test_alpha_of_ordered_grades() -> None:
    assert round(ordinal_alpha(FOUR_RATERS, FIVE), 3) == 0.815


def test_ac1_and_ac2() -> None:
    assert round(gwet(listed(ABSTRACTORS), (1, 2, 3), "identity"), 7) == 0.8493305
    assert round(gwet(FOUR_RATERS, FIVE, "identity"), 5) == 0.77544
    # As irrCAC 0.4.4 gives them, an implementation of Gwet's book by another hand.
    assert round(gwet(FOUR_RATERS, FIVE, "linear"), 5) == 0.85874
    assert round(gwet(FOUR_RATERS, FIVE, "quadratic"), 5) == 0.91400


def test_exact_and_within_one() -> None:
    graded = [(1, 1), (1, 2), (4, 2), (3, 3)]

    assert within(graded) == (2, 4)
    assert within(graded, 1) == (3, 4)
    assert mean_difference(graded) == -0.25


def test_pairs_are_what_both_looked_at() -> None:
    assert pairs([(1, 2, None), (None, 3, 3), (4, 4, 4)]) == [(1, 2), (4, 4)]
    assert pairs([(1, 2, None), (None, 3, 3), (4, 4, 4)], 1, 2) == [(3, 3), (4, 4)]


def test_one_grade_alone_tells_nothing_of_chance() -> None:
    same = [(2, 2)] * 5

    assert math.isnan(weighted_kappa(same, (1, 2, 3, 4)).value)
    assert math.isnan(ordinal_alpha(same, (1, 2, 3, 4)))
    assert gwet(same, (1, 2, 3, 4)) == 1.0


def test_without_anything_graded_twice_it_is_refused() -> None:
    with pytest.raises(ValueError, match="both"):
        weighted_kappa([], (1, 2))
    with pytest.raises(ValueError, match="both"):
        mean_difference([])
    for measure in (ordinal_alpha, gwet):
        with pytest.raises(ValueError, match="two raters"):
            measure([(1, None), (None, 2)], (1, 2))
