"""C16: whether protection plans ended less than three months after their start."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.checks.lasted import ended_plans
from journey.projections.checks.rows import answered, decided


def short(batch: Batch) -> pl.DataFrame:
    """Plans that ended; exactly three months is not short."""
    ended = ended_plans(batch, ("C16", "short"))
    reached = pl.col("reached")
    return answered(ended, decided(~reached, reached), day="ended_on", behind=("position", "ended_position"))


ANSWERS: Final = {"short": short}
