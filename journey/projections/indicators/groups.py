"""The groups that a figure can be told apart by, as at the day the figure is asked at."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import age_on
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.day_tables import by_day
from journey.projections.holders import holders
from journey.projections.structure import UNKNOWN, Structure

HELD: Final = {"hub": "hub", "team": "team", "worker": "lead_worker", "status": "case_status"}
OWN: Final = ("sex", "ethnicity", "disability")
GROUPS: Final = (*HELD, "age", *OWN, "need")
NOT_KNOWN: Final = "not known"


def groups(batch: Batch, by: str | None, structure: Structure = UNKNOWN) -> pl.DataFrame:
    """``child, group``: one group a child, ``not known`` where nothing says which; ``all`` without ``by``."""
    if by is None:
        return batch.children.select("child", pl.lit("all").alias("group"))
    if by in HELD:
        found = holders(batch, structure).select("child", pl.col(HELD[by]).alias("group"))
    elif by == "age":
        as_at = batch.as_at
        asked = by_day(
            batch.children.select("child", "born"),
            "born",
            "age",
            lambda day: age_on(date_of(day), as_at) if day <= day_of(as_at) else None,
        )
        found = asked.select("child", pl.col("age").cast(pl.String).alias("group"))
    elif by == "need":
        needs = batch.select(("CINEpisodeOpened",), "need").unique("child", keep="last", maintain_order=True)
        found = batch.children.select("child").join(needs.select("child", group="need"), on="child", how="left")
    else:
        found = batch.children.select("child", pl.col(by).alias("group"))
    return found.with_columns(pl.col("group").fill_null(NOT_KNOWN))
