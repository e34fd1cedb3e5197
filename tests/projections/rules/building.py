"""Journeys for tests of rules: events in a line each, made into facts by the real effective history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

import polars as pl

from journey.domain.events import event
from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, child_stream
from journey.domain.values import code
from journey.projections.batch import Batch, date_of
from journey.projections.batch_memory import batch_of, covers
from journey.projections.choosing import NO_SETTINGS, Settings
from journey.projections.effective import Fact, effective_history
from journey.projections.timescales.running import timescales

LA = "871"


class Happened(NamedTuple):
    """One event of a journey; ``of`` is the day on which the thing it is a part of began.

    ``ongoing``: it is only shown to have been going on by its day. ``system`` is the source that says it,
    ``came_from`` the key of what it has the event in the row of.
    """

    name: str
    on: date
    data: Mapping[str, Any]
    of: date | None = None
    ordinal: int = 1
    at: time | None = None
    since: date | None = None
    ongoing: bool = False
    system: str = PERSON_SYSTEM
    came_from: str | None = None


def happened(
    name: str,
    on: date,
    *,
    of: date | None = None,
    ordinal: int = 1,
    at: time | None = None,
    since: date | None = None,
    ongoing: bool = False,
    system: str = PERSON_SYSTEM,
    came_from: str | None = None,
    **data: Any,
) -> Happened:
    return Happened(name, on, data, of, ordinal, at, since, ongoing, system, came_from)


def facts(
    events: Iterable[Happened], as_at: date, *, child: str = "1", born: date | None = date(2010, 5, 5)
) -> list[Fact]:
    """The effective history of a child with these events, each recorded on its day."""
    stream = child_stream(LA, child)
    after = 0 if child == "1" else 1_000 * (1 + int(child))  # no two children's events stand at one place of a log
    said = [_statement(stream, number, after, one) for number, one in enumerate(events, 2)]
    person = {"date_of_birth": born} if born else {}
    first = min((one.known_on for one in said), default=as_at)
    said.append(
        Statement(
            stream,
            "ChildRegistered",
            PERSON,
            first,
            Source("person", first),
            dict(person),
            version=1,
            position=after + 1,
        )
    )
    return effective_history(said, as_at, max([as_at, *(one.known_on for one in said)]))


def _statement(stream: str, number: int, after: int, one: Happened) -> Statement:
    kind = event(one.name)
    coded = kind.code_sets()
    data = {
        name: code(value, value) if name in coded and isinstance(value, str) else value
        for name, value in one.data.items()
    }
    return Statement(
        stream,
        one.name,
        fact_key(kind.KIND, one.of or one.on, one.ordinal, kind.PART),
        one.on,
        Source(one.system, one.on),
        data,
        occurred_on=one.on,
        occurred_time=one.at,
        precision="interval" if one.since else "inferred" if one.ongoing else "exact",
        occurred_from=one.since,
        belongs_to=one.came_from,
        version=number,
        position=after + number,
    )


def batch(
    events: Sequence[Happened],
    as_at: date,
    *,
    born: date | None = date(2010, 5, 5),
    coverage: pl.DataFrame | None = None,
) -> Batch:
    """A batch of one child, covered up to the as-at day unless said otherwise."""
    return batch_of([(LA, "1", facts(events, as_at, born=born))], as_at, as_at, _or_all(coverage, as_at))


def _or_all(coverage: pl.DataFrame | None, as_at: date) -> pl.DataFrame:
    return covers(LA, as_at) if coverage is None else coverage


class Row(NamedTuple):
    """A timescale as a test reads it."""

    step: str
    started_on: date | None
    due: date | None
    stopped_on: date | None
    state: str
    days_over: int | None
    steps: str | None = None


def rows(
    rule: str,
    events: Sequence[Happened],
    as_at: date,
    *,
    born: date | None = date(2010, 5, 5),
    coverage: pl.DataFrame | None = None,
    settings: Settings = NO_SETTINGS,
    step: str | None = None,
) -> list[Row]:
    """The timescales of one rule, or of one of its steps, in order of their start."""
    found = timescales(batch(events, as_at, born=born, coverage=coverage), (rule,), settings)
    kept = [row for row in found.iter_rows(named=True) if step in (None, row["step"])]
    return [
        Row(
            row["step"],
            _date(row["started_on"]),
            _date(row["due"]),
            _date(row["stopped_on"]),
            row["state"],
            row["days_over"],
            row["steps"],
        )
        for row in kept
    ]


def _date(day: int | None) -> date | None:
    return None if day is None else date_of(day)
