"""Assessments and conferences: in time, and with the child seen."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.measure import Indicator, Period, told, unit_rows
from journey.projections.indicators.timeliness import of_timescale
from journey.projections.rereferrals import CountingRule


def _seen(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
    started = batch.select(("AssessmentStarted",), "child_seen").select("child", "start", "ordinal", "child_seen")
    done = batch.select(("AssessmentAuthorised",)).filter(period.holds("day"))
    both = done.join(started, on=["child", "start", "ordinal"], how="left", maintain_order="left")
    code = pl.col("child_seen")
    return unit_rows(both, told(pl.when(code.is_in(("yes", "no"))).then(code == "yes")))


INDICATORS: Final = (
    Indicator(
        "assessments_in_time",
        "Assessments in forty-five working days",
        "Assessments completed (authorised) in the period within 45 working days, of assessments completed in it",
        "WT15, WT18, WT23 chapter 1; R05",
        "share",
        "period",
        of_timescale("R05", "stopped_on", "from_start"),
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "child_seen_in_assessment",
        "Child seen in the assessment",
        "Assessments authorised in the period in which the child was seen, of assessments authorised in it",
        "WT15 chapter 1; AXA list 4; R06",
        "share",
        "period",
        _seen,
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "conferences_in_time",
        "Initial conferences in fifteen working days",
        "Initial child protection conferences held in the period within 15 working days of the strategy discussion at "
        "which the section 47 enquiry was initiated, of conferences held in it",
        "WT15, WT18; C05",
        "share",
        "period",
        of_timescale("C05", "stopped_on"),
        counts=("InitialCPConferenceHeld",),
    ),
)
