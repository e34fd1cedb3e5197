"""Agreement between raters: equal to published worked examples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.audit.statistics.agreement import (
    Ratings,
    Weights,
    alpha_interval,
    gwet,
    gwet_interval,
    mean_difference,
    ordinal_alpha,
    pairs,
    weighted_kappa,
    within,
)
from journey.audit.statistics.resampled import alpha_of

# Kundel and Polansky (2003), Measurement of Observer Agreement, Radiology 228:303-308, table A1: two readers, 110
# mammograms, four ordered grades. As the reference of vcdExtra (R) prints it: kappa 0.3713 (ASE 0.06033), with linear
# weights 0.5964 (ASE 0.04923).
MAMMOGRAMS = ((34, 10, 2, 0), (6, 8, 8, 2), (2, 5, 4, 12), (0, 1, 2, 14))

# Boyd and others (1982), in Penn State STAT 509, section 18.7: two radiologists, 85 xeromammograms; linear weights give
# 0.57 (0.44 to 0.70).
RADIOLOGISTS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))

# Gwet's `cont3x3abstractors`. The vignettes of irrCAC (Gwet 2019) print: overview, kappa 0.7964094, AC1 0.8493305;
# weighting, quadratic weights, kappa 0.8921569, AC2 0.9402369.
ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))

# Fleiss (1971), six raters, thirty patients, of which Gwet's `distrib.6raters` holds fifteen: how many raters gave each
# of five categories. The same vignettes print AC1 0.4448007 and AC2 0.4837438.
SIX_RATERS = (
    (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0),
    (2, 0, 4, 0, 0), (0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6),
    (1, 0, 0, 5, 0), (1, 1, 0, 4, 0), (0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1),
)  # fmt: skip

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: twelve units, four observers, some missing;
# alpha 0.815 for ordered values. The same data are Gwet's `cac.raw4raters`, of which the vignettes print AC1 0.77544
# and, with quadratic weights, AC2 0.914 from an agreement of 0.9753788 and one by chance of 0.7137044.
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
        (MAMMOGRAMS, "identity", 0.3713, 4),
        (MAMMOGRAMS, "linear", 0.5964, 4),
        (RADIOLOGISTS, "linear", 0.57, 2),
        (ABSTRACTORS, "identity", 0.7964094, 7),
        (ABSTRACTORS, "quadratic", 0.8921569, 7),
    ],
)
def test_kappa(table: tuple[tuple[int, ...], ...], weights: Weights, published: float, digits: int) -> None:
    grades = range(1, len(table) + 1)

    assert round(weighted_kappa(listed(table), grades, weights).value, digits) == published


def test_the_interval_of_kappa() -> None:
    low, high = weighted_kappa(listed(RADIOLOGISTS), range(1, 5), "linear").interval

    assert (round(low, 2), round(high, 2)) == (0.44, 0.70)


@pytest.mark.parametrize(("weights", "error"), [("identity", 0.06033), ("linear", 0.04923)])
def test_the_interval_of_kappa_is_of_the_published_error(weights: Weights, error: float) -> None:
    low, high = weighted_kappa(listed(MAMMOGRAMS), range(1, 5), weights).interval

    assert (high - low) / (2 * NormalDist().inv_cdf(0.975)) == pytest.approx(error, abs=5e-6)


def test_alpha_of_ordered_grades() -> None:
    assert round(ordinal_alpha(FOUR_RATERS, FIVE), 3) == 0.815


def by_item(counts: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    """Ratings of items of which it is only known how many raters gave each grade."""
    return [[grade for grade, number in enumerate(row, 1) for _ in range(number)] for row in counts]


@pytest.mark.parametrize(
    ("ratings", "grades", "weights", "published", "digits"),
    [
        (listed(ABSTRACTORS), (1, 2, 3), "identity", 0.8493305, 7),
        (listed(ABSTRACTORS), (1, 2, 3), "quadratic", 0.9402369, 7),
        (FOUR_RATERS, FIVE, "identity", 0.77544, 5),
        (FOUR_RATERS, FIVE, "quadratic", 0.914, 5),
        (FOUR_RATERS, FIVE, "quadratic", (0.9753788 - 0.7137044) / (1 - 0.7137044), 6),
        (by_item(SIX_RATERS), FIVE, "identity", 0.4448007, 7),
        (by_item(SIX_RATERS), FIVE, "quadratic", 0.4837438, 7),
    ],
)
def test_ac1_and_ac2(ratings: Ratings, grades: Sequence[int], weights: Weights, published: float, digits: int) -> None:
    assert round(gwet(ratings, grades, weights), digits) == round(published, digits)


@pytest.mark.parametrize(
    ("ratings", "grades", "weights", "low", "high", "near"),
    [
        (listed(ABSTRACTORS), (1, 2, 3), "identity", 0.764, 0.935, 0.01),
        (listed(ABSTRACTORS), (1, 2, 3), "quadratic", 0.905, 0.976, 0.01),
        (by_item(SIX_RATERS), FIVE, "identity", 0.264, 0.625, 0.04),
    ],
)
def test_the_interval_of_ac2_by_drawing_again_is_near_the_published_one(
    ratings: Ratings, grades: Sequence[int], weights: Weights, low: float, high: float, near: float
) -> None:
    """The vignettes print intervals of large samples, of a hundred items and of fifteen."""
    assert gwet_interval(ratings, grades, weights) == pytest.approx((low, high), abs=near)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=3), min_size=2, max_size=12))
def test_alpha_of_one_draw_is_that_of_the_library(ratings: list[list[int]]) -> None:
    counts = np.array([[row.count(grade) for grade in (1, 2, 3, 4)] for row in ratings], float)
    rows = [[*row, *[None] * (3 - len(row))] for row in ratings]

    (told,) = alpha_of(counts, np.arange(len(ratings))[None])

    assert told == pytest.approx(ordinal_alpha(rows, (1, 2, 3, 4)), nan_ok=True)


def test_an_interval_holds_what_it_is_of_and_is_the_same_every_time() -> None:
    low, high = alpha_interval(FOUR_RATERS, FIVE)

    assert low < ordinal_alpha(FOUR_RATERS, FIVE) < high <= 1
    assert alpha_interval(FOUR_RATERS, FIVE) == (low, high)
    assert all(math.isnan(limit) for limit in alpha_interval([(2, 2)] * 12, (1, 2, 3, 4)))
    assert gwet_interval([(2, 2)] * 12, (1, 2, 3, 4)) == (1.0, 1.0)


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
    for measure in (ordinal_alpha, alpha_interval, gwet, gwet_interval):
        with pytest.raises(ValueError, match="two raters"):
            measure([(1, None), (None, 2)], (1, 2))
