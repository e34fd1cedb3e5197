"""One child's effective facts, asked as the columns of a list ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journey.domain.columns import Listing
from journey.domain.events import event
from journey.domain.facts import PERSON, parse_fact_key
from journey.domain.statements import Statement
from journey.domain.values import Data
from journey.projections.effective import Fact


@dataclass(frozen=True)
class ChildFacts:
    """What stands of one child as at a day. ``ident`` is the id under which the child is listed."""

    ident: str
    facts: tuple[Fact, ...]
    as_at: date

    @cached_property
    def person(self) -> Data:
        """Who the child is."""
        found: Data = {}
        for fact in self.facts:
            if fact.key == PERSON:
                found |= fact.data
        return found

    @cached_property
    def _by_event(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.stands and fact.occurred_on is not None:
                found[fact.event].append(fact)
        return found

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Fact]:
        return {(fact.event, fact.key): fact for of in self._by_event.values() for fact in of}

    def all(self, name: str) -> list[Fact]:
        """The facts of an event, earliest first."""
        return self._by_event.get(name, [])

    def outcome(self, main: Fact, name: str) -> Fact | None:
        """What became of a fact: its part of that name, or what a source nests under it."""
        kind = event(name)
        if kind.PART is not None and parse_fact_key(main.key).kind == kind.KIND:
            return self._by_key.get((name, f"{main.key}/{kind.PART}"))
        return next((fact for fact in self.all(name) if fact.belongs_to == main.key), None)

    def last(self, name: str, first: date, until: date) -> Fact | None:
        """The last fact of an event between two days, both included."""
        return max(
            (fact for fact in self.all(name) if first <= day_of(fact) <= until),
            key=lambda fact: (day_of(fact), fact.occurred_time is not None, fact.key),
            default=None,
        )

    def shown(self, name: str, first: date, until: date) -> Fact | None:
        """The latest of an event as the source has it: one set aside, because its date went back, where the source has
        said nothing since and no other has."""
        last = self.last(name, first, until)
        aside = [
            fact
            for fact in self.facts
            if fact.event == name and fact.state == "set aside" and fact.occurred_on and first <= day_of(fact) <= until
        ]
        newest = max(aside, key=lambda fact: fact.said[-1].source.speaks_for, default=None)
        if newest is None or last is None:
            return last
        said, since = newest.said[-1].source, [one.source for one in last.said]
        only = all(one.system == said.system and one.speaks_for < said.speaks_for for one in since)
        return newest if only else last

    def ended_on(self, listing: Listing, main: Fact) -> date | None:
        """The day on which what a row is about ended; None where it had not."""
        ends = (self.outcome(main, name) for name in listing.ends)
        return min((day_of(end) for end in ends if end is not None), default=None)

    def count(self, names: Iterable[str], first: date, before: date) -> int:
        """How many facts of some events there are from one day to the day before another."""
        return sum(first <= day_of(fact) < before for name in names for fact in self.all(name))


def shows(said: Statement, listing: Listing) -> bool:
    """Whether a statement is what the list says in a file."""
    return said.source.sheet == listing.name


def day_of(fact: Fact) -> date:
    """The day of a fact that has one."""
    assert fact.occurred_on is not None
    return fact.occurred_on
