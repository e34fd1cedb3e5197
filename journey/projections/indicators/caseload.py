"""Caseloads at the end of the period: children for each social worker, and workers who hold very many."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.holders import NOT_KNOWN, UNALLOCATED, holders
from journey.projections.indicators.measure import YES, Indicator, Period
from journey.projections.rereferrals import CountingRule


def _allocated(batch: Batch, _period: Period, _rule: CountingRule) -> pl.DataFrame:
    """Children with an open case whom a lead worker holds; ``worker`` is null where no source says who."""
    held = holders(batch).filter(pl.col("open") & (pl.col("lead_worker") != UNALLOCATED))
    worker = pl.when(pl.col("lead_worker") != NOT_KNOWN).then("lead_worker")
    return held.select("child", pl.lit(YES).alias("answer"), "positions", worker.alias("worker"))


INDICATORS: Final = (
    Indicator(
        "caseload_per_social_worker",
        "Caseload per social worker",
        "Children with an open case allocated to qualified social workers at the end of the period, for each full-time "
        "equivalent of the qualified social workers who hold a case",
        "S1 evaluation report 2018, average cases per qualified social worker at year end; Children's social work "
        "workforce census; W01",
        "ratio",
        "end",
        _allocated,
        counts=("CINEpisodeOpened",),
        per="worker",
    ),
    Indicator(
        "very_high_caseloads",
        "Social workers with very high caseloads",
        "Number of qualified social workers who hold 30 children or more at the end of the period",
        "S1 evaluation report 2018, social workers with caseloads of 30 and more; W01",
        "count",
        "end",
        _allocated,
        counts=("CINEpisodeOpened",),
        per="worker",
    ),
)
