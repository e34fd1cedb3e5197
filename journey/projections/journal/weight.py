"""In which order statements count: the later one wins (design, rule 3)."""

from __future__ import annotations

import polars as pl

from journey.domain.statements import LATEST_MARK, RANK, SHOW_THE_LATEST
from journey.projections.batch import EPOCH
from journey.projections.journal.layout import Layout

SOURCE: dict[str, pl.DataType] = {
    "system": pl.String(),
    "speaks_for": pl.Date(),
    "file": pl.Binary(),
    "made": pl.String(),
    "sheet": pl.String(),
    "made_on": pl.Date(),
}
"""Columns of a source as the journal keeps it; its number is its row."""

OF_FILE = ("speaks_for", "rank", "made_day", "made_order")
WITHIN = (*OF_FILE, "version")
"""The columns that order the statements on one record."""

WEIGHT = (*OF_FILE, "record", "version")
"""The columns that order statements about one fact; ``record`` tells the records of one child apart, the one that
stands for it last."""


def weighed(rows: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Statements with the columns of ``WITHIN``: a file counts by the day it was made."""
    joined = rows.join(sources, on="source", how="left", maintain_order="left")
    return joined.with_columns(made_day=pl.coalesce("made_day", "known_on"))


def shows_latest(layout: Layout) -> pl.Expr:
    """Whether a statement is of a source that shows the latest only of its event, as ``shows_latest_only`` has it."""
    repeats = pl.col("event").is_in(layout.with_series("latest"))
    return pl.col("system").str.ends_with(LATEST_MARK) | (repeats & pl.col("system").is_in(list(SHOW_THE_LATEST)))


def sources_frame(kept: pl.DataFrame) -> pl.DataFrame:
    """Sources by number, with what their statements are weighed by.

    ``source, system, speaks_for, rank, made_day`` (null where it is the day the statement was known), ``made_order``
    (the rank of time stamp and fingerprint), ``from_file``.
    """
    order = kept.select("made", "file").unique().sort("made", "file").with_row_index("made_order")
    ranks = pl.DataFrame({"system": list(RANK), "rank": list(RANK.values())}, {"system": pl.String, "rank": pl.Int64})
    return (
        kept.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("source"))
        .join(order, on=["made", "file"], how="left", maintain_order="left")
        .join(ranks, on="system", how="left", maintain_order="left")
        .select(
            "source",
            "system",
            "speaks_for",
            pl.col("rank").fill_null(1),
            (pl.col("made_on") - pl.lit(EPOCH)).dt.total_days().cast(pl.Int32).alias("made_day"),
            "made_order",
            (pl.col("file") != b"").alias("from_file"),
        )
    )
