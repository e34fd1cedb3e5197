"""Files made in another order than that of the days they speak for: what follows from them, from which day on.

The census of 2017 may be handed in again after that of 2018. Until then 2018 is compared with the first 2017, from then
on with the second; what it newly says by that comparison is known from the day the second was made. A source whose
files are made in the order of their days has one layer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from journey.domain.intake.says import FileRef


@dataclass(frozen=True, slots=True)
class Layer:
    """What can be known from the day ``since`` until before the day ``until``."""

    since: date
    until: date

    def holds(self, known_on: date) -> bool:
        """Whether what became known on a day is known in this layer."""
        return known_on < self.until

    def known_on(self, file: FileRef) -> date:
        """The day from which a statement of a file that follows in this layer alone is known."""
        return max(file.known_on, self.since)


ALWAYS: Final = Layer(date.min, date.max)
"""The layer of a source whose files are made in order."""


def layers(files: Iterable[FileRef]) -> list[Layer]:
    """The layers of some files, the earliest first: each new one begins when a file is made after one behind it."""
    late: set[date] = set()
    behind = date.max
    for file in sorted(files, reverse=True):
        if behind < file.known_on:
            late.add(file.known_on)
        behind = min(behind, file.known_on)
    return [Layer(since, until) for since, until in pairwise([date.min, *sorted(late), date.max])]
