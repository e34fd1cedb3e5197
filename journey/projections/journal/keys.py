"""Fact keys, taken apart in columns (see ``journey.domain.facts``)."""

from __future__ import annotations

from datetime import date

import polars as pl

from journey.projections.batch import day_of


def thing(fact: str = "fact") -> pl.Expr:
    """The key of the whole thing that a fact key, with or without a part, belongs to."""
    key = pl.col(fact)
    return pl.when(key.str.count_matches("/", literal=True) == 3).then(key.str.replace("/[^/]*$", "")).otherwise(key)


def key_pieces() -> list[pl.Expr]:
    """``start`` and ``ordinal`` of the key in ``fact``; null and 0 where it has none."""
    pieces = pl.col("fact").str.splitn("/", 4).struct
    return [
        as_day(pieces.field("field_1").str.to_date("%Y-%m-%d", strict=False)).alias("start"),
        pieces.field("field_2").cast(pl.Int32, strict=False).fill_null(0).alias("ordinal"),
    ]


def as_day(dates: pl.Expr) -> pl.Expr:
    """Dates of Polars as days since 1900."""
    return dates.cast(pl.Int32) + day_of(date(1970, 1, 1))
