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
    plan, *reviews = child.pathway
    in_touch = [(DATES[first], "YES")]
    lost = since + luck.within(200, 1500)
    if luck.random() < 0.12 and lost + 200 < last:
        in_touch += [(DATES[lost], "NO"), (DATES[lost + luck.within(60, 190)], "YES")]
    return Leaver(
        DATES[first],
        None,
        holders.worker(max(first, begin)),
        ((DATES[first], eligibility),),
        DATES[working_after(child.born + 5900, 0)] if child.born + 5900 > begin else None,
        DATES[plan] if plan <= last else None,
        tuple(DATES[day] for day in reviews if day <= last),
        _contacts(luck, since, last),
        visiting.every(since, last + 1, 38, 62, soon=7),
        tuple(LivesIn(DATES[day], kind, "unsuitable" if kind in _UNSUITABLE else "suitable")
              for day, kind in lives if day <= last),
        tuple((DATES[day], kind) for day, kind in does if day <= last),
        tuple(in_touch),
    )  # fmt: skip


def _contacts(luck: Luck, since: int, last: int) -> tuple[date, ...]:
    found, day = [], working_after(since + luck.within(3, 20), 0)
    while day <= last:
        found.append(DATES[day])
        day = working_after(day + luck.within(14, 62), 0)
    return tuple(found)
