"""C14: whether a child on a protection plan is looked after as well."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import CARE, CP_PLAN
from journey.projections.batch import Batch
from journey.projections.checks.rows import answered, decided, none_known, open_spans


def dual(batch: Batch) -> pl.DataFrame:
    """Asked of open plans. A source that speaks for the day lists who is looked after on it."""
    plans = open_spans(batch, CP_PLAN)
    care = open_spans(batch, CARE).select("child", care_position="position", in_care="shown")
    both = plans.join(care, on="child", how="left", maintain_order="left")
    none = none_known(batch, both, ("BecameLookedAfter",), "today", "today") & pl.col("care_position").is_null()
    answer = decided(pl.col("in_care") & pl.col("shown"), none & pl.col("shown"))
    return answered(both, answer, day="today", behind=("position", "care_position"))


ANSWERS: Final = {"dual": dual}
