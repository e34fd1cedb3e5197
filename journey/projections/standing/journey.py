"""One child's journey: where things stand, then every fact as at a day and as known at a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from datetime import time as time_of_day
from typing import Any

from journey.domain.shapes import shape
from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.domain.values import comparable
from journey.domain.worker_fields import WORKER_FIELDS
from journey.projections.cluster import cluster_of, find_stream
from journey.projections.coverage.holdings import Declarations
from journey.projections.days import rank_in_day
from journey.projections.effective import Fact, effective_history, standing_statements
from journey.projections.quality.remarks import remarks_on
from journey.projections.record.misfiled import moved_away, redacted
from journey.projections.standing.header import header
from journey.projections.standpoint import Standpoint
from journey.store.disposed_names import unnamed
from journey.store.log import Log

NOT_YET_SHOWN = "not yet shown"
"""The state of a fact that may already have been recorded on the day asked for, but is not shown to have been."""


@dataclass(frozen=True)
class Journey:
    """A child's journey.

    ``rows`` have ``child_id, fact, event, title, version, last_version, occurred_on, occurred_time, occurred_from,
    precision, known_on, known_from, recorded_at, state, may_be_known_earlier, disagree, data, sources``;
    ``last_version`` is that of the latest statement about the fact, which a correction is based on, ``disagree`` the
    fields of which another source or record of the child says otherwise. ``names`` are the workers behind references,
    ``records`` the streams that were read, ``merged`` the ids of those merged into the child's.
    """

    child: str
    stream: str
    now: dict[str, Any]
    rows: list[dict[str, Any]]
    names: dict[str, str]
    merged: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


def journey_of(log: Log, child: str, at: Standpoint, declarations: Declarations, *, history: bool = False) -> Journey:
    """The journey of a child's id (``id`` or ``la:id``); with ``history`` a row per statement instead of one per fact.

    ``declarations`` say what imported files cover. Raises UnknownChild.
    """
    stream = find_stream(log, child)
    cluster = cluster_of(log, stream, at.known_at, at.position)
    facts = effective_history(cluster.all, at.as_at, at.known_at, at.position, inferred=at.inferred)
    if history:
        disposals = log.disposals()
        rows = _statement_rows([unnamed(one, disposals) for one in cluster.all], facts, at)
    else:
        possible = effective_history(
            cluster.all, at.as_at, at.known_at, at.position, or_may_be_known=True, inferred=at.inferred
        )
        rows = _fact_rows(facts, possible)
    _, la, ident = split_stream(cluster.survivor)
    now = header(log, cluster, facts, at, declarations)
    names = _names(log, la, _references(rows, now))
    holder = now.get("lead_worker")
    if isinstance(holder, str) and holder in names:
        now["lead_worker_name"] = names[holder]
    others = tuple(sorted(split_stream(s)[2] for s in cluster.statements if s != cluster.survivor))
    return Journey(ident, cluster.survivor, now, rows, names, others, tuple(sorted(cluster.statements)))


def _fact_rows(facts: Sequence[Fact], possible: Sequence[Fact]) -> list[dict[str, Any]]:
    """One row a fact that counts, and those that may already have been recorded, marked."""
    shown = {fact.key: fact for fact in facts if fact.stands}
    may_be = {fact.key: fact for fact in possible if fact.stands}
    rows = []
    for fact in facts:
        if fact.stands:
            other = may_be.get(fact.key)
            unsure = other is None or _content(other) != _content(fact)
            rows.append(_row(fact, fact.state, unsure))
    versions = {(fact.stream, fact.version) for fact in shown.values()}
    for key, fact in may_be.items():
        if key not in shown and (fact.stream, fact.version) not in versions:
            rows.append(_row(fact, NOT_YET_SHOWN, True))
    return sorted(rows, key=_order)


def _order(row: dict[str, Any]) -> tuple[object, ...]:
    """By day, time (none first), what comes first within a day, key: as the rules read them."""
    time: time_of_day | None = row["occurred_time"]
    return (row["occurred_on"] or date.min, time or time_of_day.min, rank_in_day(row["event"]), row["fact"])


def _content(fact: Fact) -> object:
    return (fact.occurred_on, comparable(dict(fact.data)), fact.stands)


def _row(fact: Fact, state: str, unsure: bool) -> dict[str, Any]:
    return {
        "child_id": split_stream(fact.stream)[2],
        "fact": fact.key,
        "event": fact.event,
        "title": shape(fact.event).title,
        "version": fact.version,
        "last_version": max(s.version for s in fact.said if s.stream == fact.stream),
        "occurred_on": fact.occurred_on,
        "occurred_time": fact.occurred_time,
        "occurred_from": fact.occurred_from,
        "precision": fact.precision,
        "known_on": fact.known_on,
        "known_from": fact.known_from,
        "recorded_at": fact.recorded_at,
        "state": state,
        "may_be_known_earlier": unsure,
        "disagree": sorted(remark.about for remark in remarks_on(fact) if remark.kind == "disagreement"),
        "data": fact.data,
        "sources": [_source(statement) for statement in fact.said],
    }


def _source(statement: Statement) -> dict[str, Any]:
    source = statement.source
    return {
        "system": source.system,
        "speaks_for": source.speaks_for,
        "known_on": statement.known_on,
        "event": statement.name,
        "version": statement.version,
        "position": statement.position,
        "file": source.file.hex(),
        "sheet": source.sheet,
        "row": source.row,
        "by": statement.by,
    }


def _statement_rows(statements: Sequence[Statement], facts: Sequence[Fact], at: Standpoint) -> list[dict[str, Any]]:
    """One row a statement that the log held and that was known, in the order in which it was recorded."""
    visible = [s for s in statements if s.known_on <= at.known_at and s.position <= at.position]
    counting = standing_statements(visible)
    standing = {(s.stream, s.version) for s in counting}
    of_fact = {(s.stream, s.version): fact for fact in facts for s in fact.said}
    misfiled = moved_away(counting)
    rows = []
    for statement in sorted(visible, key=lambda s: s.position):
        fact = of_fact.get((statement.stream, statement.version))
        occurred_on = statement.occurred_on
        if occurred_on is not None and occurred_on > at.as_at:
            continue
        withdrawn = (statement.stream, statement.version) not in standing and "statement" not in statement.data
        says = shape(statement.name).series != "record"
        state = "retracted" if withdrawn else fact.state if fact is not None and says else "effective"
        rows.append(
            {
                "child_id": split_stream(statement.stream)[2],
                "fact": statement.fact,
                "event": statement.name,
                "title": shape(statement.name).title,
                "version": statement.version,
                "last_version": statement.version,
                "occurred_on": occurred_on,
                "occurred_time": statement.occurred_time,
                "occurred_from": statement.occurred_from,
                "precision": statement.precision,
                "known_on": statement.known_on,
                "known_from": statement.known_from,
                "recorded_at": statement.recorded_at,
                "state": state,
                "may_be_known_earlier": False,
                "disagree": [],
                "data": redacted(statement) if (statement.stream, statement.fact) in misfiled else statement.data,
                "sources": [_source(statement)],
            }
        )
    return rows


def _references(rows: Iterable[dict[str, Any]], now: dict[str, Any]) -> set[str]:
    found = [now.get("lead_worker")]
    for row in rows:
        data = row["data"]
        said = {**data, **data["fields"]} if isinstance(data.get("fields"), dict) else data
        found += [said[name] for name in WORKER_FIELDS & said.keys()]
        found += [data.get("old"), data.get("value")] if data.get("field") in WORKER_FIELDS else []
    return {reference for reference in found if isinstance(reference, str)}


def _names(log: Log, la: str, references: set[str]) -> dict[str, str]:
    """The names behind worker references, where the key to them is there."""
    if not references:
        return {}
    stream = organisation_stream(la)
    said = log.statements([stream], names=("WorkerNamed",))[stream]
    return {
        str(s.data["reference"]): name
        for s in said
        if s.data["reference"] in references and isinstance(name := s.data.get("name"), str)
    }
