"""Children in need at the end of the period: plans, and episodes, that have gone on for a year."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.holding.case_kinds import with_kind
from journey.projections.holding.cases import EPISODE, open_now
from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator, Period, told, unit_rows
from journey.projections.rereferrals import CountingRule
from journey.projections.timescales.due import due_on


def _episodes(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    kinds = with_kind(batch).filter(pl.col("kind") == "cin").select("child")
    return _a_year(_open(batch, kinds).select("child", "day", "position"), period)


def _open(batch: Batch, children: pl.DataFrame) -> pl.DataFrame:
    return open_now(batch, *EPISODE).join(children, on="child", how="semi")


def _a_year(frame: pl.DataFrame, period: Period) -> pl.DataFrame:
    year = frame.with_columns(due_on(("R10", "ongoing"), frame["day"]).alias("year"))
    return unit_rows(year, told(pl.col("year") <= day_of(period.last)))


INDICATORS: Final = (
    Indicator(
        "cin_plans_twelve_months",
        "Child in need plans of twelve months or more",
        "Number of children subject to a child in need plan at month end where that plan had been ongoing for 12 "
        "months or more",
        "S1 evaluation report 2018; R10",
        "count",
        "end",
        of_check("R10", "ongoing", at_end=True),
    ),
    Indicator(
        "cin_plans_twelve_months_share",
        "Share of child in need plans of twelve months or more",
        "Children subject to a child in need plan at month end where that plan had been ongoing for 12 months or more, "
        "of children subject to one",
        "With the count of S1 evaluation report 2018; R10",
        "share",
        "end",
        of_check("R10", "ongoing", at_end=True),
    ),
    Indicator(
        "cin_episodes_twelve_months",
        "Episodes of need of twelve months or more",
        "Number of children in need, by status on a child in need plan, whose episode of need had been open for 12 "
        "months or more at month end",
        "Not published: for sources without the start of a plan, such as Annex A",
        "count",
        "end",
        _episodes,
        counts=("CINEpisodeOpened",),
    ),
)
