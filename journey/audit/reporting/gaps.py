"""Gaps between allocations: days of an open case on which nobody had it, after somebody had."""

from __future__ import annotations

from datetime import date

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.helpers import day_in
from journey.projections.holding.allocations import allocations
from journey.projections.holding.cases import stretches
from journey.projections.organisation.structure import Structure


def gaps(batch: Batch, structure: Structure, children: pl.DataFrame, since: date) -> dict[int, tuple[int, int]]:
    """Child → how many gaps it had from ``since`` on, and how many days they lasted in all: of those of ``children``
    (``child``) whose case anybody is shown to have had; of others nobody can tell.

    Where only files show it, a gap begins with the first that shows nobody and lasts up to the day after the last that
    does: it lasted so long at least. One still open is counted up to the as-at day.
    """
    asked = children["child"].unique().implode()
    said = allocations(batch, structure=structure).filter(pl.col("child").is_in(asked))
    held = pl.col("worker").is_not_null()
    begins = ~held & held.shift(1).over("child").fill_null(False)
    taken = pl.when(held).then(pl.when("exact").then("day").otherwise("since"))
    today = pl.lit(day_of(batch.as_at), pl.Int32())
    runs = said.with_columns(gap=begins.cum_sum().over("child"), taken=taken.backward_fill().over("child"))
    each = (
        runs.filter(~held & (pl.col("gap") > 0))
        .group_by("child", "gap")
        .agg(pl.min("day"), last=pl.max("day"), taken=pl.col("taken").last())
        .with_columns(until=pl.max_horizontal("last", pl.col("taken").fill_null(today)))
    )
    open_ = stretches(batch).select("child", opened=day_in("key"), ended=day_in("ended_key").fill_null(today))
    first, last = pl.max_horizontal("day", "opened", pl.lit(day_of(since))), pl.min_horizontal("until", "ended")
    within = each.join(open_, on="child").with_columns(days=last - first).filter(pl.col("days") > 0)
    found = within.group_by("child").agg(number=pl.col("gap").n_unique(), days=pl.sum("days"))
    told = {child: (number, days) for child, number, days in found.select("child", "number", "days").rows()}
    return {child: told.get(child, (0, 0)) for child in said.filter(held)["child"].unique()}
