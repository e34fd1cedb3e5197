"""Children whom the service knew when the borough begins: in care, leaving care, and on long child in need plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from journey.demo.borough import targets
from journey.demo.borough.cases import taken_on
from journey.demo.borough.days import Months, months_on, working_after
from journey.demo.borough.planned import OPEN, Case, Planned

_QUALIFYING: Final = 0.05
"""Of care leavers, those who are no more than qualifying: not published."""


def opening_stock(chance: Random, months: Months, scale: float, new: Callable[[int], Planned]) -> Iterator[Planned]:
    """The children, made by ``new`` (of a day of birth): care leavers to be, then children in need for long."""
    begin = months.starts[0]
    known = 0
    for month in range(len(months)):
        wanted = int(targets.leavers(months.ym(month)) * scale + 0.5)
        for _ in range(wanted - known):
            first, last = months.starts[month], months.ends[month]
            left = first + int(chance.random() * (last - first)) if month else begin - int(chance.random() * 1100)
            yield _leaver(chance, begin, left, new, known)
            known += 1
    old, young = int(targets.long_plans(months.ym(0)) * scale + 0.5), int(targets.YOUNG_LONG_PLANS * scale + 0.5)
    for place in range(old + young):
        since = 12 + int(chance.random() * 22) if place < old else int((place - old) * 12 / young)
        yield _in_need(chance, months_on(begin, -since) - 1 - int(chance.random() * 25), new)


def _leaver(chance: Random, begin: int, left: int, new: Callable[[int], Planned], place: int) -> Planned:
    """A child in care since before the borough begins, who leaves it on coming of age."""
    child = new(left - 6575)
    latest = min(begin, left - 200) - 10
    began = max(left - 11 * 365, latest - int(chance.random() * 1400))
    referred = working_after(began - 45, 0)
    case = Case(referred, "care")
    case.assessed = working_after(referred, 12)
    case.care, case.care_end = max(began, case.assessed + 1), left
    case.closed = left
    child.cases.append(case)
    child.leaver, child.open_until = left, OPEN
    child.last_referral = child.last_unit = referred
    child.qualifying = targets.within(place, _QUALIFYING)
    return child


def _in_need(chance: Random, need: int, new: Callable[[int], Planned]) -> Planned:
    """A child in need since a day, on a plan that has no end yet."""
    referred = working_after(need - 40, 0)
    child = new(referred - 100 - int(chance.random() * 8 * 365))
    case = taken_on(chance, child, referred, "need", long=True)
    case.need = max(need, case.assessed + 1)
    child.cases.append(case)
    child.open_until = OPEN
    child.last_referral = child.last_unit = referred
    return child
