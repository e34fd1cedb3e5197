"""One child's facts and spans by the declarations of rules, in plain Python: what the header of a journey asks.

``spans``, ``choosing`` and the rest do the same in columns, for a borough; generated journeys must give equal answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from journey.domain.calendar import birthday
from journey.domain.carries import Carried
from journey.domain.facts import PERSON, thing_of
from journey.domain.rules.language import On, Span, Step
from journey.domain.rules.spans import NOT_RESPONSIBLE
from journey.domain.statements import YEARLY_RETURNS
from journey.domain.timescales import rules
from journey.domain.values import code_of
from journey.projections.days import in_range, rank_in_day
from journey.projections.effective import Fact
from journey.projections.one_child.cover import Cover

Made = TypeVar("Made")


@dataclass(frozen=True)
class Child:
    """A child's standing, dated facts up to the as-at day, and what the sources of its authority cover.

    ``expected``: that it will be born is recorded, and no day on which it was.
    """

    facts: tuple[Fact, ...]
    born: date | None
    as_at: date
    coverage: tuple[Carried, ...]
    settings: frozenset[str] = frozenset()
    expected: bool = False
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes, made once a child: each rule asks for the same events and spans again."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    @property
    def cover(self) -> Cover:
        """What the sources cover."""
        return self.once("cover", lambda: Cover(self.coverage, self.as_at))

    @property
    def told_to(self) -> date:
        """The as-at day, or the last day that any source of the authority speaks for."""
        return min(self.as_at, max((one.last for one in self.coverage), default=self.as_at))

    def named(self, event: str) -> list[Fact]:
        """The facts of a name."""
        by_name: dict[str, list[Fact]] = self.once("by name", self._by_name)
        return by_name.get(event, [])

    def surely_all(self, events: Iterable[str], first: date, last: date) -> bool:
        """Whether every one of these events from a day to another is known."""
        return self.cover.surely_all(events, first, last)

    def surely_none(self, events: Iterable[str], first: date, due: date, listed_to: date | None = None) -> bool:
        """Whether none of these events (or days in a field, ``Event.field``) happened, given that none is known."""
        return all(self.cover.surely_none([event], self._days(event), first, due, listed_to) for event in events)

    def age_day(self, step: Step) -> date | None:
        """The day on which the child reaches the age of a step; None while the birth date is not known."""
        return age_day(self.born, step)

    def is_unborn_on(self, day: date) -> bool:
        """Whether the child was not yet born on a day, as far as is known."""
        return self.expected or (self.born is not None and self.born > day)

    def _by_name(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.event, []).append(fact)
        return found

    def _days(self, event: str) -> list[date]:
        return [fact.occurred_on for fact in self.named(event) if fact.occurred_on]


def age_day(born: date | None, step: Step) -> date | None:
    """The day on which somebody reaches the age of a step; None while the birth date is not known."""
    block = next(block for block in rules()[step[0]].steps if block.name == step[1])
    assert block.limit is not None
    return birthday(born, block.limit.value) if born else None


def child_of(
    facts: Sequence[Fact],
    born: date | None,
    as_at: date,
    coverage: Iterable[Carried],
    settings: frozenset[str] = frozenset(),
    *,
    expected: bool = False,
) -> Child:
    """A child of an effective history, whatever else is in it."""
    kept = (f for f in facts if f.stands and f.occurred_on and f.occurred_on <= as_at and in_range(f.occurred_on))
    return Child(tuple(kept), born, as_at, tuple(coverage), settings, expected)


def born_of(facts: Sequence[Fact]) -> date | None:
    """The day of birth that an effective history shows; None where none is known."""
    person = next((fact.data for fact in facts if fact.key == PERSON and fact.stands), {})
    born = person.get("date_of_birth")
    return born if isinstance(born, date) else None


def is_expected(facts: Sequence[Fact]) -> bool:
    """Whether an effective history shows a day on which the birth is expected, and none on which the child was born."""
    person = [fact.data for fact in facts if fact.key == PERSON and fact.stands]
    return born_of(facts) is None and any(data.get("expected_birth_date") is not None for data in person)


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
    def in_returns_alone(self) -> bool:
        """Whether neither the first nor the last to speak of the fact shows a list that would hold it."""
        return YEARLY_RETURNS.issuperset(self.fact.systems)

    @property
    def earliest(self) -> date:
        return self.fact.occurred_from or self.day if self.dated else self.day

    @property
    def order(self) -> tuple[object, ...]:
        return order_of(self.fact)


def order_of(fact: Fact) -> tuple[object, ...]:
    """What orders facts: day, time (none first), rank within the day, key."""
    time = fact.occurred_time
    minute = -1 if time is None else time.hour * 60 + time.minute
    return (fact.occurred_on, minute, rank_in_day(fact.event), fact.key)


def picked(child: Child, on: On) -> list[Picked]:
    """The events that count or may count, in order."""
    return child.once(("picked", on), lambda: _picked(child, on))


def _picked(child: Child, on: On) -> list[Picked]:
    found = []
    for fact in (fact for name in on.events for fact in child.named(name)):
        day = fact.data.get(on.at) if on.at else fact.occurred_on
        if not isinstance(day, date) or day > child.as_at:
            continue
        counts = _counts(child, fact, on)
        if counts is False:
            continue
        if any(code_of(fact.data.get(name)) in codes for name, codes in on.unless):
            counts = False
        found.append(Picked(fact, day, counts, on.at is None))
    return sorted(found, key=lambda p: (p.day, p.order))


def _counts(child: Child, fact: Fact, on: On) -> bool | None:
    """Whether the conditions on a fact hold; None where one is not recorded and none fails."""
    counts: bool | None = True
    shown = any(code_of(fact.data.get(name)) in codes for name, codes in on.shown_by)
    for name, codes in on.where:
        value = code_of(fact.data.get(name))
        if value is None and not shown and on.implied_by not in child.settings:
            counts = None if counts is not False else False
        elif value is not None and value not in codes:
            counts = False
    return counts


def counting(child: Child, on: On) -> list[Picked]:
    """The events that count, in order."""
    return [p for p in picked(child, on) if p.counts]


def names_of(on: On) -> list[str]:
    """What a source must hold for these events to be known: a field of theirs where the day stands in one."""
    return [f"{name}.{on.at}" if on.at else name for name in on.events]


@dataclass(frozen=True)
class SpanOf:
    """One span of a child's life; see ``spans.SPAN_COLUMNS``."""

    opened: Picked
    first: date
    last: date | None
    ended_by: str | None
    end_position: int | None
    unborn: bool = False

    @property
    def begun_before(self) -> bool:
        """Whether it had begun before its first day, nobody says when."""
        return self.opened.fact.precision == "inferred" and self.first == self.opened.fact.occurred_on


