"""Wilson, finite populations and Newcombe: equal to the values the rules give and to the published examples."""

from __future__ import annotations

import math

import pytest

from journey.audit.statistics.proportions import difference, effective_size, wilson, wilson_finite

# The reference's own values (rules, section 6.4), in per cent.
OF_THE_RULES = [
    (25, 50, 36.6, 63.4),
    (28, 55, 38.1, 63.6),
    (30, 60, 37.7, 62.3),
    (6, 60, 4.7, 20.1),
    (48, 60, 68.2, 88.2),
    (0, 55, 0.0, 6.5),
    (50, 50, 92.9, 100.0),
]


@pytest.mark.parametrize(("found", "of", "low", "high"), OF_THE_RULES)
def test_wilson_gives_the_values_of_the_rules(found: int, of: int, low: float, high: float) -> None:
    told = wilson(found, of)

    assert (round(100 * told.low, 1), round(100 * told.high, 1)) == (low, high)


# Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857-872, table I,
# method 3: Wilson's interval.
@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_examples(found: int, of: int, low: float, high: float) -> None:
    told = wilson(found, of)

    assert (round(told.low, 4), round(told.high, 4)) == (low, high)


def test_a_finite_population_narrows_it_by_as_much_as_the_rules_say() -> None:
    told = wilson_finite(30, 60, 1_500)

    assert (round(100 * told.low, 1), round(100 * told.high, 1)) == (38.0, 62.0)


def test_of_a_whole_population_there_is_no_doubt() -> None:
    assert wilson_finite(7, 10, 10) == (0.7, 0.7)
    assert effective_size(10, 10) == math.inf


# Newcombe (1998a), Statistics in Medicine 17:873-890, table II: method 10, (a) to (h), there p1 - p2.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


@pytest.mark.parametrize(("one", "other", "low", "high"), NEWCOMBE)
def test_a_difference_is_newcombes(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    told = difference(before=other, after=one)

    assert (round(told.low, 4), round(told.high, 4)) == (low, high)


@pytest.mark.parametrize(("found", "of"), [(1, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(found: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(found, of)


def test_a_sample_larger_than_its_population_is_refused() -> None:
    with pytest.raises(ValueError, match="larger"):
        effective_size(11, 10)
