"""Checks: what a rule asks of one event, or of one case as at a day, answered yes, no, not applicable or cannot tell.

A check is declared in ``domain.rules``. What codes answer is read by ``declared``; what needs more has a function here,
in a file with the name of the rule's, under its step: adding ``ANSWERS`` to a file is all it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

import polars as pl

from journey.domain.rules import checked, checks_of
from journey.domain.rules.language import Check
from journey.projections.batch import Batch
from journey.projections.checks.declared import by_codes
from journey.projections.helpers import look

Function = Callable[[Batch], pl.DataFrame]
"""Answers one check: ``rows.answered`` of what it asks about."""

CHECK_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "child_id": pl.String(),
    "rule": pl.String(),
    "step": pl.String(),
    "fact": pl.String(),
    "day": pl.Int32(),
    "answer": pl.String(),
    "detail": pl.String(),
    "positions": pl.List(pl.Int64()),
}
"""``fact`` is what is asked about: an event, or what opened a span; ``day`` that of the event, or the day as at which a
span is asked about (days since ``EPOCH``). ``answer`` is one of ``language.ANSWERS``, ``detail`` what it rests on, in
words. ``positions`` are those of the events behind it, that of the fact first."""

_FILE = re.compile(r"([a-z]\d\d)_\w+")


def checks(batch: Batch, rules: Iterable[str] = ()) -> pl.DataFrame:
    """The answers of some rules (of all that have checks), by child, rule, step and day: ``CHECK_COLUMNS``.

    By the settings of the batch.
    Raises UsageError for a rule without checks.
    """
    asked = [one for name in (dict.fromkeys(rules) or checked()) for one in checks_of(name)]
    frame = pl.concat([with_positions(check_rows(batch, one)) for one in asked])
    return frame.sort("child", "rule", "step", "day", "fact")


def check_rows(batch: Batch, check: Check) -> pl.DataFrame:
    """The answers of one check, unsorted: ``CHECK_COLUMNS`` with ``behind`` in place of ``positions``.

    Lists of positions cost more to make than all the rest, so that they are made for what is shown or counted alone.
    """
    answer = functions().get((check.rule, check.step))
    frame = by_codes(batch, check) if answer is None else answer(batch)
    ids = batch.children.get_column("child_id")
    named = frame.with_columns(child_id=look(ids, "child"), rule=pl.lit(check.rule), step=pl.lit(check.step))
    told = (pl.col(name).cast(kind) for name, kind in CHECK_COLUMNS.items() if name != "positions")
    return named.select(*told, "behind")


def with_positions(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``check_rows`` with the positions of the events behind them, each once."""
    behind = pl.col("behind") if frame.schema["behind"] == pl.List else pl.col("behind").arr.to_list()
    positions = behind.list.drop_nulls().list.unique(maintain_order=True)
    return frame.with_columns(positions=positions).select(*CHECK_COLUMNS)


@cache
def functions() -> dict[tuple[str, str], Function]:
    """The function behind each rule and step that has one."""
    found: dict[tuple[str, str], Function] = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        if match := _FILE.fullmatch(name):
            answers = import_module(f"{__name__}.{name}").ANSWERS
            found |= {(match[1].upper(), step): answer for step, answer in answers.items()}
    return found
