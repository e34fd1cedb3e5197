"""A child's history as checks of its quality ask of it: named facts, stretches from a beginning to an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from journey.domain.facts import PERSON, thing_of
from journey.domain.values import Value
from journey.projections.effective import Fact


class Finding(NamedTuple):
    """Something to put right or to look at. ``on`` is None for what is of no day; ``facts`` are those it rests on."""

    finding: str
    on: date | None
    detail: str
    facts: tuple[Fact, ...]


class Stretch(NamedTuple):
    """Something that began, and what ended it. ``last`` is None while it is open."""

    begun: Fact
    ended: Fact | None

    @property
    def first(self) -> date:
        """The day it began."""
        return self.begun.occurred_on or date.min

    @property
    def last(self) -> date | None:
        """The day it ended."""
        return self.ended.occurred_on if self.ended else None

    def holds(self, day: date) -> bool:
        """Whether it was open on a day, the days it began and ended included."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it rests on."""
        return (self.begun,) if self.ended is None else (self.begun, self.ended)


@dataclass(frozen=True)
class History:
    """The effective history of one child; ``every`` also has what was set aside.

    ``assessments_from`` is the first day from which every assessment is held; None where there is none.
    """

    every: Sequence[Fact]
    assessments_from: date | None = None

    @cached_property
    def standing(self) -> list[Fact]:
        """The facts that count, by day."""
        return [fact for fact in self.every if fact.stands]

    @cached_property
    def person(self) -> dict[str, Value]:
        """The child's own details."""
        return next((dict(fact.data) for fact in self.standing if fact.key == PERSON), {})

    @cached_property
    def registered(self) -> tuple[Fact, ...]:
        """The registration, if there is one."""
        return tuple(fact for fact in self.standing if fact.key == PERSON)

    def named(self, *names: str) -> list[Fact]:
        """The facts of some names, by day."""
        return [fact for fact in self.standing if fact.event in names]

    def stretches(self, opened: str, ended: str) -> list[Stretch]:
        """Everything of a kind, by the day it began."""
        ends = {thing_of(fact.key): fact for fact in self.named(ended)}
        return [Stretch(fact, ends.get(fact.key)) for fact in self.named(opened)]

    @cached_property
    def episodes(self) -> list[Stretch]:
        """The episodes of need."""
        return self.stretches("CINEpisodeOpened", "CaseClosed")


def pairs(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Every two stretches of a kind, the earlier first."""
    for number, one in enumerate(stretches):
        for other in stretches[number + 1 :]:
            yield one, other
