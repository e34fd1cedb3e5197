"""Drift of the record: what happened in the case that is open was written down too late, where that can be known."""

from __future__ import annotations

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.drift.activity import opened
from journey.projections.drift.lasting import FLAG_COLUMNS
from journey.projections.drift.late_recordings import late_recordings


def recording_drift(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Open cases of which anything since they opened was recorded late: how much, since when, by days at most.

    ``days`` is the longest lag in working days: at least so many where only files show it.
    """
    limit = timescale("recording_drift", batch.as_at).step("late").limit
    cases = held.filter("open").select("child").join(opened(batch), on="child")
    late = late_recordings(batch).join(cases, on="child", how="inner", maintain_order="left")
    found = (
        late.filter(pl.col("day") >= pl.col("opened"))
        .sort("child", "day", "position")
        .group_by("child", maintain_order=True)
        .agg(
            pl.len().alias("n"),
            pl.col("day").first().alias("since"),
            pl.max("lag").alias("days"),
            pl.col("by_person").sort_by("lag", "by_person").last().alias("exact"),
            pl.col("position").alias("positions"),
        )
    )
    what = pl.when(pl.col("n") == 1).then(pl.lit("1 event")).otherwise(pl.format("{} events", "n"))
    at_least = pl.when("exact").then(pl.lit("")).otherwise(pl.lit("at least "))
    detail = pl.format(
        "{} recorded more than {} after the day; the longest lag is {}{} working days",
        what,
        pl.lit(str(limit)),
        at_least,
        "days",
    )
    return found.select(
        "child",
        flag=pl.lit("recording_drift"),
        step=pl.lit("late"),
        since="since",
        days="days",
        detail=detail,
        positions="positions",
    ).select(pl.col(name).cast(dtype) for name, dtype in FLAG_COLUMNS.items())
