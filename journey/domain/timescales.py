"""The numbers of law, guidance and local practice: which value was in force for a rule on a day, and who says so.

They are read from ``timescales.toml``, whose head explains its fields. A running timescale takes the value in force on
the day it started, a rule about one event the value in force on the day of that event.
"""

import difflib
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files

from journey.domain.calendar import corresponding_days, due_table
from journey.domain.errors import OutsideTables, UsageError
from journey.domain.timescale_blocks import Authority, Confidence, Limit, Rule, Step, Unit
from journey.domain.timescale_file import read_rules

__all__ = [
    "Authority",
    "Confidence",
    "Limit",
    "Rule",
    "Step",
    "Timescale",
    "Unit",
    "due_days",
    "earliest_days",
    "rules",
    "timescale",
]


@dataclass(frozen=True, slots=True)
class Timescale:
    """A rule as it stands on one day: the steps of its ladder that are in force, in order."""

    rule: str
    title: str
    on: date
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step of that name. Raises UsageError for one that is not in force on the day or never was."""
        for step in self.steps:
            if step.name == name:
                return step
        raise UsageError(f"{self.rule} has no step {name!r} on {self.on}. Its steps: {_names(self.steps)}.")

    @property
    def limit(self) -> Limit:
        """The limit of a rule that has one step. Raises UsageError where there are several, or nothing to count."""
        if len(self.steps) == 1 and self.steps[0].limit is not None:
            return self.steps[0].limit
        raise UsageError(f"{self.rule} has no single limit on {self.on}. Name one of its steps: {_names(self.steps)}.")


def timescale(rule_id: str, on: date) -> Timescale:
    """The values of a rule in force on a day.

    Raises UsageError for an unknown rule, OutsideTables for a day on which the table holds nothing for this one.
    """
    rule = _rule(rule_id)
    steps = tuple(step for step in rule.steps if step.in_force(on))
    if steps:
        return Timescale(rule.id, rule.title, on, steps)
    first = min(step.valid_from for step in rule.steps)
    raise OutsideTables(
        f"{rule.id} ({rule.title}) has no value in force on {on.isoformat()}; its first is from {first.isoformat()}. "
        "What was asked at other times is not known here; if you know it, add a dated block to timescales.toml."
    )


def due_days(rule_id: str, step: str, first: date, last: date) -> list[int | None]:
    """The due day of one step for each start from ``first`` to ``last``, by the value in force on the day of the start.

    As ``calendar.due_table``: entry i is for the start i days after ``first``, in days after ``first``, and None where
    no value is in force or the day cannot be known. Raises UsageError for an unknown rule or step, ValueError for one
    whose limit is no length of time.
    """
    return _by_the_block_of_the_day(rule_id, step, first, last, lambda limit: due_table(*limit.span, first, last))


def earliest_days(rule_id: str, step: str, first: date, last: date) -> list[int | None]:
    """For each day from ``first`` to ``last`` the earliest of which it lies within the months of a step.

    By the value in force on the day itself; entries as in ``due_days``. Raises UsageError for an unknown rule or step,
    and for one whose limit is not in months.
    """

    def back(limit: Limit) -> Sequence[int | None]:
        if limit.unit not in ("months", "years"):
            raise UsageError(f"{rule_id}, {step}: it is counted in months. Put the limit right in timescales.toml.")
        return corresponding_days(-limit.span[0], first, last)

    return _by_the_block_of_the_day(rule_id, step, first, last, back)


def _by_the_block_of_the_day(
    rule_id: str, step: str, first: date, last: date, table: Callable[[Limit], Sequence[int | None]]
) -> list[int | None]:
    """The entry of each day from ``first`` to ``last`` in the table of the limit in force on it."""
    rule = _rule(rule_id)
    blocks = [block for block in rule.steps if block.name == step]
    if not blocks:
        raise UsageError(f"{rule_id} has no step {step!r}. Its steps: {_names(rule.steps)}.")
    days: list[int | None] = [None] * ((last - first).days + 1)
    for block in blocks:
        if block.limit is None:
            raise ValueError(f"{rule_id}, {step}: there is nothing to count, so nothing can be due")
        begin, end = max(first, block.valid_from), min(last, block.valid_until or last)
        if begin <= end:
            part = slice((begin - first).days, (end - first).days + 1)
            days[part] = table(block.limit)[part]
    return days


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule of ``timescales.toml`` by its id, in the order of the file."""
    return read_rules(_table(), "timescales.toml")


@cache
def rule_version() -> str:
    """Sixteen hexadecimal digits that change with every change of ``timescales.toml``."""
    return sha256(_table().encode()).hexdigest()[:16]


@cache
def rule_versions() -> Mapping[str, str]:
    """Twelve hexadecimal digits for each rule, which change with every change of its title or any of its blocks."""
    tables = tomllib.loads(_table())
    written = {rule: json.dumps(table, sort_keys=True, default=str) for rule, table in tables.items()}
    return {rule: sha256(text.encode()).hexdigest()[:12] for rule, text in written.items()}


def _table() -> str:
    return files("journey.domain").joinpath("timescales.toml").read_text(encoding="utf-8")


def _rule(rule_id: str) -> Rule:
    known = rules()
    if rule_id in known:
        return known[rule_id]
    near = difflib.get_close_matches(rule_id, known, n=3, cutoff=0.3) or list(known)[:3]
    raise UsageError(f"There is no rule {rule_id!r}. The nearest are {', '.join(near)}; timescales.toml lists all.")


def _names(steps: Iterable[Step]) -> str:
    return ", ".join(dict.fromkeys(step.name for step in steps))
