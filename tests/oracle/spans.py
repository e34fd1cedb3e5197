"""A child's facts, what the sources cover, and the spans of its life, the slow and obvious way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from journey.domain.calendar import birthday
from journey.domain.facts import thing_of
from journey.domain.rules.language import On, Span, Step
from journey.domain.timescales import rules
from journey.domain.values import code_of
from journey.projections.batch import rank_in_day
from journey.projections.effective import Fact

NOT_RESPONSIBLE = ("HeldElsewhere", "PregnancyEnded")


class Carried(NamedTuple):
    """What a source holds of an event: ``every`` one from a day to a day, or the ``latest only`` as on one day."""

    event: str
    carries: str
    first: date | None
    to: date


@dataclass(frozen=True)
class Child:
    """A child's standing, dated facts in time order, and what the sources cover."""

    facts: tuple[Fact, ...]
    born: date | None
    as_at: date
    coverage: tuple[Carried, ...]
    settings: frozenset[str] = frozenset()

    def every_one(self, event: str, day: date) -> bool:
        return any(
            c.event == event and c.carries == "every" and (c.first is None or c.first <= day) and day <= c.to
            for c in self.coverage
        )

    def surely_all(self, events: Iterable[str], first: date, last: date) -> bool:
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        return last <= self.as_at and all(self.every_one(event, day) for event in events for day in days)

    def surely_none(self, events: Iterable[str], first: date, due: date) -> bool:
        """Whether none happened from ``first`` to ``due``, given that none is known."""
        return due <= self.as_at and all(
            self.surely_all([event], first, due) or self._shown(event, due) for event in events
        )

    def _shown(self, event: str, due: date) -> bool:
        """Whether a file of the latest only, of the due day or later, still shows one from before the due day."""
        later = [f.occurred_on for f in self.facts if f.event == event and f.occurred_on and f.occurred_on > due]
        return any(
            c.event == event and c.carries == "latest only" and due <= c.to <= self.as_at
            and all(c.to < day for day in later)
            for c in self.coverage
        )  # fmt: skip

    def age_day(self, step: Step) -> date | None:
        block = next(block for block in rules()[step[0]].steps if block.name == step[1])
        assert block.limit is not None
        return birthday(self.born, block.limit.value) if self.born else None


class Picked(NamedTuple):
    """A fact that counts, does not (False), or of which nobody can tell (None); and the day that matters."""

    fact: Fact
    day: date
    counts: bool | None
    dated: bool

    @property
    def position(self) -> int:
        return min(s.position for s in self.fact.said)

    @property
    def earliest(self) -> date:
        return self.fact.occurred_from or self.day if self.dated else self.day

    @property
    def order(self) -> tuple[object, ...]:
        return _order(self.fact)


def _order(fact: Fact) -> tuple[object, ...]:
    time = fact.occurred_time
    minute = -1 if time is None else time.hour * 60 + time.minute
    return (fact.occurred_on, minute, rank_in_day(fact.event), fact.key)


def picked(child: Child, on: On) -> list[Picked]:
    found = []
    for fact in sorted((f for f in child.facts if f.event in on.events), key=_order):
        day = fact.data.get(on.at) if on.at else fact.occurred_on
        if not isinstance(day, date) or day > child.as_at:
            continue
        counts: bool | None = True
        for field, codes in on.where:
            value = code_of(fact.data.get(field))
            if value is None and on.implied_by not in child.settings:
                counts = None if counts is not False else False
            elif value is not None and value not in codes:
                counts = False
        if counts is False:
            continue
        if any(code_of(fact.data.get(field)) in codes for field, codes in on.unless):
            counts = False
        found.append(Picked(fact, day, counts, on.at is None))
    return sorted(found, key=lambda p: (p.day, p.order))


def names_of(on: On) -> list[str]:
    """What a source must hold for these events to be known: a field of theirs where the day stands in one."""
    return [f"{name}.{on.at}" if on.at else name for name in on.events]


def counting(child: Child, on: On) -> list[Picked]:
    return [p for p in picked(child, on) if p.counts]


@dataclass(frozen=True)
class SpanOf:
    opened: Picked
    first: date
    last: date | None
    ended_by: str | None
    end_position: int | None


def spans_of(child: Child, span: Span) -> list[SpanOf]:
    opened = counting(child, span.opens)
    found = []
    for place, begun in enumerate(opened):
        ends: list[tuple[date, int, str, int | None]] = []
        if span.closes:
            own = [p for p in counting(child, span.closes) if thing_of(p.fact.key) == begun.fact.key]
            ends += [(p.day, 0, "end", p.position) for p in own[:1] if p.day >= begun.day]
        if place + 1 < len(opened):
            ends.append((opened[place + 1].day, 1, "next", opened[place + 1].position))
        if span.within:
            outer = [s for s in spans_of(child, span.within) if s.first <= begun.day]
            if outer and outer[-1].last and outer[-1].last >= begun.day:
                ends.append((outer[-1].last, 2, "outer", outer[-1].end_position))
        if span.until:
            ends += [
                (day, n + 3, by, position) for n, (day, by, position) in enumerate(lawful(child, begun.day, span.until))
            ]
        ends = [end for end in ends if end[0] <= child.as_at]
        day, _, by, position = min(ends, key=lambda end: end[:2], default=(None, 0, None, None))
        found.append(SpanOf(begun, begun.day, day, by, position))
    return found


def lawful(child: Child, start: date, until: Step) -> list[tuple[date, str, int | None]]:
    ends: list[tuple[date, str, int | None]] = []
    gone = [p for p in counting(child, On(NOT_RESPONSIBLE)) if p.day > start]
    ends += [(p.day, "not responsible", p.position) for p in gone[:1]]
    grown = child.age_day(until)
    if grown and grown > start:
        ends.append((grown, "age", None))
    return ends
