"""Checks as an answer to people: with the child, who holds the case, what the rule asks, and the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from journey.domain.timescales import rules
from journey.projections.batch import Batch
from journey.projections.checks import checks
from journey.projections.children_rows import rows_of_children
from journey.projections.timescales.answers import step_for


def check_answers(batch: Batch, held: pl.DataFrame, rule: str, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The answers of a rule's checks, by child, step and day.

    A row has ``child_id, la, stream, rule, title, step, fact, day, answer, detail, sentence, authority, reference``,
    who holds the case (``children_rows``) and ``positions``. The sentence is that of the guidance in force on the day.
    """
    for row in rows_of_children(checks(batch, (rule,)).drop("child_id"), held, names, days=("day",)):
        block = step_for(rule, row["step"], row["day"])
        yield {
            **row,
            "title": rules()[rule].title,
            "sentence": block.sentence,
            "authority": block.label,
            "reference": block.reference,
        }
