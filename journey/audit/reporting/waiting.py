"""How long things take where some are still open."""

from __future__ import annotations

from math import isnan

import polars as pl


def median_with_open(frame: pl.DataFrame) -> float | None:
    """The median days, those still open among them (Kaplan and Meier 1958): ``days`` and ``stopped`` of each.

    None where less than half were ever stopped, and where nothing is known: it is then longer than anything seen.
    """
    known = frame.drop_nulls("days").filter(pl.col("days") >= 0)
    if not known["stopped"].any():
        return None
    from statsmodels.duration.survfunc import SurvfuncRight

    # A day is counted as half past, so that what was done on the day it began has a time.
    times = known["days"].cast(pl.Float64).to_numpy() + 0.5
    found = float(SurvfuncRight(times, known["stopped"].cast(pl.Int8).to_numpy()).quantile(0.5))
    return None if isnan(found) else found - 0.5
