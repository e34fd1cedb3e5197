"""Events that their source files under one thing, a referral: what they name decides before any date does.

A key that names nothing known (its start was moved since, or another source says it) leaves the matter to the dates.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from journey.projections.helpers import following, key_of


def named_origins(frame: pl.DataFrame, origins: pl.DataFrame, field: str) -> pl.DataFrame:
    """Adds ``named_day, named_position``: of the origin whose key ``field`` holds, none after the row's own day."""
    named = origins.unique(["child", "fact"], keep="first", maintain_order=True).select(
        "child", pl.col("fact").alias(field), named_day="day", named_position="position"
    )
    found = frame.join(named, on=["child", field], how="left", maintain_order="left")
    before = pl.col("named_day") <= pl.col("day")
    return found.with_columns(pl.when(before).then(pl.col(one)).alias(one) for one in ("named_day", "named_position"))


def named_by_a_start(frame: pl.DataFrame, stops: pl.DataFrame, field: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Stops filed under what a start of the child is filed under too, and the others, which go by their dates."""
    on = ["child", field]
    return stops.join(frame, on=on, how="semi", maintain_order="left"), stops.join(
        frame, on=on, how="anti", maintain_order="left"
    )


def earlier_of_the_same(
    frame: pl.DataFrame, stops: pl.DataFrame, field: str, carry: Sequence[str], name: str, after_the_day: bool
) -> pl.DataFrame:
    """Puts the first stop filed with a start, before the next start filed so, where it is earlier than ``<name>_day``.

    ``frame`` has ``child, day, seq, asked, field`` and ``<name>_<column>`` for each column of ``carry``.
    """
    groups = frame.select("child", field).drop_nulls().unique(maintain_order=True).with_row_index("group")
    starts, filed = (_keyed(one, groups, field) for one in (frame.select("child", "day", "seq", "asked", field), stops))
    starts = following(starts, starts.filter(pl.col("asked").fill_null(False)), ["day"], "other_", strict=True)
    starts = following(starts, filed, carry, "filed_", strict=after_the_day)
    day, other = pl.col("filed_day"), pl.col("other_day")
    mine = starts.filter(other.is_null() | ((day <= other) if after_the_day else (day < other)))
    added = [f"filed_{one}" for one in carry]
    frame = frame.join(mine.select("seq", *added), on="seq", how="left", maintain_order="left")
    earlier = (day < pl.col(f"{name}_day")) | (day.is_not_null() & pl.col(f"{name}_day").is_null())
    chosen = (
        pl.when(earlier).then(pl.col(f"filed_{one}")).otherwise(pl.col(f"{name}_{one}")).alias(f"{name}_{one}")
        for one in carry
    )
    return frame.with_columns(chosen).drop(added)


def _keyed(frame: pl.DataFrame, groups: pl.DataFrame, field: str) -> pl.DataFrame:
    """Rows of the groups with the key of group and day, so that a search ends within what is filed together."""
    found = frame.join(groups, on=["child", field], how="inner")
    return found.with_columns(key=key_of("group", "day")).sort("key", "seq")
