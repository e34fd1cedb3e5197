"""What a file shows to be going on, in columns: one thing with what another source says began (see ``effective``)."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.shapes import shape
from journey.projections.effective import LASTING
from journey.projections.journal.layout import Layout
from journey.projections.journal.schema import PRECISIONS

INFERRED: Final = PRECISIONS.index("inferred")


def going_on(facts: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Pairs of things that are one: ``cluster, one, other`` (their keys).

    ``other`` was going on by its day; ``one`` began last before it and had not ended. ``facts`` are of ``resolve``,
    retracted ones and those set aside among them.
    """
    standing = facts.filter(~pl.col("retracted") & ~pl.col("aside") & pl.col("day").is_not_null())
    lasting = standing.filter(pl.col("event").is_in([layout.codes[name] for name in LASTING]))
    shown = lasting.filter(pl.col("precision") == INFERRED).select(
        "cluster", "event", pl.col("key").alias("other"), "day"
    )
    if shown.is_empty():
        return shown.select("cluster", pl.col("other").alias("one"), "other")
    begun = lasting.filter(pl.col("precision") != INFERRED).select(
        "cluster", "event", pl.col("key").alias("one"), pl.col("day").alias("began")
    )
    pairs = shown.join(begun, on=["cluster", "event"]).filter(pl.col("began") < pl.col("day"))
    last = pairs.sort("began", "one").unique(["cluster", "other"], keep="last", maintain_order=True)
    parts = {layout.codes[name]: shape(end).part for name, end in LASTING.items()}
    ended = standing.select("cluster", pl.col("key").alias("end"), pl.col("day").alias("ended_on"))
    end = pl.col("one") + "/" + pl.col("event").replace_strict(parts, return_dtype=pl.String())
    found = last.with_columns(end.alias("end")).join(ended, on=["cluster", "end"], how="left", maintain_order="left")
    return found.filter((pl.col("ended_on") > pl.col("day")).fill_null(True)).select("cluster", "one", "other")


def of_what_goes_on(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """All statements of a kind about the children of whom something of that kind is only shown to be going on."""
    kinds = [shape(name).kind for name in LASTING]
    kind = pl.col("fact").str.split("/").list.first()
    inferred = rows.filter(
        (pl.col("precision") == INFERRED) & pl.col("event").is_in([layout.codes[name] for name in LASTING])
    )
    asked = inferred.select("child", kind.alias("kind")).unique()
    if asked.is_empty():
        return rows.clear()
    named = rows.with_columns(kind.alias("kind")).filter(pl.col("kind").is_in(kinds))
    return named.join(asked, on=["child", "kind"], how="semi").drop("kind")
