"""What ``timescales.toml`` holds: rules, their steps in dated blocks, and limits. Its head explains the fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from journey.domain.calendar import TIME_UNITS, TimeUnit, due_day

Unit = Literal[TimeUnit, "years", "count", "miles", "per_cent"]
Authority = Literal["statute", "guidance", "local"]
Confidence = Literal["V", "H", "M", "L"]

LABELS: Final[Mapping[Authority, str]] = {"statute": "statute", "guidance": "guidance", "local": "local standard"}
"""What a report prints beside a value: a local standard is never shown as law."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number and its unit. As text it reads as in a sentence: ``20 working days``, ``1 week``, ``25 per cent``."""

    value: int
    unit: Unit

    def __str__(self) -> str:
        if self.unit == "count":
            return str(self.value)
        words = self.unit.replace("_", " ")
        return f"{self.value} {words.removesuffix('s') if self.value == 1 else words}"

    @property
    def span(self) -> tuple[int, TimeUnit]:
        """Value and unit as the calendar counts them, years as months. Raises ValueError for what is no time."""
        if self.unit == "years":
            return 12 * self.value, "months"
        if self.unit not in TIME_UNITS:
            raise ValueError(f"'{self}' is not a length of time, so nothing can be due after it")
        return self.value, cast(TimeUnit, self.unit)

    def due(self, start: date, *, count_start_day: bool = False) -> date:
        """The last day that is within the limit of ``start``. Raises OutsideTables where it cannot be known."""
        return due_day(start, *self.span, count_start_day)


@dataclass(frozen=True, slots=True)
class Step:
    """One dated block: what one step of a rule asks for while it is in force.

    ``sentence`` is what an auditor reads, with the limit filled in. ``limit`` is None where nothing is to be counted.
    ``valid_until`` is the last day in force, None while no later block or end is known.
    """

    rule: str
    name: str
    sentence: str
    limit: Limit | None
    valid_from: date
    valid_until: date | None
    authority: Authority
    reference: str
    confidence: Confidence
    parties: tuple[str, ...] = ()
    note: str = ""

    @property
    def label(self) -> str:
        """The authority as a report prints it."""
        return LABELS[self.authority]

    def in_force(self, on: date) -> bool:
        """Whether this block is the one that counts on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with every dated block it ever had: steps in order of the ladder, the blocks of a step by date."""

    id: str
    title: str
    steps: tuple[Step, ...]
