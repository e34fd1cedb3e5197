"""Care leavers at the end of the period: pathway plans reviewed."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import earliest_within_months
from journey.domain.timescales import timescale
from journey.projections.batch import Batch, day_of
from journey.projections.covered import surely_none
from journey.projections.indicators.measure import Indicator, Period, told, unit_rows
from journey.projections.rereferrals import CountingRule

_PLANS = ("PathwayPlanMade", "PathwayPlanReviewed")


def _reviewed(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    """The start of a plan counts as its first review (SSD); the same date six months later is within."""
    limit = timescale("K02", period.last).step("window").limit
    first = day_of(earliest_within_months(period.last, limit.value if limit else 0))
    leavers = batch.select(("CareLeaverStatusObserved",), "eligibility").unique(
        "child", keep="last", maintain_order=True
    )
    counted = leavers.filter(pl.col("eligibility").ne_missing("qualifying"))
    last = batch.select(_PLANS).unique("child", keep="last", maintain_order=True)
    found = counted.join(
        last.select("child", reviewed="day", review_position="position"), on="child", how="left", maintain_order="left"
    ).with_columns(window_from=pl.lit(first, pl.Int32()), window_to=pl.lit(day_of(period.last), pl.Int32()))
    none = pl.Series("none", surely_none(batch, found, ("PathwayPlanReviewed",), "window_from", "window_to"))
    in_time = (pl.col("reviewed") >= first).fill_null(False)
    answer = told(pl.when(in_time | none).then(in_time))
    return unit_rows(found, answer, pl.concat_list("position", "review_position"))


INDICATORS: Final = (
    Indicator(
        "pathway_plans_reviewed",
        "Pathway plans reviewed in six months",
        "Proportion of care leavers (excluding qualifying) whose Pathway Plan was reviewed within the last six months "
        "at month end",
        "S1 evaluation report 2018; K02",
        "share",
        "end",
        _reviewed,
    ),
)
