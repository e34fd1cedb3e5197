"""Referrals: how many, how many repeat, how many end without further action, how soon they are decided."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator, Period, unit_rows
from journey.projections.indicators.timeliness import of_timescale
from journey.projections.rereferrals import CountingRule, referrals


def _counted(batch: Batch, period: Period, rule: CountingRule) -> pl.DataFrame:
    return referrals(batch, rule).filter(period.holds("day") & ~pl.col("while_open"))


def _all(batch: Batch, period: Period, rule: CountingRule) -> pl.DataFrame:
    return unit_rows(_counted(batch, period, rule), pl.lit("yes"), pl.col("positions"))


def _repeat(batch: Batch, period: Period, rule: CountingRule) -> pl.DataFrame:
    return unit_rows(_counted(batch, period, rule), pl.col("answer"), pl.col("positions"))


INDICATORS: Final = (
    Indicator(
        "referrals",
        "Referrals",
        "Referrals received in the period, one a child and day; none while the child's case is open.",
        "S1 evaluation report 2018: 2,282 in 2015, 5,688 in 2017, when all contacts were counted (footnote 45)",
        "count",
        "period",
        _all,
        takes_rule=True,
        counts=("ReferralReceived",),
    ),
    Indicator(
        "repeat_referrals",
        "Repeat referrals",
        "Proportion of referrals in month that were repeat referrals (within 12 months of previous referral)",
        "S1 evaluation report 2018; DfE, characteristics of children in need, methodology",
        "share",
        "period",
        _repeat,
        takes_rule=True,
        counts=("ReferralReceived",),
    ),
    Indicator(
        "referral_decisions_in_time",
        "Referral decisions in one working day",
        "Proportion of referrals received in a month where the decision was made and authorised within one working "
        "day. Each needs its own decision: several on one day, and one while the case is open, are counted each",
        "S1 evaluation report 2018; R01",
        "share",
        "period",
        of_timescale("R01", "started_on"),
        counts=("ReferralReceived",),
        counted_by="referrals-only",
    ),
    Indicator(
        "referrals_without_action",
        "Referrals with no further action",
        "Referrals received in the period that ended with no further action, of all referrals received in it. Each has "
        "its own outcome: several on one day, and one while the case is open, are counted each",
        "DfE CIN census, ReferralNFA; R04",
        "share",
        "period",
        of_check("R04", "no_further_action"),
        counts=("ReferralReceived",),
        counted_by="referrals-only",
    ),
)
