"""Timescales as an answer to people: with the child, who holds the case, the limit that counted, and the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import polars as pl

from journey.domain.rules import declared, events_of, rule
from journey.domain.rules.language import OR, Clock, Ladder
from journey.domain.timescale_blocks import Step
from journey.domain.timescales import rules
from journey.projections.batch import Batch, day_of
from journey.projections.children_rows import rows_of_children
from journey.projections.choosing import NO_SETTINGS, Settings
from journey.projections.holding.holders import holders
from journey.projections.names import worker_names
from journey.projections.organisation.rule_settings import settings_on
from journey.projections.questions import Asked
from journey.projections.timescales.judging import STATES
from journey.projections.timescales.running import runnings, with_positions
from journey.projections.why.reasons import reason

_DAYS = ("started_on", "due", "stopped_on", "ended_on")
NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""No worker's name is known."""


@dataclass(frozen=True)
class Wanted:
    """Which timescales: of some rules (none: all), in some states (none: any), due within some days from the as-at
    day (pending ones alone). ``due_by`` leaves out the pending ones that are due after a day, and no others."""

    rules: Sequence[str] = ()
    states: Sequence[str] = ()
    due_within: int | None = None
    due_by: date | None = None


@dataclass
class Answer:
    """Rows for a report, and how many timescales of the rules asked for were in each state, before any was left out:
    in all, and by rule and step."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    by_step: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def by_rule(self) -> list[dict[str, Any]]:
        """One row a step of a rule: ``rule, title, step`` and, by state in snake_case, how many."""
        return [
            {
                "rule": rule,
                "title": rules()[rule].title,
                "step": step,
                **{state.replace(" ", "_"): found[state] for state in STATES},
            }
            for (rule, step), found in sorted(self.by_step.items())
        ]


def timescale_answers(asked: Asked, wanted: Wanted) -> Answer:
    """The timescales asked for, by child, rule and start.

    A row has ``child_id, la, stream, rule, title, step, sentence, authority, reference, rung, fact, started_on, due,
    stopped_on, ended_on, state, days_over, reason``, who holds the case (``children_rows``), ``events`` (fact keys) and
    ``positions``. Where any of several steps may count, ``step`` and ``sentence`` say each. Raises UsageError for a
    rule that is not declared.
    """
    answer = Answer()
    settings = settings_on(asked.log, asked.at)
    names = worker_names(asked.log)
    for batch in asked.batches():
        add_answers(answer, batch, holders(batch, asked.structure), wanted, settings, names)
    answer.rows.sort(key=_in_order)
    return answer


def add_answers(
    answer: Answer,
    batch: Batch,
    held: pl.DataFrame,
    wanted: Wanted,
    settings: Settings = NO_SETTINGS,
    names: Mapping[str, str] = NO_NAMES,
) -> None:
    """Adds what one batch answers. ``held`` is ``holders.holders``, ``names`` the workers behind references."""
    named = [rule(name) for name in wanted.rules] or list(declared().values())
    asked = [one for found in dict.fromkeys(named) for one in found.timescales]
    for one, frame in zip(asked, runnings(batch, asked, settings), strict=True):
        for step, state, number in frame.group_by(pl.coalesce("steps", "step"), "state").len().rows():
            answer.counts[state] += number
            answer.by_step.setdefault((one.rule, step), Counter())[state] += number
        kept = with_positions(_kept(frame, batch.as_at, wanted))
        facts = _facts(batch, one, kept)
        told = rows_of_children(kept.drop("child_id"), held, names, days=_DAYS)
        for row, days in zip(told, kept.iter_rows(named=True), strict=True):
            row["step"] = row.pop("steps") or row["step"]
            row |= _block(row["rule"], row["step"], row["started_on"] or batch.as_at)
            row["reason"] = reason(days, one, batch, row["la"])
            row["events"] = [facts[position] for position in row["positions"] if position in facts]
            answer.rows.append(row)


def _kept(frame: pl.DataFrame, as_at: date, wanted: Wanted) -> pl.DataFrame:
    if wanted.states:
        frame = frame.filter(pl.col("state").cast(pl.String).is_in(list(wanted.states)))
    if wanted.due_within is not None:
        soon = pl.col("due") <= day_of(as_at) + wanted.due_within
        frame = frame.filter((pl.col("state") == "pending") & soon)
    if wanted.due_by is not None:
        frame = frame.filter((pl.col("state") != "pending") | (pl.col("due") <= day_of(wanted.due_by)))
    return frame


def _facts(batch: Batch, one: Clock | Ladder, kept: pl.DataFrame) -> dict[int, str]:
    """The fact key behind each position that the rows name."""
    if kept.is_empty():
        return {}
    named = kept.select(pl.col("positions").explode().unique().alias("position"))
    found = batch.select(events_of(one)).join(named, on="position", how="semi")
    return dict(found.select("position", "fact").iter_rows())


@lru_cache(maxsize=1 << 16)
def _block(rule_id: str, steps: str, on: date) -> dict[str, Any]:
    """What the rule says, by the value in force on a day; of several steps that may count, each."""
    blocks = [step_for(rule_id, step, on) for step in steps.split(OR)]
    return {
        "title": rules()[rule_id].title,
        "sentence": " Or: ".join(dict.fromkeys(block.sentence for block in blocks)),
        "authority": " or ".join(dict.fromkeys(block.label for block in blocks)),
        "reference": "; ".join(dict.fromkeys(block.reference for block in blocks)),
    }


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
