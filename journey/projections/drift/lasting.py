"""What has lasted for too long: the measure that flags of drift share. Nothing is measured beyond the data."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.helpers import look
from journey.projections.timescales.day_tables import as_date
from journey.projections.timescales.due import due_on

FLAG_COLUMNS: Final = {
    "child": pl.UInt32(),
    "flag": pl.String(),
    "step": pl.String(),
    "since": pl.Int32(),
    "days": pl.Int32(),
    "detail": pl.String(),
    "positions": pl.List(pl.Int64()),
}
"""Columns of flags: ``flag`` and ``step`` are a rule of ``timescales.toml`` and its step; ``since`` the day from which
``days`` are counted, to the as-at day or the last day of the authority's data, whichever is earlier."""


def with_today(frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add ``today`` by child: the as-at day, or the last day that any source of the authority speaks for."""
    return frame.with_columns(look(told_to(batch), "child").alias("today"))


def told_to(batch: Batch) -> pl.Series:
    """By child, the as-at day, or the last day that any source of the authority speaks for."""
    return batch.once("today", lambda: _today(batch))


def _today(batch: Batch) -> pl.Series:
    last = batch.coverage.group_by("la").agg(pl.max("to").alias("data_to"))
    days = batch.children.select("child", "la").join(last, on="la", how="left", maintain_order="left")
    as_at = pl.lit(day_of(batch.as_at), pl.Int32())
    return days.select(pl.min_horizontal("data_to", as_at)).to_series()


def lasting(
    frame: pl.DataFrame, batch: Batch, flag: str, step: str, detail: pl.Expr, *, counted_to: str = "today"
) -> pl.DataFrame:
    """Flags for the rows whose ``day`` lies at least the step's limit before ``counted_to``: ``FLAG_COLUMNS``.

    ``frame`` has ``child, day, positions``. With "more than" in the step's sentence the last day of the limit itself
    is not flagged.
    """
    started = frame.with_columns(due_on((flag, step), frame["day"]).alias("due"))
    started = started if "today" in started.columns else with_today(started, batch)
    reached = pl.col(counted_to) > pl.col("due") if (flag, step) in _MORE_THAN else pl.col(counted_to) >= pl.col("due")
    return started.filter(reached).select(
        pl.col("child").cast(pl.UInt32),
        pl.lit(flag).alias("flag"),
        pl.lit(step).alias("step"),
        pl.col("day").cast(pl.Int32).alias("since"),
        (pl.col(counted_to) - pl.col("day")).cast(pl.Int32).alias("days"),
        detail.alias("detail"),
        pl.col("positions").cast(pl.List(pl.Int64)),
    )


_MORE_THAN: Final = frozenset(
    {
        ("actions_overdue", "overdue"),
        ("transfer_limbo", "waiting"),
        ("permanence_drift", "decision"),
        ("permanence_drift", "section_20"),
        ("L15", "final_order"),
        ("L16", "exit"),
        ("R05", "from_start"),
    }
)
"""Steps that are passed only after the last day of their limit; the others are reached on it ("or more")."""


def no_flags() -> pl.DataFrame:
    """A frame without flags."""
    return pl.DataFrame(schema=FLAG_COLUMNS)


def written(day: str) -> pl.Expr:
    """A day as people read it in a detail."""
    return as_date(day).dt.strftime("%-d %B %Y")