def spans_of(child: Child, span: Span) -> list[SpanOf]:
    """The spans of a kind, in order."""
    return child.once(("spans", span), lambda: _spans_of(child, span))


def _spans_of(child: Child, span: Span) -> list[SpanOf]:
    opened = counting(child, span.opens)
    found = []
    for place, begun in enumerate(opened):
        ends: list[tuple[date, int, str, int | None]] = []
        if span.closes:
            own = [p for p in counting(child, span.closes) if thing_of(p.fact.key) == begun.fact.key]
            ends += [(p.day, 0, "end", p.position) for p in own[:1] if p.day >= begun.day]
        if place + 1 < len(opened):
            ends.append((opened[place + 1].day, 1, "next", opened[place + 1].position))
        left = begun.fact.data.get("not_listed_since")
        if isinstance(left, date):
            ends.append((left, 2, "left", None))
        outer = _outer(child, span, begun.day)
        if outer and outer.last:
            ends.append((outer.last, 3, "outer", outer.end_position))
        if span.until:
            lawful = lawful_ends(child, begun.day, span.until)
            ends += [(day, n + 4, by, position) for n, (day, by, position) in enumerate(lawful)]
        ends = [end for end in ends if end[0] <= child.as_at]
        day, _, by, position = min(ends, key=lambda end: end[:2], default=(None, 0, None, None))
        if not span.only_within or (outer and (day is None or outer.first <= day)):
            found.append(SpanOf(begun, begun.day, day, by, position))
    return found


def listed_as(child: Child, span: Span, one: SpanOf) -> Picked:
    """What a list would hold of a span: the one that it lies within, if any."""
    around = spans_of(child, span.within) if span.within else []
    return next((outer.opened for outer in reversed(around) if outer.first <= one.first), one.opened)


def _outer(child: Child, span: Span, day: date) -> SpanOf | None:
    """What a span of a kind lies within: what was running on its day, else the first that began after it."""
    around = spans_of(child, span.within) if span.within else []
    running = [one for one in around if one.first <= day][-1:]
    later = [one for one in around if one.first > day]
    return next((one for one in (*running, *later) if one.last is None or one.last >= day), None)


def lawful_ends(child: Child, start: date, until: Step) -> list[tuple[date, str, int | None]]:
    """When the authority stopped being responsible after a day, and when the child reached the age."""
    ends: list[tuple[date, str, int | None]] = []
    gone = [p for p in counting(child, NOT_RESPONSIBLE) if p.day > start]
    ends += [(p.day, "not responsible", p.position) for p in gone[:1]]
    grown = child.age_day(until)
    if grown and grown > start:
        ends.append((grown, "age", None))
    return ends
