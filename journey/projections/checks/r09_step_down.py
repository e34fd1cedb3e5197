"""R09: whether a child was stepped up again soon after being stepped down."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import BASE, answered, decided, none_known, where
from journey.projections.due import due_on
from journey.projections.helpers import following

_UP: Final = ("SteppedUp",)


def _returned(step: str, batch: Batch) -> pl.DataFrame:
    """A step up on the day of the step down comes after it; the last day of the limit is within."""
    down = batch.select(("SteppedDown",), base=BASE)
    down = down.with_columns(due=due_on(("R09", step), down["day"]))
    up = following(down, batch.select(_UP, base=("key", "day", "position")), ["day", "position"], "up_")
    soon = (pl.col("up_day") <= pl.col("due")).fill_null(False)
    none = none_known(batch, up, _UP, "day", "due") & ~soon
    early = where(~soon & (pl.col("due") > day_of(batch.as_at)), "the time is not over")
    behind = up.with_columns(up_position=pl.when(soon).then("up_position"))
    return answered(behind, decided(soon, none), detail=early, behind=("position", "up_position"))


ANSWERS: Final = {step: partial(_returned, step) for step in ("early_return", "return")}
