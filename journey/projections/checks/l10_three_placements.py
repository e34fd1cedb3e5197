"""L10: whether a looked-after child had three or more placements in the year up to the day."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import days_after, months_before
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.placements import homes
from journey.projections.checks.rows import decided, limit_on, open_spans
from journey.projections.coverage.covered import surely_all


def placements(batch: Batch) -> pl.DataFrame:
    """Counted are homes (``placements.homes``) that were open on any day of the year. More may have gone unseen."""
    months, _ = limit_on(("L10", "year"), batch.as_at).span
    first = day_of(days_after(months_before(batch.as_at, months), 1))
    three = limit_on(("L10", "placements"), batch.as_at).value
    # Placements of an earlier period of care within the year count too.
    care = open_spans(batch, CARE).with_columns(first=pl.lit(first, pl.Int32()))
    care = care.with_columns(every=surely_all(batch, care, ("PlacementStarted",), "first", "today"))
    lived = homes(batch).filter(pl.col("ended_on").is_null() | (pl.col("ended_on") >= first))
    lived = lived.join(care.select("child"), on="child", how="semi")
    counted = lived.group_by("child").agg(number=pl.len(), behind=pl.col("position"))
    found = care.join(counted, on="child", how="left", maintain_order="left")
    number = pl.col("number").fill_null(0)
    known = pl.col("every") & pl.col("shown")
    return found.select(
        "child",
        "fact",
        pl.col("today").alias("day"),
        decided((number >= three) & pl.col("shown"), (number < three) & known).alias("answer"),
        pl.format("{} placements known in twelve months", number).alias("detail"),
        pl.concat_list("position", pl.col("behind").fill_null([])).alias("behind"),
    )


ANSWERS: Final = {"placements": placements}
