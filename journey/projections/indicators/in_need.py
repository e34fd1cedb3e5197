"""Children in need at the end of the period: plans, and episodes, that have gone on for a year."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.case_kinds import with_kind
from journey.projections.cases import EPISODE, open_now
from journey.projections.day_tables import by_day, due_within
from journey.projections.indicators.measure import Indicator, Period, told, unit_rows
from journey.projections.rereferrals import CountingRule


def _plans(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    """A plan that began twelve months before the last day, to the day, has been ongoing for twelve months.

    A child whom only a case status shows to be on a plan cannot be told: when it began is not there.
    """
    known = open_now(batch, "CINPlanStarted", "CINPlanEnded").select("child", "day", "position")
    shown = with_kind(batch).filter(pl.col("case_status") == "child-in-need-plan").select("child")
    unknown = _open(batch, shown).join(known, on="child", how="anti").with_columns(day=pl.lit(None, pl.Int32()))
    return _a_year(pl.concat([known, unknown.select(known.columns)]), period)


def _episodes(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    kinds = with_kind(batch).filter(pl.col("kind") == "cin").select("child")
    return _a_year(_open(batch, kinds).select("child", "day", "position"), period)


def _open(batch: Batch, children: pl.DataFrame) -> pl.DataFrame:
    return open_now(batch, *EPISODE).join(children, on="child", how="semi")


def _a_year(frame: pl.DataFrame, period: Period) -> pl.DataFrame:
    year = by_day(frame, "day", "year", due_within("R10", "ongoing"))
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
        _plans,
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
