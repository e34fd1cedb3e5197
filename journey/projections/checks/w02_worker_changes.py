"""W02: whether a child looked after for a year had two or more changes of lead worker in that year."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import decided, earliest_within, limit_on, open_spans
from journey.projections.coverage.covered import surely_all
from journey.projections.holding.handoffs import HANDOFF, handoffs


def changes(batch: Batch) -> pl.DataFrame:
    """Changes known to lie in the period count; two files show at least one where the worker differs, perhaps more."""
    first = day_of(earliest_within(("W02", "period"), batch.as_at))
    many = limit_on(("W02", "changes"), batch.as_at).value
    moved = handoffs(batch).filter((pl.col("kind") == HANDOFF) & (pl.col("day") > first))
    sure = pl.coalesce("from_on", "day") > first
    counted = moved.group_by("child").agg(
        number=sure.sum(), most=pl.len(), behind=pl.col("positions").explode().drop_nulls()
    )
    care = open_spans(batch, CARE).with_columns(first=pl.lit(first, pl.Int32()))
    care = care.with_columns(every=surely_all(batch, care, ("WorkerAllocated",), "first", "today"))
    found = care.join(counted, on="child", how="left", maintain_order="left")
    number, most = pl.col("number").fill_null(0), pl.col("most").fill_null(0)
    long_enough = pl.col("started_on") <= pl.col("first")
    known = pl.col("shown") & long_enough
    answer = decided((number >= many) & known, (most < many) & pl.col("every") & known)
    return found.select(
        "child",
        "fact",
        pl.col("today").alias("day"),
        pl.when(~long_enough & ~pl.col("begun_before")).then(pl.lit(NOT_APPLICABLE)).otherwise(answer).alias("answer"),
        pl.format("{} changes of lead worker known", most).alias("detail"),
        pl.concat_list("position", pl.col("behind").fill_null([])).alias("behind"),
    )


ANSWERS: Final = {"changes": changes}
