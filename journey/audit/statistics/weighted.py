"""What a stratified sample, with one child of each family, says of all children of its frame (Horvitz–Thompson)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Final, NamedTuple

from journey.audit.statistics.proportions import LEVEL, Interval, effective_size, wilson


class Seen(NamedTuple):
    """A journey that was looked at: its stratum, the children of its family in the frame (itself too), and whether it
    was so (1) or not (0)."""

    stratum: str
    siblings: int
    value: float


class Estimate(NamedTuple):
    """What the sample says of the frame: how many children are so (``total``), of how many (``of``, itself estimated
    where families have several), the share with its interval, and how many journeys were ``seen``.

    ``unseen`` are strata of which no journey was looked at: the share is not of their children.
    """

    total: float
    of: float
    share: float
    interval: Interval
    seen: int
    unseen: tuple[str, ...]


def weights(families: Mapping[str, int], seen: Sequence[Seen]) -> list[float]:
    """How many children of the frame each journey stands for. ``families`` are, by stratum, those of each of which one
    child could be drawn; journeys that were drawn and not looked at are taken to be like those that were."""
    number = _number(seen)
    return [one.siblings * families[one.stratum] / number[one.stratum] for one in seen]


def estimate(families: Mapping[str, int], seen: Sequence[Seen], level: float = LEVEL) -> Estimate:
    """The share among all children of the frame, with a Wilson interval on the effective size of the sample.

    The effective size is the share's variance under simple random sampling over its variance under this design, with
    Student's correction for few journeys (Korn and Graubard 1998), and at most that of the same number drawn without
    strata. Raises ValueError where nobody was looked at.
    """
    if not seen:
        raise ValueError("nobody was looked at")
    weight = weights(families, seen)
    total = sum(w * one.value for w, one in zip(weight, seen, strict=True))
    of = sum(weight)
    share = min(1.0, total / of)
    number = _number(seen)
    unseen = tuple(name for name, there in families.items() if there and not number.get(name))
    interval = _interval(families, seen, share, of, level)
    return Estimate(total, of, share, interval, len(seen), unseen)


def _interval(families: Mapping[str, int], seen: Sequence[Seen], share: float, of: float, level: float) -> Interval:
    number = _number(seen)
    there = sum(families[name] for name in number)
    if there == len(seen) and all(one.siblings == 1 for one in seen):
        return Interval(share, share)
    most = min(effective_size(len(seen), there), float(of) * _HARDLY_ENDLESS)
    spread = _variance(families, seen, share) / of**2
    size = min(share * (1 - share) / spread, most) if spread > 0 else min(_kish(families, seen), most)
    few = _student(sum(one - 1 for one in number.values()), level) / NormalDist().inv_cdf((1 + level) / 2)
    size /= few**2
    return wilson(share * size, size, level)


def _variance(families: Mapping[str, int], seen: Sequence[Seen], share: float) -> float:
    """The variance of the total of what each journey lies from the share: between the families of a stratum, and, where
    a family has several children, between them, as if they were no more alike than others."""
    number = _number(seen)
    apart = {name: [one.siblings * (one.value - share) for one in seen if one.stratum == name] for name in number}
    pooled = _pooled(apart)
    found = 0.0
    for name, own in apart.items():
        drawn, there = len(own), families[name]
        squared = _squared(own) / (drawn - 1) if drawn > 1 else pooled
        found += there**2 * (1 - drawn / there) * squared / drawn
    for one in seen:
        within = (one.siblings * (one.value - share)) ** 2 * (1 - 1 / one.siblings)
        found += families[one.stratum] / number[one.stratum] * within
    return found


def _pooled(apart: Mapping[str, Sequence[float]]) -> float:
    """The variance within strata, for a stratum of which one journey alone was looked at."""
    free = sum(len(own) - 1 for own in apart.values())
    if free:
        return sum(_squared(own) for own in apart.values()) / free
    return sum(value**2 for own in apart.values() for value in own) / len(apart)


def _squared(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)


def _kish(families: Mapping[str, int], seen: Sequence[Seen]) -> float:
    """The effective size by the weights alone (Kish 1965), where the sample holds nothing that varies."""
    weight = weights(families, seen)
    return sum(weight) ** 2 / sum(one**2 for one in weight)


def _student(free: int, level: float) -> float:
    """The quantile of Student's distribution; without any degree of freedom that of one."""
    from scipy.stats import t

    return float(t.ppf((1 + level) / 2, max(free, 1)))


def _number(seen: Sequence[Seen]) -> dict[str, int]:
    """Journeys looked at, by stratum."""
    found: dict[str, int] = {}
    for one in seen:
        found[one.stratum] = found.get(one.stratum, 0) + 1
    return found


_HARDLY_ENDLESS: Final = 1_000
"""An effective size beyond this many times the children tells nothing more."""
