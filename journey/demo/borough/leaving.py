"""Leaving care as it went: the adviser, pathway plan and reviews, where the young person lives and what it does."""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.demo.borough.days import DATES, working_after
from journey.demo.borough.holding import Holders
from journey.demo.borough.lives import Leaver, LivesIn
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Planned
from journey.demo.borough.visiting import Visiting

_LIVES: Final = ((0.34, "U"), (0.2, "D"), (0.12, "Z"), (0.12, "B"), (0.08, "E"), (0.06, "K"), (0.04, "W"), (0.04, "X"))
_UNSUITABLE: Final = ("W", "X", "S")
_DOES: Final = ((0.28, "F2"), (0.24, "F5"), (0.05, "F1"), (0.06, "P5"), (0.05, "F4"), (0.2, "G5"), (0.07, "G4"),
                (0.05, "G6"))  # fmt: skip


_SIXTEEN: Final = 5844
_HALF_A_YEAR: Final = 181


def leaver(luck: Luck, holders: Holders, visiting: Visiting, child: Planned, begin: int, last: int) -> Leaver:
    """The life of a care leaver up to the last day; of what repeats, since the borough begins."""
    first, since = child.leaver, max(child.leaver, begin)
    lives = [(first, luck.weighed(_LIVES))]
    does = [(first, luck.weighed(_DOES))]
    if luck.random() < 0.6:
        lives.append((since + luck.within(100, 900), luck.weighed(_LIVES)))
    for _ in range(luck.within(0, 2)):
        does.append((does[-1][0] + luck.within(150, 600), luck.weighed(_DOES)))
    eligibility = "qualifying" if child.qualifying else "former-relevant"
    assessed, plan, reviews = _pathway(luck, child, begin)
    in_touch = [(DATES[first], "YES")]
    lost = since + luck.within(200, 1500)
    if luck.random() < 0.12 and lost + 200 < last:
        in_touch += [(DATES[lost], "NO"), (DATES[lost + luck.within(60, 190)], "YES")]
    return Leaver(
        DATES[first],
        None,
        holders.worker(max(first, begin)),
        ((DATES[first], eligibility),),
        DATES[assessed] if assessed else None,
        DATES[plan],
        tuple(DATES[day] for day in reviews if day <= last),
        _contacts(luck, since, last),
        visiting.every(since, last + 1, 38, 62, soon=7),
        tuple(LivesIn(DATES[day], kind, "unsuitable" if kind in _UNSUITABLE else "suitable")
              for day, kind in lives if day <= last),
        tuple((DATES[day], kind) for day, kind in does if day <= last),
        tuple(in_touch),
    )  # fmt: skip


def _pathway(luck: Luck, child: Planned, begin: int) -> tuple[int, int, list[int]]:
    """The assessment of needs (0: before the borough begins), the plan, and its reviews, that on leaving care included.

    Who left care before the borough begins has the plan of that day.
    """
    on_leaving, *reviews = child.pathway
    of_age = child.born + _SIXTEEN
    if child.leaver < begin + _HALF_A_YEAR:
        return 0, on_leaving, reviews
    assessed = working_after(max(of_age, child.cases[0].care) + luck.within(20, 88), 0)
    plan = working_after(assessed + luck.within(5, 40), 0)
    if plan >= on_leaving:
        return 0, on_leaving, reviews
    before = []
    day = working_after(max(plan, begin) + luck.within(120, _HALF_A_YEAR), 0)
    while day < on_leaving:
        before.append(day)
        day = working_after(day + luck.within(140, _HALF_A_YEAR), 0)
    return assessed, plan, [*before, on_leaving, *reviews]


def _contacts(luck: Luck, since: int, last: int) -> tuple[date, ...]:
    found, day = [], working_after(since + luck.within(3, 20), 0)
    while day <= last:
        found.append(DATES[day])
        day = working_after(day + luck.within(14, 62), 0)
    return tuple(found)
