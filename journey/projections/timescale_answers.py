"""Timescales as an answer to people: with the child, who holds the case, the limit that counted, and the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from journey.domain.rules import declared, events_of, rule
from journey.domain.rules.language import Clock, Ladder
from journey.domain.timescale_blocks import Step
from journey.domain.timescales import rules
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.holders import holders
from journey.projections.judging import STATES
from journey.projections.questions import Asked
from journey.projections.reasons import reason
from journey.projections.rule_settings import settings_on
from journey.projections.structure import Structure
from journey.projections.timescales import timescale_rows

_HOLDER = ("lead_worker", "team", "hub", "case_status", "plan")


@dataclass(frozen=True)
class Wanted:
    """Which timescales: of some rules (none: all), in some states (none: any), due within some days from the as-at
    day (pending ones alone)."""

    rules: Sequence[str] = ()
    states: Sequence[str] = ()
    due_within: int | None = None


@dataclass
class Answer:
    """Rows for a report, and how many timescales of the rules asked for were in each state, before any was left out."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))


def timescale_answers(asked: Asked, wanted: Wanted) -> Answer:
    """The timescales asked for, by child, rule and start.

    A row has ``la, child_id, stream, rule, title, step, sentence, authority, rung, fact, started_on, due, stopped_on,
    ended_on, state, days_over, reason, lead_worker, team, hub, case_status, plan, events`` (fact keys) and
    ``positions``. Raises UsageError for a rule that is not declared.
    """
    answer = Answer()
    settings = settings_on(asked.log, asked.at)
    for batch in asked.batches():
        _add(answer, batch, asked.structure, wanted, settings)
    answer.rows.sort(key=_in_order)
    return answer


def _add(answer: Answer, batch: Batch, structure: Structure, wanted: Wanted, settings: frozenset[str]) -> None:
    named = [rule(name) for name in wanted.rules] or list(declared().values())
    asked = [one for found in dict.fromkeys(named) for one in found.timescales]
    held = {row["child"]: row for row in holders(batch, structure).iter_rows(named=True)}
    for one, frame in zip(asked, timescale_rows(batch, asked, settings), strict=True):
        for state, number in Counter(frame["state"].to_list()).items():
            answer.counts[state] += number
        kept = _kept(frame, batch.as_at, wanted)
        facts = _facts(batch, one, kept)
        for row in kept.iter_rows(named=True):
            answer.rows.append(_row(row, one, batch, held[row["child"]], facts))


def _kept(frame: pl.DataFrame, as_at: date, wanted: Wanted) -> pl.DataFrame:
    if wanted.states:
        frame = frame.filter(pl.col("state").cast(pl.String).is_in(list(wanted.states)))
    if wanted.due_within is not None:
        soon = pl.col("due") <= day_of(as_at) + wanted.due_within
        frame = frame.filter((pl.col("state") == "pending") & soon)
    return frame


def _facts(batch: Batch, one: Clock | Ladder, kept: pl.DataFrame) -> dict[int, str]:
    """The fact key behind each position that the rows name."""
    if kept.is_empty():
        return {}
    named = kept.select(pl.col("positions").explode().unique().alias("position"))
    found = batch.select(events_of(one)).join(named, on="position", how="semi")
    return dict(found.select("position", "fact").iter_rows())


def _row(
    row: Mapping[str, Any], one: Clock | Ladder, batch: Batch, held: Mapping[str, Any], facts: Mapping[int, str]
) -> dict[str, Any]:
    days = {name: _date(row[name]) for name in ("started_on", "due", "stopped_on", "ended_on")}
    block = step_for(row["rule"], row["step"], days["started_on"] or batch.as_at)
    return {
        "la": held["la"],
        "child_id": row["child_id"],
        "stream": held["stream"],
        "rule": row["rule"],
        "title": rules()[row["rule"]].title,
        "step": row["step"],
        "sentence": block.sentence,
        "authority": block.label,
        "reference": block.reference,
        "rung": row["rung"],
        "fact": row["fact"],
        **days,
        "state": row["state"],
        "days_over": row["days_over"],
        "reason": reason(row, one, batch, held["la"]),
        **{name: held[name] for name in _HOLDER},
        "events": [facts[position] for position in row["positions"] if position in facts],
        "positions": row["positions"],
    }


def _date(day: int | None) -> date | None:
    return None if day is None else date_of(day)


@cache
def step_for(rule_id: str, name: str, on: date) -> Step:
    """The block of a step in force on a day; before the first one known, that one."""
    blocks = [block for block in rules()[rule_id].steps if block.name == name]
    return next((block for block in blocks if block.in_force(on)), blocks[0])


def _in_order(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        row["la"],
        row["child_id"],
        row["rule"],
        row["started_on"] or date.min,
        row["step"],
        row["rung"],
        row["fact"],
    )
