"""The order in which facts are read: by child, day, time (none first), rank within the day, key."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import DAY_BITS, rank_in_day
from journey.projections.journal.layout import Layout

_MINUTE_BITS, _RANK_BITS = 11, 8


def _rank(layout: Layout) -> pl.Expr:
    ranks = pl.Series([rank_in_day(name) for name in layout.names], dtype=pl.Int64)
    return pl.lit(ranks).gather(pl.col("event"))


def place(child: str, layout: Layout) -> pl.Expr:
    """Child, day, time and rank within the day in one number that sorts as they do; only the key is left out."""
    number = pl.col(child).cast(pl.Int64) * (1 << DAY_BITS) + pl.col("day")
    number = number * (1 << _MINUTE_BITS) + pl.col("minute").fill_null(-1) + 1
    return number * (1 << _RANK_BITS) + _rank(layout)


def in_time(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Statements in the order in which their facts are read, those without a day first."""
    keys = rows.select("child", "day", place("child", layout).alias("place"), "fact")
    at = keys.select(pl.arg_sort_by("child", pl.col("day").is_not_null(), "place", "fact")).to_series()
    return rows[at]


def merged(alone: pl.DataFrame, resolved: pl.DataFrame, fact: pl.Series, layout: Layout) -> pl.DataFrame:
    """Two frames of dated facts (``child, event, day, minute, origin``) as one, in the order in which facts are read.

    ``alone`` is in that order already; ``fact`` holds the keys by ``origin``.
    """
    if resolved.is_empty():
        return alone
    first = alone.select(place("child", layout)).to_series()
    resolved = resolved.with_columns(place("child", layout).alias("place")).sort("place")
    second = resolved["place"]
    height = first.len() + second.len()
    goes_to = first.search_sorted(second, side="right").cast(pl.UInt32) + pl.int_range(
        second.len(), dtype=pl.UInt32, eager=True
    )
    is_second = pl.zeros(height, pl.Boolean, eager=True).scatter(goes_to, True)
    taken = (
        pl.DataFrame({"second": is_second})
        .select(
            pl.when("second")
            .then(pl.col("second").cum_sum() + (first.len() - 1))
            .otherwise((~pl.col("second")).cum_sum() - 1)
        )
        .to_series()
    )
    both = pl.concat([alone, resolved.drop("place")])[taken]
    return _ties_by_key(both, fact, layout)


def _ties_by_key(rows: pl.DataFrame, fact: pl.Series, layout: Layout) -> pl.DataFrame:
    """With facts of one child, day, time and rank in the order of their keys."""
    places = rows.select(place("child", layout).alias("place"))
    as_before = (pl.col("place") == pl.col("place").shift()).fill_null(False)
    tied = places.select((as_before | as_before.shift(-1).fill_null(False)).arg_true()).to_series()
    if tied.is_empty():
        return rows
    keys = pl.DataFrame({"place": places["place"].gather(tied), "fact": fact.gather(rows["origin"].gather(tied))})
    at = keys.select(pl.arg_sort_by("place", "fact")).to_series()
    order = pl.int_range(rows.height, dtype=pl.UInt32, eager=True).scatter(tied, tied.gather(at))
    return rows[order]
