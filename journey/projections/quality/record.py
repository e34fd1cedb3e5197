"""Findings about the record: values not read, codes not known, dates that went back, sources that disagree, lag."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.carries import REGISTERED
from journey.domain.shapes import shape
from journey.projections.batch import Batch
from journey.projections.drift.late_recordings import late_recordings, recorded_names
from journey.projections.quality.child import known_unborn
from journey.projections.quality.frames import none_found, told

_FINDINGS: Final = {
    "not read": "value not read",
    "no code": "unknown code",
    "set aside": "date went back",
    "disagreement": "sources disagree",
    "disputed": "sources disagree",
    "withdrawn": "sources disagree",
    "also written": "lists disagree",
}
"""The finding that each kind of remark is; the others are none."""


def remarked(batch: Batch) -> pl.DataFrame:
    """Values not read, texts in no code set, latest dates that went back, sources and lists that disagree.

    The values themselves are shown with the fact. A source that last spoke of a child before its birth had no sex to
    tell, which is no disagreement with one that told it since.
    """
    remarks = batch.remarks().filter(pl.col("kind").is_in(list(_FINDINGS)))
    of_sex = (pl.col("event") == REGISTERED) & (pl.col("about") == "sex") & (pl.col("kind") == "disagreement")
    unborn = remarks.filter(of_sex).join(known_unborn(batch), on="child", how="semi")
    remarks = remarks.join(unborn, on=["child", "event", "about", "kind"], how="anti", maintain_order="left")
    titles = {name: shape(name).title for name in remarks["event"].unique()}
    title = pl.col("event").replace_strict(titles, return_dtype=pl.String)
    about = pl.col("about").str.replace("occurred_on", "date", literal=True).str.replace_all("_", " ", literal=True)
    detail = (
        pl.when(pl.col("kind") == "not read")
        .then("about")
        .when(pl.col("kind") == "set aside")
        .then(pl.format("{}: a later day was shown before", title))
        .when(pl.col("kind") == "disputed")
        .then(pl.format("{}: another source no longer states it, or took it back", title))
        .when(pl.col("kind") == "withdrawn")
        .then(pl.format("{}: no longer listed or taken back, but another source states it", title))
        .otherwise(pl.format("{}: {}", title, about))
    )
    name = pl.col("kind").replace_strict(_FINDINGS, return_dtype=pl.String)
    return told(remarks.with_columns(detail.alias("what")), name, "day", pl.col("what"), "", sheet="sheet")


def recorded_late(batch: Batch) -> pl.DataFrame:
    """Facts recorded more than the limit after they happened, where that can be known."""
    late = late_recordings(batch)
    if late.is_empty():
        return none_found()
    named = batch.select(recorded_names(), base=("position", "event", "fact"))
    late = late.join(named, on="position", how="left", maintain_order="left")
    at_least = pl.when("by_person").then(pl.lit("")).otherwise(pl.lit("at least "))
    titles = {name: shape(name).title for name in late["event"].unique()}
    title = pl.col("event").replace_strict(titles, return_dtype=pl.String)
    detail = pl.format("{}: recorded {}{} working days after it happened", title, at_least, "lag")
    return told(late.with_columns(detail.alias("what")), "recorded late", "day", pl.col("what"), "")


CHECKS: Final = (remarked, recorded_late)
