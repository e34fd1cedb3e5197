"""Visits to a child: how often, whether seen, whether alone; under protection as each month's end has to show."""

from __future__ import annotations

from typing import Final

from journey.demo.borough.days import DATES, Months, last_working, working_after, working_from
from journey.demo.borough.holding import Holders
from journey.demo.borough.lives import Visit
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Case

_INFANT: Final = 730
_REASONS: Final = ("refused", "interpreter", "other")
_TWO_WEEKS: Final = 14
_WINDOW: Final = 10


class Visiting:
    """Makes visits to one child, born on ``born``."""

    __slots__ = ("_born", "_holders", "_last", "_luck")

    def __init__(self, luck: Luck, holders: Holders, born: int, last: int) -> None:
        self._luck, self._holders, self._born, self._last = luck, holders, born, last

    def one(self, day: int, *, seen: bool = True) -> Visit:
        """A visit on a day."""
        luck = self._luck.random()
        alone, reason = ("yes", "") if luck < 0.82 else ("no", _REASONS[int((luck - 0.82) * 16)])
        if not seen:
            alone, reason = "no", ""
        elif day - self._born < _INFANT:
            alone, reason = "not-applicable", "infant"
        return Visit(DATES[day], seen, alone, reason, self._holders.worker(day))

    def every(self, first: int, last: int, least: int, most: int, *, soon: int = 0) -> tuple[Visit, ...]:
        """Visits between two days, each so many days after the one before, the first within ``soon`` days if given.

        Of an unborn child there are none before its birth.
        """
        first = max(first, self._born)
        draw, span = self._luck.random, most - least + 1
        day, found = first + (1 + int(draw() * soon) if soon else least + int(draw() * span)), []
        until = min(last - 1, self._last)
        while day <= until:
            found.append(self.one(working_after(day, 0), seen=draw() < 0.96))
            day = working_after(day, 0) + least + int(draw() * span)
        return tuple(one for one in found if one.day <= DATES[until])

    def protecting(self, case: Case, months: Months) -> tuple[Visit, ...]:
        """Visits under a protection plan: in the last ten working days of a month as was shared out, and before them.

        Where the window has to show no visit at which the child was seen, there was none, or nobody was met.
        """
        found: list[Visit] = []
        draw = self._luck.random
        until = min(case.protection_end - 1, self._last)
        month = max(0, months.of(case.protection))
        while month < len(months) and months.starts[month] <= until:
            begin, end = months.starts[month], months.ends[month]
            window = last_working(end, _WINDOW)
            asked = case.protection <= end - _TWO_WEEKS and case.protection_end > end
            before = working_from(max(begin, case.protection + 1), min(window - 1, until))
            if len(before) > 4:
                found.append(self.one(before[int(draw() * len(before))], seen=draw() < 0.95))
            during = working_from(max(window, case.protection + 1), min(end, until))
            if asked and case.seen >> month & 1:
                found.append(self.one(during[int(draw() * len(during))]))
            elif asked and draw() < 0.4:
                found.append(self.one(during[int(draw() * len(during))], seen=False))
            elif not asked and len(during) > 4:
                found.append(self.one(during[int(draw() * len(during))]))
            month += 1
        return tuple(found)
