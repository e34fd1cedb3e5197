"""Every child in the store, with where the case stands: to find a journey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from journey.domain.shapes import shapes
from journey.projections.batch import Batch
from journey.projections.children_rows import rows_of_children
from journey.projections.holding.holders import holders
from journey.projections.names import worker_names
from journey.projections.questions import Asked


def children(asked: Asked) -> list[dict[str, Any]]:
    """One row per child of whom anything was known, in the order of authority and id.

    ``child_id, la, stream, events, first, last``, who holds the case (``children_rows``). Merged records are one child;
    ``events`` counts the facts of its life, those of no day left out.
    """
    return sorted(_rows(asked), key=lambda row: (row["la"], row["child_id"]))


def _rows(asked: Asked) -> Iterator[dict[str, Any]]:
    names = worker_names(asked.log)
    for batch in asked.batches():
        held = holders(batch, asked.structure)
        yield from rows_of_children(children_of(batch), held, names, days=("first", "last"))


def children_of(batch: Batch) -> pl.DataFrame:
    """How many facts each child of a batch has, and the days of the first and last: ``child, events, first, last``."""
    every = batch.select(tuple(shapes()), base=("child", "day"))
    counted = every.group_by("child").agg(
        pl.len().cast(pl.Int64).alias("events"), first=pl.col("day").min(), last=pl.col("day").max()
    )
    found = batch.children.select("child").join(counted, on="child", how="left", maintain_order="left")
    return found.with_columns(pl.col("events").fill_null(0))
