"""C03: whether a strategy discussion was held on the day on which a section 47 enquiry started."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, decided, none_known, where
from journey.projections.helpers import preceding

_HELD: Final = ("StrategyDiscussionHeld",)


def start(batch: Batch) -> pl.DataFrame:
    """Yes with a discussion on that day; no where every discussion is known and none was on it."""
    enquiries = batch.select(("Section47Started",), base=BASE)
    held = preceding(enquiries, batch.select(_HELD, base=("key", "position")), ["position"], "held_")
    same_day = pl.col("held_key") == pl.col("key")
    none = none_known(batch, held, _HELD, "day", "day")
    behind = held.with_columns(held_position=pl.when(same_day).then("held_position"))
    answer = decided(same_day, none & ~same_day.fill_null(False))
    detail = where(~same_day.fill_null(False), "no strategy discussion of that day is known")
    return answered(behind, answer, detail=detail, behind=("position", "held_position"))


ANSWERS: Final = {"start": start}
