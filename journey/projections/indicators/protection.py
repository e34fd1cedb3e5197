"""Child protection plans: visited and seen, repeated, long and short."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import days_after, last_working_days
from journey.domain.timescales import timescale
from journey.projections.batch import Batch, day_of
from journey.projections.cases import PROTECTION, paired, running
from journey.projections.day_tables import by_day, due_within
from journey.projections.helpers import preceding
from journey.projections.indicators.measure import Indicator, Period, told, unit_rows
from journey.projections.rereferrals import CountingRule
from journey.projections.visits import seen_in


def _visited(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    rule = timescale("C10", period.last)
    age, window = rule.step("plan_age").limit, rule.step("window").limit
    if age is None or window is None:
        raise ValueError("C10: the age of a plan and the window of visits are lengths of time")
    oldest = day_of(days_after(period.last, -_days(age.span)))
    plans = running(batch, *PROTECTION).filter(pl.col("ended_key").is_null() & (pl.col("day") <= oldest))
    first = day_of(last_working_days(period.last, window.value).first)
    seen = seen_in(batch, plans, "CPVisitMade", first, day_of(period.last))
    return unit_rows(seen, pl.col("seen"), pl.concat_list("position", "visit_position"))


def _days(span: tuple[int, str]) -> int:
    n, unit = span
    return n * {"days": 1, "weeks": 7}[unit]


def _repeat(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    """Whether there ever was an earlier plan is only known where the sources reach back without a limit."""
    started = batch.select(("CPPlanStarted",)).filter(period.holds("day"))
    found = preceding(started, batch.select(("CPPlanStarted",)), ("position",), "before_", strict=True)
    ever = batch.coverage.filter(
        (pl.col("event") == "CPPlanStarted") & (pl.col("carries") == "every") & pl.col("from").is_null()
    )["la"]
    las = found.join(batch.children.select("child", "la"), on="child", how="left", maintain_order="left")
    again = pl.col("before_key").is_not_null()
    answer = told(pl.when(again | pl.col("la").is_in(ever.implode())).then(again))
    return unit_rows(las, answer, pl.concat_list("position", "before_position"))


def _long(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    return _lasted(batch, period, "C12", "two_years", at_least=True)


def _short(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    return _lasted(batch, period, "C16", "short", at_least=False)


def _lasted(batch: Batch, period: Period, rule: str, step: str, *, at_least: bool) -> pl.DataFrame:
    ended = paired(batch, *PROTECTION).filter(period.holds("ended_on"))
    due = by_day(ended, "day", "due", due_within(rule, step))
    lasted = pl.col("ended_on") >= pl.col("due")
    return unit_rows(due, told(lasted if at_least else ~lasted), pl.concat_list("position", "ended_position"))


INDICATORS: Final = (
    Indicator(
        "cp_visited_and_seen",
        "Protection plans visited and seen in the last ten working days",
        "Child protection plans, active for two weeks or more at month end, where child was visited and seen in last "
        "10 working days of month",
        "S1 evaluation report 2018; C10",
        "share",
        "end",
        _visited,
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_plans_again",
        "Second or later protection plans",
        "Child protection plans starting in the period of a child who had ever been subject to a plan in the "
        "authority, of plans starting in it",
        "NI65, LG Inform 100; C13",
        "share",
        "period",
        _repeat,
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_plans_two_years",
        "Protection plans that lasted two years",
        "Child protection plans ending in the period that had lasted two years or more, of plans ending in it",
        "NI64; C12",
        "share",
        "period",
        _long,
        counts=("CPPlanEnded",),
    ),
    Indicator(
        "cp_plans_short",
        "Protection plans of less than three months",
        "Child protection plans ending in the period that had lasted less than three months, of plans ending in it",
        "DfE CIN census, duration bands; C16. A rise is neither good nor bad in itself",
        "share",
        "period",
        _short,
        counts=("CPPlanEnded",),
    ),
)
