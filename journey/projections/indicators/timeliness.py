"""Indicators of timeliness: the runnings of a rule that started or stopped in the period, and whether in time."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.measure import CANNOT_TELL, NO, YES, Period, Units, unit_rows
from journey.projections.rereferrals import CountingRule
from journey.projections.timescales import timescales

_ANSWER = {"met": YES, "late": NO, "overdue": NO, "cannot tell": CANNOT_TELL}
"""Pending and not applicable are in no denominator."""


def of_timescale(rule: str, day: str, step: str | None = None) -> Units:
    """The units of a rule's timescale (or one step of it) whose ``day`` column lies in the period."""

    def units(batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
        found = timescales(batch, (rule,), batch.settings).filter(
            period.holds(day) & pl.col("state").cast(pl.String).is_in(list(_ANSWER))
        )
        found = found if step is None else found.filter(pl.col("step") == step)
        answer = pl.col("state").cast(pl.String).replace_strict(_ANSWER, return_dtype=pl.String())
        return unit_rows(found, answer, pl.col("positions"))

    return units
