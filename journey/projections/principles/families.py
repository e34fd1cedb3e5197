"""Families: whether the children of one family whose cases are open are with one hub."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NO, YES

COLUMNS = ("la", "family", "child_id", "stream", "hub", "positions")
"""What is needed of ``holders.holders``, batch by batch: a family may be in several batches."""


def open_members(held: pl.DataFrame) -> pl.DataFrame:
    """The children of a batch with an open case and a family on record: ``COLUMNS``."""
    return held.filter(pl.col("open") & pl.col("family").is_not_null()).select(COLUMNS)


def with_one_hub(members: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per family with two or more open cases: ``la, family, answer, hubs, streams, positions``.

    ``no`` where two hubs are known, ``cannot tell`` where a child's is not.
    """
    every = pl.concat(list(members)).sort("la", "family", "child_id")
    grouped = every.group_by("la", "family", maintain_order=True).agg(
        children=pl.len(),
        hubs=pl.col("hub").drop_nulls().unique().sort(),
        unknown=pl.col("hub").is_null().any(),
        streams=pl.col("stream"),
        positions=pl.col("positions").explode(),
    )
    two = pl.col("hubs").list.len() > 1
    answer = pl.when(two).then(pl.lit(NO)).when(pl.col("unknown")).then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(YES))
    return grouped.filter(pl.col("children") > 1).select(
        "la", "family", answer.alias("answer"), "hubs", "streams", "positions"
    )
