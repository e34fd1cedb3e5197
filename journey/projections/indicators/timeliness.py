"""Indicators of timeliness: the runnings of a rule that started or stopped in the period, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from journey.domain.rules import rule as declared_rule
from journey.projections.batch import Batch
from journey.projections.indicators.measure import CANNOT_TELL, NO, YES, Period, unit_rows
from journey.projections.rereferrals import CountingRule
from journey.projections.timescales.running import in_order, runnings, with_positions

_ANSWER = {"met": YES, "late": NO, "overdue": NO, "cannot tell": CANNOT_TELL}
"""Pending and not applicable are in no denominator."""


@dataclass(frozen=True, slots=True)
class OfTimescale:
    """The units of a rule's timescale (or one step of it) whose ``day`` column lies in the period."""

    rule: str
    day: str
    step: str | None

    def __call__(self, batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
        counted = period.holds(self.day) & pl.col("state").cast(pl.String).is_in(list(_ANSWER))
        counted = counted if self.step is None else counted & (pl.col("step") == self.step)
        found = in_order(
            pl.concat(
                with_positions(frame.filter(counted))
                for frame in runnings(batch, declared_rule(self.rule).timescales, batch.settings)
            )
        )
        answer = pl.col("state").cast(pl.String).replace_strict(_ANSWER, return_dtype=pl.String())
        return unit_rows(found, answer, pl.col("positions"))


def of_timescale(rule: str, day: str, step: str | None = None) -> OfTimescale:
    """The units of a rule that started, or stopped, in the period."""
    return OfTimescale(rule, day, step)
