"""K02: whether a care leaver's pathway plan was begun or reviewed in the six months up to the day."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import BASE, answered, decided, earliest_within, none_known
from journey.projections.helpers import key_of, preceding

_PLANS: Final = ("PathwayPlanMade", "PathwayPlanReviewed")


def window(batch: Batch) -> pl.DataFrame:
    """The start of a plan counts as its first review (SSD); the same date six months later is within."""
    first = pl.lit(day_of(earliest_within(("K02", "window"), batch.as_at)), pl.Int32())
    today = pl.lit(day_of(batch.as_at), pl.Int32())
    leavers = batch.select(("CareLeaverStatusObserved",), "eligibility", base=BASE).unique(
        "child", keep="last", maintain_order=True
    )
    leavers = leavers.with_columns(first=first, today=today).with_columns(today_key=key_of("child", "today"))
    found = preceding(
        leavers, batch.select(_PLANS, base=("key", "day", "position")), ["day", "position"], "review_", on="today_key"
    )
    in_time = (pl.col("review_day") >= pl.col("first")).fill_null(False)
    none = none_known(batch, found, ("PathwayPlanReviewed",), "first", "today")
    qualifying = (pl.col("eligibility") == "qualifying").fill_null(False)
    answer = pl.when(qualifying).then(pl.lit(NOT_APPLICABLE)).otherwise(decided(in_time, none & ~in_time))
    return answered(found, answer, day="today", behind=("position", "review_position"))


ANSWERS: Final = {"window": window}
