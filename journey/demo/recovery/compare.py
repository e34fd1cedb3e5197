"""The store beside the truth: what of all that happened the sources recover, and what they have that did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from journey.demo.borough.lives import Child
from journey.demo.files.truth import About
from journey.demo.recovery.happened import Happened, happened
from journey.demo.recovery.reasons import source_of
from journey.domain.events import event
from journey.domain.statements import child_stream, sen_child
from journey.domain.values import code_of
from journey.projections.cluster import cluster_of
from journey.projections.effective import Fact, effective_history
from journey.projections.standpoint import Standpoint
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
    """What came of it, by the stored name of the event; the ``streams`` compared, and how many children the store does
    not know."""

    kinds: dict[str, Kind]
    streams: list[str]
    unknown: int


def compare(
    log: Log, at: Standpoint, of: About, truth: Iterable[Child], step: Callable[[int, int], None] = lambda *_: None
) -> Compared:
    """Compare every child of the truth with what the store has of it under all of its ids.

    ``step`` is told how many children are done, of how many.
    """
    kinds: dict[str, Kind] = defaultdict(Kind)
    streams: list[str] = []
    unknown = 0
    for done, child in enumerate(truth, start=1):
        stream = _stream(log, of.la, child)
        if stream is None:
            unknown += 1
        else:
            streams.append(stream)
        _child(kinds, child, _facts(log, at, stream) if stream is not None else [], of)
        step(done, of.children)
    return Compared(dict(kinds), streams, unknown)


def _stream(log: Log, la: str, child: Child) -> str | None:
    """The stream of a child; one that only the SEN system knows has one under that id."""
    idents = (child.id, sen_child(child.sen_id)) if child.sen_id else (child.id,)
    return next((stream for stream in (child_stream(la, one) for one in idents) if log.has_stream(stream)), None)


def _facts(log: Log, at: Standpoint, stream: str) -> list[Fact]:
    said = cluster_of(log, stream, at.known_at, at.position).all
    every = effective_history(said, at.as_at, at.known_at, at.position)
    return [fact for fact in every if fact.stands and fact.occurred_on is not None]


def _child(kinds: dict[str, Kind], child: Child, facts: list[Fact], of: About) -> None:
    held: dict[tuple[str, date], list[Fact]] = defaultdict(list)
    for known in facts:
        if known.precision == "exact" and known.occurred_on is not None:
            held[known.event, known.occurred_on].append(known)
    for one in happened(child):
        same_day = held.get((one.event, one.day), [])
        fact = min(same_day, key=partial(_differing, one), default=None)
        if fact is not None:
            same_day.remove(fact)
        _count(kinds[one.event], one, fact, child, of)
    for (name, day), left in held.items():
        if left and event(name).SERIES != "observed":
            kinds[name].on_another_day += len(left)
            kinds[name].examples += [f"{child.id} {name} {day}"] * len(left)


def _count(kind: Kind, one: Happened, fact: Fact | None, child: Child, of: About) -> None:
    inside = of.first <= one.day <= of.last
    kind.happened += inside
    if fact is None:
        kind.planted += inside and _is_hidden(child, one)
        return
    if inside:
        kind.recovered += 1
        kind.by_source.update({source_of(said.source.system) for said in fact.said})
    if wrong := ", ".join(_otherwise(one, fact)):
        kind.other_codes += 1
        kind.examples.append(f"{child.id} {one.event} {one.day}: {wrong}")


def _otherwise(one: Happened, fact: Fact) -> Iterator[str]:
    """The fields in which the record says something else; what it does not say is no mistake."""
    for name, value in one.codes.items():
        said = code_of(fact.data.get(name))
        if said not in (None, "unknown", value):
            yield f"{name} {said} for {value}"


def _differing(one: Happened, fact: Fact) -> int:
    return sum(1 for _ in _otherwise(one, fact))


def _is_hidden(child: Child, one: Happened) -> bool:
    return any(fault.day == one.day and fault.kind in ("late", "wrong-day") for fault in child.faults)
