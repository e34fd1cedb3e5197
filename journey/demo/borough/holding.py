"""Who held a child's case on a day, and who managed them: the plan's numbers as names."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import Final

from journey.demo.borough.days import DATES, number
from journey.demo.borough.lives import Allocation
from journey.demo.borough.names import worker_name
from journey.demo.borough.planned import Held, Planned
from journey.demo.borough.units import UNITS

_MANAGERS: Final = 1_400
"""The number of the first name of managers, after those of workers."""
OFFICERS: Final = 1_480
"""The number of the first name of reviewing officers."""
OFFICERS_IN_POST: Final = 9
_UNFILLED: Final = (3, 6, 9, 13)
"""Units whose consultant came later: in October 2016 eleven of fifteen posts were filled."""
FILLED_ON: Final = date(2017, 1, 16)
_CHANGED: Final = (1, 7, 12)
CHANGED_ON: Final = date(2017, 9, 4)
_CHANGED_DAY: Final = number(CHANGED_ON)

_UNIT: Final = {name: place for place, unit in enumerate(UNITS) for _, name in unit.names}


def unit_of(name: str) -> int:
    """The number of a unit by any of its names."""
    return _UNIT[name]


@cache
def manager(unit: int, changed: bool = False) -> str:
    """Who manages a unit, and is its consultant once it is a hub; with ``changed`` who came after."""
    return worker_name(_MANAGERS + unit + (len(UNITS) if changed and unit in _CHANGED else 0))


def manager_on(unit: int, day: int) -> str:
    """Who manages a unit on a day."""
    return manager(unit, day >= _CHANGED_DAY)


def consultants(unit: int) -> list[tuple[int, str]]:
    """From which day who is the unit's consultant social worker."""
    since = UNITS[unit].hub_since
    found = [(number(max(since, FILLED_ON) if unit in _UNFILLED else since), manager(unit))]
    return [*found, (number(CHANGED_ON), manager(unit, True))] if unit in _CHANGED else found


_CONSULTANTS: Final = [consultants(unit) for unit in range(len(UNITS))]


def officer(child: int) -> str:
    """The reviewing officer of a child."""
    return worker_name(OFFICERS + child % OFFICERS_IN_POST)


class Holders:
    """Who held one child's case, day by day."""

    __slots__ = ("_days", "_workers", "held")

    def __init__(self, child: Planned, last: int) -> None:
        self.held = [held for held in child.held if held.day <= last]
        self._days = [held.day for held in self.held[1:]]  # before the second it was the first
        self._workers = [worker_name(held.worker) for held in self.held] or [""]

    def _at(self, day: int) -> Held | None:
        return self.held[bisect_right(self._days, day)] if self.held else None

    def worker(self, day: int) -> str:
        """The name of who held it on a day; before the first, of the first."""
        return self._workers[bisect_right(self._days, day)]

    def unit(self, day: int) -> str:
        """The unit that held it, as it was called."""
        held = self._at(day)
        return held.unit if held else ""

    def manager(self, day: int) -> str:
        """The manager of that unit."""
        held = self._at(day)
        return manager(_UNIT[held.unit] if held else 0, day >= _CHANGED_DAY)

    def allocations(self, last: int) -> tuple[Allocation, ...]:
        """Every allocation, and those to consultants since there are hubs, in order of days."""
        found = [
            Allocation(DATES[one.day], DATES[one.end] if one.end <= last else None, one.role, worker_name(one.worker),
                       one.unit, one.reason)
            for one in self.held
        ]  # fmt: skip
        found += self._formal(last)
        return tuple(sorted(found, key=_in_order))

    def _formal(self, last: int) -> list[Allocation]:
        """Every child of a hub is formally allocated to its consultant."""
        spans: list[list[int]] = []
        for one in self.held:
            unit, end = unit_of(one.unit), min(one.end, last + 1)
            if spans and spans[-1][0] == unit and spans[-1][2] == one.day:
                spans[-1][2] = end
            else:
                spans.append([unit, one.day, end])
        found = []
        for unit, begin, end in spans:
            since = _CONSULTANTS[unit]
            for place, (day, name) in enumerate(since):
                until = min(end, since[place + 1][0]) if place + 1 < len(since) else end
                first = max(begin, day)
                if first < until:
                    ended = DATES[until] if until <= last else None
                    reason = "TSPROC" if first == begin else "ORGRST" if not place else "LEFTRL"
                    found.append(Allocation(DATES[first], ended, "consultant", name, UNITS[unit].name(first), reason))
        return found


def _in_order(one: Allocation) -> tuple[date, str]:
    return one.started, one.role
