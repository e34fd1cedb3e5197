"""The child who had eight lead workers in a year, of whom the evaluation of 2018 tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from journey.demo.borough.days import Months, number, working_after
from journey.demo.borough.planned import Planned
from journey.demo.borough.targets import MOST_WORKERS
from journey.demo.borough.worker import Worker

_FIRST: Final = number(date(2016, 4, 1))
_LAST: Final = _FIRST + 364
_BEGIN, _EVERY = 40, 44
"""Days from the first of the year to the first change, and from change to change."""


class ManyWorkers:
    """A child in need all through the year to March 2017, handed on seven times in it."""

    def __init__(self, child: Planned) -> None:
        self.child = child

    @classmethod
    def of(cls, children: Sequence[Planned], months: Months) -> ManyWorkers | None:
        """The first such child; None where the year does not lie in the months, or no child is."""
        if months.of(_FIRST) < 0 or months.ends[-1] < _LAST:
            return None
        for child in children:
            if any(case.long and case.need < _FIRST - 60 and case.need_end > _LAST + 30 for case in child.cases):
                return cls(child)
        return None

    def days(self) -> list[int]:
        """The days on which the child is handed on."""
        return [working_after(_FIRST + _BEGIN + _EVERY * place, 0) for place in range(MOST_WORKERS - 1)]

    def is_due(self, day: int) -> bool:
        """Whether there have been fewer changes than there have to be by a day."""
        return len(self._known()) - 1 <= (day - _FIRST - _BEGIN) // _EVERY

    def needs_another(self, here: Sequence[Worker], day: int) -> bool:
        """Whether somebody has to come, because the child knows everybody of its unit."""
        known = self._known()
        return _FIRST <= day <= _LAST and len(known) < MOST_WORKERS and all(one.number in known for one in here)

    def next_of(self, here: Sequence[Worker], day: int) -> Worker | None:
        """Who takes the child on: somebody new while there have been fewer than eight, then whom it knows.

        None outside the year, or where nobody is like that.
        """
        if not _FIRST <= day <= _LAST:
            return None
        known = self._known()
        enough = len(known) >= MOST_WORKERS
        return next((one for one in here if (one.number in known) == enough), None)

    def _known(self) -> set[int]:
        return {held.worker for held in self.child.held if held.end >= _FIRST}
