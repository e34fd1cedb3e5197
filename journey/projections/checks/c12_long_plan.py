"""C12: whether protection plans lasted two years, and whether open ones have."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import CP_PLAN
from journey.projections.batch import Batch
from journey.projections.checks.lasted import ended_plans
from journey.projections.checks.rows import answered, decided, open_spans
from journey.projections.timescales.due import due_on

_REACHED = pl.col("reached")


def two_years(batch: Batch) -> pl.DataFrame:
    """Plans that ended; exactly two years is two years or more."""
    ended = ended_plans(batch, ("C12", "two_years"))
    return answered(ended, decided(_REACHED, ~_REACHED), day="ended_on", behind=("position", "ended_position"))


def open_for_two_years(batch: Batch) -> pl.DataFrame:
    """Plans that are open; one that the sources no longer show to be open may have ended."""
    still = open_spans(batch, CP_PLAN)
    still = still.with_columns(reached=pl.col("today") >= due_on(("C12", "open"), still["started_on"]))
    return answered(still, decided(_REACHED & pl.col("shown"), ~_REACHED & pl.col("shown")), day="today")


ANSWERS: Final = {"two_years": two_years, "open": open_for_two_years}
