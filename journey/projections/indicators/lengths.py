"""Means of a rule's timescale: how long the runnings that stopped in the period took."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.measure import Period, timed_rows
from journey.projections.rereferrals import CountingRule
from journey.projections.timescales.running import timescales

_STOPPED = ("met", "late")


@dataclass(frozen=True, slots=True)
class OfLength:
    """The runnings of a rule's step that stopped in the period, with the days they took.

    Nobody can tell the days of one that had begun before anybody says when.
    """

    rule: str
    step: str

    def __call__(self, batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
        found = timescales(batch, (self.rule,), batch.settings)
        stopped = found.filter((pl.col("step") == self.step) & period.holds("stopped_on"))
        known = pl.col("state").cast(pl.String()).is_in(_STOPPED)
        took = pl.col("stopped_on") - pl.col("started_on")
        return timed_rows(stopped, pl.when(known).then(took), pl.col("positions"))
