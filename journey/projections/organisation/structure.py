"""How an authority is organised over time: hubs that merged or were taken apart, teams of hubs, who is one worker.

It comes from the stream of the organisation. Without one, every reference is a worker of its own and no hub is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from journey.domain.facts import thing_of
from journey.domain.statements import split_stream
from journey.domain.values import Data, Value, code_of
from journey.projections.days import day_of, in_range
from journey.projections.effective import Fact
from journey.projections.organisation.local_settings import Setting, settings_of


class Merger(NamedTuple):
    """A hub became part of another on a day (days since 1900)."""

    la: str
    day: int
    hub: str
    into: str
    position: int


class Split(NamedTuple):
    """A hub was taken apart on a day; its work went to others."""

    la: str
    day: int
    hub: str
    into: str


class Mapped(NamedTuple):
    """A team belongs to a hub from a day on."""

    la: str
    day: int
    team: str
    hub: str


@dataclass(frozen=True)
class Structure:
    """What is known of an organisation. ``same_as`` leads from a worker's reference to the one that stands for the
    person; ``full_time`` from a worker to hundredths of full time as at the day asked for, and ``qualified`` to whether
    any post held that day is a qualified social worker's: both only where it is recorded. ``has_hubs`` is whether the
    authority is organised in hubs at all; ``settings`` what it has set for itself."""

    mergers: tuple[Merger, ...] = ()
    splits: tuple[Split, ...] = ()
    teams: tuple[Mapped, ...] = ()
    # A mapping has no hash; two structures that differ in nothing else are told apart by equality.
    same_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    full_time: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    qualified: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    has_hubs: bool = False
    settings: tuple[Setting, ...] = ()


UNKNOWN = Structure()
"""An organisation of which nothing was recorded."""


def structure_of(facts: Iterable[Fact], as_at: date) -> Structure:
    """The structure that the effective history of the organisations' streams says, as at a day."""
    standing = [f for f in facts if f.stands and f.occurred_on and f.occurred_on <= as_at and in_range(f.occurred_on)]
    standing.sort(key=lambda fact: (fact.occurred_on or date.min, fact.key))
    same_as = _same_workers(standing)
    posts = _posts(standing, same_as)
    return Structure(
        tuple(merger for fact in standing for merger in _mergers(fact)),
        tuple(split for fact in standing for split in _splits(fact)),
        tuple(mapped for fact in standing for mapped in _mapped(fact)),
        MappingProxyType(same_as),
        MappingProxyType(_full_time(posts)),
        MappingProxyType(_qualified(posts)),
        any(_names_hub(fact) for fact in standing),
        settings_of(standing),
    )


def _names_hub(fact: Fact) -> bool:
    """Whether a fact of the organisation names a hub."""
    return any(fact.data.get(name) for name in ("hub", "into_hub", "from_hubs"))


def _mergers(fact: Fact) -> Iterator[Merger]:
    into = fact.data.get("into_hub")
    if fact.event == "HubsMerged" and isinstance(into, str) and fact.occurred_on:
        for hub in _texts(fact.data.get("from_hubs")):
            if hub != into:
                yield Merger(_la(fact), day_of(fact.occurred_on), hub, into, fact.said[0].position)


def _splits(fact: Fact) -> Iterator[Split]:
    hub = fact.data.get("hub")
    if fact.event == "HubDisaggregated" and isinstance(hub, str) and fact.occurred_on:
        for into in _texts(fact.data.get("into_hubs")):
            yield Split(_la(fact), day_of(fact.occurred_on), hub, into)


def _mapped(fact: Fact) -> Iterator[Mapped]:
    team, hub = fact.data.get("team"), fact.data.get("hub")
    if fact.event == "TeamMapped" and isinstance(team, str) and isinstance(hub, str) and fact.occurred_on:
        yield Mapped(_la(fact), day_of(fact.occurred_on), team, hub)


def _same_workers(facts: Iterable[Fact]) -> dict[str, str]:
    """Reference → the reference that stands for the person, followed to the end; a circle ends where it began."""
    said = {
        str(fact.data["reference"]): str(fact.data["same_as"])
        for fact in facts
        if fact.event == "WorkerIdentified" and fact.data.get("reference") and fact.data.get("same_as")
    }
    return {reference: _end(said, reference) for reference in said}


def _end(said: Mapping[str, str], reference: str) -> str:
    seen = {reference}
    while reference in said and said[reference] not in seen:
        reference = said[reference]
        seen.add(reference)
    return min(seen) if reference in said else reference


def _posts(facts: Iterable[Fact], same_as: Mapping[str, str]) -> list[tuple[str, Data]]:
    """The posts that are held, each with the worker who stands for the person."""
    posts: dict[tuple[str, str], tuple[str, Data]] = {}
    for fact in facts:
        worker = fact.data.get("worker")
        if fact.event == "WorkerPostStarted" and isinstance(worker, str):
            posts[fact.stream, fact.key] = (same_as.get(worker, worker), fact.data)
        elif fact.event == "WorkerPostEnded":
            posts.pop((fact.stream, thing_of(fact.key)), None)
    return list(posts.values())


def _full_time(posts: Iterable[tuple[str, Data]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for worker, post in posts:
        if isinstance(hundredths := post.get("fte_hundredths"), int):
            total[worker] = total.get(worker, 0) + hundredths
    return total


def _qualified(posts: Iterable[tuple[str, Data]]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for worker, post in posts:
        if (said := code_of(post.get("qualified"))) in ("yes", "no"):
            found[worker] = found.get(worker, False) or said == "yes"
    return found


def _texts(value: Value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _la(fact: Fact) -> str:
    return split_stream(fact.stream)[1]
