"""The units that hold children: fifteen of them, teams at first, that become the hubs of April 2017 one after another.

On which days hubs 3 to 8 and 13 to 16 opened is not published; the days here are invented, within what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from journey.demo.borough.days import number


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit under all its names: ``names`` are (first day, name), in order."""

    key: str
    names: tuple[tuple[date, str], ...]

    def name(self, day: int) -> str:
        """What it is called on a day."""
        return [name for since, name in self.names if number(since) <= day or since == self.names[0][0]][-1]

    @property
    def changes(self) -> list[tuple[int, str]]:
        """The days on which its children came under another name."""
        return [(number(since), name) for since, name in self.names[1:]]

    @property
    def hub_since(self) -> date:
        """The first day on which it is a hub."""
        return next(since for since, name in self.names if name.startswith("Hub "))


_BEFORE: Final = date(1999, 4, 1)
MODEL_FROM: Final = date(2016, 10, 3)
"""From here on a child stays with its hub from assessment on, where it can."""


def _unit(key: str, *names: tuple[date, str]) -> Unit:
    return Unit(key, ((_BEFORE, names[0][1]), *names[1:]))


UNITS: Final = (
    _unit("door", (_BEFORE, "Referral and Assessment Team 1"), (date(2016, 9, 5), "Hub 1")),
    _unit("pause", (_BEFORE, "Referral and Assessment Team 2"), (date(2017, 3, 6), "Hub 6")),
    _unit("innovations", (_BEFORE, "Referral and Assessment Team 3"), (MODEL_FROM, "Hub 2"),
          (date(2016, 12, 12), "Hub 3")),
    _unit("early 1", (_BEFORE, "Prevention and Intervention"), (date(2017, 1, 9), "Hub 4")),
    _unit("early 2", (_BEFORE, "Early Help"), (date(2017, 1, 9), "Hub 5")),
    _unit("disabilities", (_BEFORE, "Children with Disabilities"), (date(2017, 3, 6), "Hub 7")),
    _unit("court", (_BEFORE, "Court Team"), (MODEL_FROM, "Hub 8")),
    *(_unit(f"protection {n}", (_BEFORE, f"Child Protection Team {n}"), (MODEL_FROM, f"Hub {12 + n}"))
      for n in (1, 2, 3, 4)),
    *(_unit(f"care {n}", (_BEFORE, f"Looked After Team {n}"), (date(2016, 11, 7), f"Hub {16 + n}")) for n in (1, 2)),
    *(_unit(f"leaving {n}", (_BEFORE, f"Leaving Care Team {n}"), (date(2016, 11, 7), f"Hub {18 + n}")) for n in (1, 2)),
)  # fmt: skip

_ALL: Final = tuple(range(len(UNITS)))
ASSESSING: Final = (0, 1, 2)
IN_NEED: Final = (2, 3, 4)
DISABILITIES: Final = 5
COURT: Final = 6
PROTECTION: Final = (7, 8, 9, 10)
PERMANENCY: Final = (11, 12, 13, 14)
GENERAL: Final = (0, 1, 2, 3, 4, *PROTECTION)
