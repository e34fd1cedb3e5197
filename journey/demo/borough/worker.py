"""A worker of the borough while it is planned."""

from __future__ import annotations

from dataclasses import dataclass, field

from journey.demo.borough.planned import OPEN, Planned


@dataclass(slots=True, eq=False)
class Worker:
    """A worker who holds cases: in one unit, from a day to another. ``hours`` are (from day, hundredths)."""

    number: int
    unit: int
    started: int
    qualified: bool
    agency: bool
    ended: int = OPEN
    children: dict[int, Planned] = field(default_factory=dict)
    hours: list[tuple[int, int]] = field(default_factory=list)
