"""Are draws fair? Over many simulated draws of a made-up borough, stratum totals are unbiased, intervals of 95 % cover
what they should, and children are drawn as often as their weights say.

The frame has seven strata of very different sizes and families of one to four, whose children are somewhat alike. Each
draw has a seed of its own and is made by the product (`journey.audit.draw`), as are its estimates. Bias is in standard
errors of the simulation; anything within three is chance.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

from benchmarks.targets import Row, at_least, at_most
from journey.audit.draw import Drawn, Plan, StratumDrawn, draw, weight
from journey.audit.frame import Frame, Journey, in_order
from journey.audit.statistics.weighted import Seen, estimate

DRAWS: Final = 2_000
SIZE: Final = 55

_STRATA: Final = {
    "looked-after": (190, 0.35),
    "child-protection": (220, 0.55),
    "care-leaver": (110, 0.40),
    "child-in-need": (760, 0.50),
    "sen": (240, 0.45),
    "early-help": (300, 0.60),
    "front-door": (180, 0.30),
}
"""Stratum → children, and how likely each of them is so. No authority's figures."""


@dataclass(frozen=True)
class Simulated:
    """What many draws came to: the ``bias`` of each total in standard errors (of one stratum, or ``all``), the share of
    intervals that ``covered``, and how ``uneven`` children were drawn: the mean square of their frequencies' distances
    from what their weights say, over what chance gives."""

    draws: int
    bias: dict[str, float]
    covered: float
    uneven: float


def borough(seed: str = "borough", families: tuple[int, ...] = (1, 1, 1, 2, 2, 3, 4)) -> tuple[Frame, dict[str, int]]:
    """A made-up frame, and by stream whether each child is so. ``families`` are the sizes to choose from."""
    chance = random.Random(seed)
    journeys, so = [], {}
    left = {name: number for name, (number, _) in _STRATA.items()}
    family, number = 0, 0
    while any(left.values()):
        family += 1
        alike = chance.random()
        for _ in range(chance.choice(families)):
            names = [name for name, there in left.items() if there]
            if not names:
                break
            name = chance.choices(names, [left[one] for one in names])[0]
            left[name] -= 1
            number += 1
            one = Journey("999", f"{number:07}", name, f"f:{family:012x}")
            journeys.append(one)
            so[one.stream] = int((alike if chance.random() < 0.5 else chance.random()) < _STRATA[name][1])
    return in_order(journeys), so


def simulate(draws: int, size: int = SIZE, minimum: int = 5) -> Simulated:
    """Draw that many samples, each with a seed of its own."""
    frame, so = borough()
    truth = Counter(one.stratum for one in frame.journeys if so[one.stream])
    share = sum(truth.values()) / len(frame.journeys)
    off: dict[str, list[float]] = defaultdict(list)
    drawn: Counter[str] = Counter()
    expected: dict[str, float] = defaultdict(float)
    covered = 0
    for number in range(draws):
        sample = draw(frame, Plan("random", size, f"draw {number}", minimum))
        strata = {one.stratum: one for one in sample.strata}
        totals: dict[str, float] = defaultdict(float)
        for one in sample.journeys:
            heavy = float(weight(one, strata[one.stratum]))
            totals[one.stratum] += heavy * so[one.stream]
            drawn[one.stream] += 1
        for name in _STRATA:
            off[name].append(totals[name] - truth[name])
        off["all"].append(sum(totals.values()) - sum(truth.values()))
        for stream, chance in _chances(frame, strata):
            expected[stream] += chance
        families = {one.stratum: one.families for one in sample.strata}
        seen = [Seen(one.stratum, one.siblings, so[one.stream]) for one in sample.journeys]
        low, high = estimate(families, seen).interval
        covered += low <= share <= high
    uneven = sum((drawn[one] - chance) ** 2 / (chance * (1 - chance / draws)) for one, chance in expected.items())
    return Simulated(
        draws, {name: _in_errors(values) for name, values in off.items()}, covered / draws, uneven / len(expected)
    )


def main(draws: int = DRAWS) -> list[Row]:
    """One row per promise: bias by stratum and in all, coverage of the interval, inclusion against the weights."""
    found = simulate(draws)
    rows = [at_most(f"bias of {name}, in standard errors", abs(bias), 3) for name, bias in found.bias.items()]
    return [
        *rows,
        at_least(f"95 % intervals that cover the share, of {draws:,}", found.covered, 0.94),
        at_most(f"95 % intervals that cover the share, of {draws:,}", found.covered, 0.96),
        at_least("inclusion against the weights (1: as chance gives)", found.uneven, 0.9),
        at_most("inclusion against the weights (1: as chance gives)", found.uneven, 1.1),
    ]


def _chances(frame: Frame, strata: dict[str, StratumDrawn]) -> Iterator[tuple[str, float]]:
    """How likely each child was to be drawn, by what a draw of it would weigh."""
    siblings = Counter(one.family for one in frame.journeys)
    rate = {name: float(weight(Drawn("", name, 1, 1), one)) for name, one in strata.items()}
    return ((one.stream, 1 / (siblings[one.family] * rate[one.stratum])) for one in frame.journeys)


def _in_errors(values: list[float]) -> float:
    """How many standard errors the mean of values lies from nought."""
    mean = sum(values) / len(values)
    error = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
    return mean / error if error else 0.0
