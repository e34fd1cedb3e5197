"""Education, health and care plans that were issued in time, with and without those to which an exception applied."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.measure import Indicator, Period, Units
from journey.projections.indicators.timeliness import of_timescale
from journey.projections.rereferrals import CountingRule

_ISSUED: Final = of_timescale("R13", "stopped_on", "plan")


def _without_exceptions(batch: Batch, period: Period, rule: CountingRule) -> pl.DataFrame:
    """Where no exception is recorded there is none: a late plan is not left out because nobody said why."""
    excepted = batch.select(("EHCPlanIssued",), base=("position",), where=(("exception", ("yes",)),))["position"]
    issued = _ISSUED(batch, period, rule)
    return issued.filter(~pl.col("positions").list.eval(pl.element().is_in(excepted.implode())).list.any())


def _plans(name: str, title: str, definition: str, units: Units) -> Indicator:
    reference = "SI 2014/1530, reg 13; S2 scrutiny minutes Oct 2016, almost 90 per cent; R13"
    return Indicator(name, title, definition, reference, "share", "period", units, counts=("EHCPlanIssued",))


INDICATORS: Final = (
    _plans(
        "ehc_plans_in_time",
        "New EHC plans within 20 weeks",
        "Education, health and care plans issued in the period within 20 weeks of the request, of plans issued in it, "
        "those with an exception included",
        _ISSUED,
    ),
    _plans(
        "ehc_plans_in_time_without_exceptions",
        "New EHC plans within 20 weeks, without exceptions",
        "Education, health and care plans issued in the period within 20 weeks of the request, of plans issued in it "
        "to which no exception is recorded",
        _without_exceptions,
    ),
)
