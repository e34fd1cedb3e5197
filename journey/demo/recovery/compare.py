"""The store beside the truth: what of all that happened the sources recover, and what they have that did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journey.demo.borough.lives import Child
from journey.demo.recovery.happened import Happened, happened
from journey.demo.recovery.reasons import source_of
from journey.domain.events import event
from journey.domain.statements import child_stream
from journey.domain.values import code_of
from journey.projections.cluster import cluster_of
from journey.projections.effective import Fact, effective_history
from journey.store.log import Log


@dataclass
class Kind:
    """One kind of event. ``happened`` between the first and the last day of the borough; ``recovered`` of these on the
    right day by any source, ``by_source`` by each; ``planted`` those not recovered because a fault hides them; what the
    store has ``on_another_day``, or with ``other_codes``, and never was so."""

    happened: int = 0
    recovered: int = 0
    by_source: Counter[str] = field(default_factory=Counter)
    planted: int = 0
    on_another_day: int = 0
    other_codes: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it, by the stored name of the event; ``children`` compared and ``unknown`` to the store."""

    kinds: dict[str, Kind]
    children: int
    unknown: int


def compare(
    log: Log, la: str, truth: Iterable[Child], days: tuple[date, date], step: Callable[[int], None] = lambda _done: None
) -> Compared:
    """Compare every child of the truth with what the store has of it under all of its ids.

    ``days`` are the first and the last of the borough; ``step`` is told how many children are done.
    """
    kinds: dict[str, Kind] = defaultdict(Kind)
    children = unknown = 0
    for children, child in enumerate(truth, start=1):
        facts = _facts(log, la, child, days[1])
        unknown += facts is None
        _child(kinds, child, facts or [], days)
        step(children)
    return Compared(dict(kinds), children, unknown)


def _facts(log: Log, la: str, child: Child, last: date) -> list[Fact] | None:
    stream = child_stream(la, child.id)
    if not log.has_stream(stream):
        return None
    every = effective_history(cluster_of(log, stream, date.max, log.place().position).all, last, date.max)
    return [fact for fact in every if fact.stands and fact.occurred_on is not None]


def _child(kinds: dict[str, Kind], child: Child, facts: list[Fact], days: tuple[date, date]) -> None:
    held: dict[tuple[str, date], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.precision == "exact" and fact.occurred_on is not None and event(fact.event).SERIES != "observed":
            held[fact.event, fact.occurred_on].append(fact)
    for one in happened(child):
        found = held.get((one.event, one.day))
        _count(kinds[one.event], one, found.pop(0) if found else None, child, days)
    for (name, day), left in held.items():
        if left:
            kinds[name].on_another_day += len(left)
            kinds[name].examples += [f"{child.id} {name} {day}"] * len(left)


def _count(kind: Kind, one: Happened, fact: Fact | None, child: Child, days: tuple[date, date]) -> None:
    inside = days[0] <= one.day <= days[1]
    kind.happened += inside
    if fact is None:
        kind.planted += inside and _is_hidden(child, one)
        return
    if inside:
        kind.recovered += 1
        kind.by_source.update({source_of(said.source.system) for said in fact.said})
    wrong = list(_otherwise(one, fact))
    kind.other_codes += bool(wrong)
    kind.examples += [f"{child.id} {one.event} {one.day}: {', '.join(wrong)}"] * bool(wrong)


def _otherwise(one: Happened, fact: Fact) -> Iterator[str]:
    """The fields in which the record says something else; what it does not say is no mistake."""
    for name, value in one.codes.items():
        said = code_of(fact.data.get(name))
        if said not in (None, "unknown", value):
            yield f"{name} {said} for {value}"


def _is_hidden(child: Child, one: Happened) -> bool:
    return any(fault.day == one.day and fault.kind in ("late", "wrong-day") for fault in child.faults)
