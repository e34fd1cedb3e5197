"""C10: whether a child on a protection plan was visited and seen in the last ten working days up to the day."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import last_working_days
from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.spans import CP_PLAN
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import answered, earliest_within, limit_on, open_spans, where
from journey.projections.unborn import from_birth
from journey.projections.visits import seen_in


def window(batch: Batch) -> pl.DataFrame:
    """Asked of plans of two weeks or more, counted from the birth at the earliest.

    A visit at which nobody recorded whether the child was seen is not a no.
    """
    oldest = day_of(earliest_within(("C10", "plan_age"), batch.as_at))
    days = limit_on(("C10", "window"), batch.as_at).value
    first = day_of(last_working_days(batch.as_at, days).first)
    plans = from_birth(batch, open_spans(batch, CP_PLAN))
    seen = seen_in(batch, plans, "CPVisitMade", first, day_of(batch.as_at))
    young = pl.col("started_on") > oldest
    answer = pl.when(young | pl.col("unborn")).then(pl.lit(NOT_APPLICABLE)).otherwise(pl.col("seen"))
    unclear = (pl.col("seen") == "cannot tell") & pl.col("visit_position").is_not_null()
    detail = pl.coalesce(
        where(pl.col("unborn"), "not yet born"),
        where(young, "the plan is younger than that"),
        where(unclear, "whether the child was seen is not recorded"),
    )
    return answered(seen, answer, day="today", detail=detail, behind=("position", "visit_position"))


ANSWERS: Final = {"window": window}
