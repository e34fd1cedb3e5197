"""Changes of the lead worker: by the worker's own number or by name, and why the worker came.

The yearly return names a worker by the number of Social Work England, a case system by name. Unless they were said to
be one (``WorkerIdentified``), nobody can tell whether a number and a name are of two people, so that each is compared
with its own kind alone. Where the return carries every allocation of a child, what files show between two days adds
nothing.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.timescales import rules
from journey.projections.batch import Batch, day_of
from journey.projections.coverage.complete import stretches_of
from journey.projections.helpers import same
from journey.projections.holding.allocations import changes
from journey.projections.holding.cases import unbroken
from journey.projections.holding.cover import CHANGE, COVER, RETURN, with_cover
from journey.projections.one_child.cases import NUMBER

FIRST_CONTACT: Final = "first contact"
"""A change to a worker who began with a first contact: part of no handoff."""

ABSENCE: Final = "ABSENC"
_REASONS: Final = {"first_contact": ("FCONTA", FIRST_CONTACT), "absence": (ABSENCE, COVER)}
"""Steps of the rule ``handoff``: the reason that is not counted, and what the change is then."""


def worker_changes(led: pl.DataFrame, ended: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The changes of the lead worker within a case, as ``allocations.changes`` gives them, with ``part`` (see
    ``cover``, and ``FIRST_CONTACT``).

    ``led`` is of ``allocations``, ``ended`` of ``cases.breaks``.
    """
    numbered = pl.col("worker").str.contains(NUMBER)
    unnamed = pl.col("worker").is_null()
    by_number = _within_a_case(led.filter(numbered | unnamed), ended) if led.select(numbered.any()).item() else None
    if by_number is None:
        found = _within_a_case(led, ended)
    else:
        by_name = _within_a_case(led.filter(~numbered | unnamed), ended)
        by_name = _not_told_by_number(by_name, by_number, led.filter(numbered), batch)
        found = pl.concat([by_number, by_name]).sort("key", "seq", maintain_order=True)
    return _by_reason(found, led, batch)


def _within_a_case(led: pl.DataFrame, ended: pl.DataFrame) -> pl.DataFrame:
    return with_cover(unbroken(changes(led, "worker"), "from_key", ended))


def _not_told_by_number(
    by_name: pl.DataFrame, by_number: pl.DataFrame, numbered: pl.DataFrame, batch: Batch
) -> pl.DataFrame:
    """The changes between names that the numbers do not tell: of children without any, and after the last day covered.

    A change that began within the days covered and in which no number changed came after them.
    """
    rows = by_name.with_row_index("row").with_columns(first=pl.coalesce("from_on", "day"))
    near = rows.select("row", "child", "first", "day").join(
        by_number.select("child", pl.col("day").alias("numbered_on")), on="child"
    )
    told = near.filter(pl.col("numbered_on").is_between("first", "day"))["row"]
    covered = stretches_of(batch.coverage, "of some", "WorkerAllocated").join(
        batch.children.select("child", "la").filter(pl.col("child").is_in(numbered["child"].unique().implode())),
        on="la",
    )
    within = rows.select("row", "child", "first", "day").join(covered, on="child")
    inside = within.filter(pl.col("day").is_between("from", "to"))["row"]
    later = within.filter(pl.col("first").is_between("from", "to") & (pl.col("day") > pl.col("to")))
    since = later.group_by("row").agg(pl.max("to").alias("covered_to"))
    kept = rows.filter(~pl.col("row").is_in(told.implode()) & ~pl.col("row").is_in(inside.implode()))
    kept = kept.join(since, on="row", how="left", maintain_order="left")
    after = pl.when(~pl.col("exact")).then(pl.max_horizontal("from_on", pl.col("covered_to") + 1))
    return kept.with_columns(after.cast(pl.Int32).alias("from_on")).select(by_name.columns)


def _by_reason(found: pl.DataFrame, led: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """With the changes that their reason says are none."""
    why = led.filter(pl.col("reason").is_not_null()).select("key", "seq", "reason")
    rows = found.join(why, on=["key", "seq"], how="left", maintain_order="left")
    part = pl.col("part")
    for step, (reason, instead) in _REASONS.items():
        if f"handoff_{step}_counts" not in batch.settings:
            is_none = (pl.col("reason") == reason) & _in_force(step)
            part = pl.when((pl.col("part") == CHANGE) & is_none.fill_null(False)).then(pl.lit(instead)).otherwise(part)
    rows = rows.with_columns(part.alias("part"))
    before = (pl.col("key").shift(1), pl.col("reason").shift(1), pl.col("from").shift(1))
    back = same("key", "before_key") & (pl.col("before_reason") == ABSENCE) & (pl.col("before_from") == pl.col("to"))
    returned = (pl.col("part") == COVER) & (pl.col("reason") == ABSENCE) & back
    return (
        rows.with_columns(
            expr.alias(f"before_{name}") for expr, name in zip(before, ("key", "reason", "from"), strict=True)
        )
        .with_columns(pl.when(returned.fill_null(False)).then(pl.lit(RETURN)).otherwise("part").alias("part"))
        .select(*found.columns)
    )


def _in_force(step: str) -> pl.Expr:
    """Whether a step of the rule is in force on each row's day."""
    answer = pl.lit(False)
    for block in rules()["handoff"].steps:
        if block.name == step:
            begun = pl.col("day") >= day_of(block.valid_from)
            answer = answer | (
                begun if block.valid_until is None else begun & (pl.col("day") <= day_of(block.valid_until))
            )
    return answer
