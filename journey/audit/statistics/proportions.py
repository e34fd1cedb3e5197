"""Shares of a sample: Wilson intervals, finite populations, and the difference between two samples."""

from __future__ import annotations

from typing import Final, NamedTuple

LEVEL: Final = 0.95
"""The level of every interval, where none is named."""


class Interval(NamedTuple):
    """From where to where: of shares between 0 and 1, of differences between −1 and 1."""

    low: float
    high: float


def wilson(found: float, of: float, level: float = LEVEL) -> Interval:
    """Wilson's score interval of a share (Wilson 1927). ``of`` need not be whole: an effective size is none.

    Raises ValueError where nothing was looked at.
    """
    from statsmodels.stats.proportion import proportion_confint

    _check(found, of)
    low, high = proportion_confint(found, of, alpha=1 - level, method="wilson")
    return Interval(max(0.0, float(low)), min(1.0, float(high)))


def effective_size(of: float, population: int) -> float:
    """How large a sample from an endless population would tell as much: ``n(N − 1)/(N − n)``.

    Infinite where everybody was looked at. Raises ValueError for a sample larger than its population.
    """
    if of > population:
        raise ValueError(f"a sample of {of} is larger than its population of {population}")
    return float("inf") if of == population else of * (population - 1) / (population - of)


def wilson_finite(found: float, of: float, population: int, level: float = LEVEL) -> Interval:
    """Wilson's interval, narrowed for what of a finite population was looked at. Of a whole population: the share."""
    size = effective_size(of, population)
    _check(found, of)
    share = found / of
    return Interval(share, share) if size == float("inf") else wilson(share * size, size, level)


def difference(before: tuple[float, float], after: tuple[float, float], level: float = LEVEL) -> Interval:
    """The interval of ``after − before``, shares of two independent samples, each as (found, of).

    Newcombe's hybrid of two Wilson intervals (Newcombe 1998a, method 10). Raises ValueError where nothing was looked
    at.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    _check(*before)
    _check(*after)
    low, high = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff", alpha=1 - level)
    return Interval(float(low), float(high))


def _check(found: float, of: float) -> None:
    if not 0 <= found <= of or not of:
        raise ValueError(f"{found} of {of} is no share")
