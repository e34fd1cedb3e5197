"""L14: whether a looked-after child is placed at a distance."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import PLACEMENT
from journey.projections.batch import Batch
from journey.projections.checks.rows import answered, decided, limit_on, open_spans, where


def distance(batch: Batch) -> pl.DataFrame:
    """Asked of placements that are open at the day. Near home or inside the authority, it is not at a distance."""
    limit = limit_on(("L14", "distance"), batch.as_at).value
    miles = batch.select(("PlacementStarted",), "distance_miles", base=("child", "position"))
    placed = open_spans(batch, PLACEMENT).join(miles, on=["child", "position"], how="left", maintain_order="left")
    far = pl.col("distance_miles") > limit
    answer = decided(
        far & (pl.col("location") == "out") & pl.col("shown"), (~far | (pl.col("location") == "in")) & pl.col("shown")
    )
    missing = where(pl.col("distance_miles").is_null() | pl.col("location").is_null(), "miles or place not recorded")
    return answered(placed, answer, day="today", detail=missing)


ANSWERS: Final = {"distance": distance}
