"""C07: whether an initial conference led to a protection plan, and whether the plan started on its day."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, decided, none_known
from journey.projections.helpers import preceding

_STARTED: Final = ("CPPlanStarted",)
_MADE = pl.col("plan_made")
_THAT_DAY = pl.col("plan_key").is_not_null()
_NONE = pl.col("none")


def plan(batch: Batch) -> pl.DataFrame:
    """By what the conference decided or, where that is not recorded, by a plan that started on its day."""
    said = pl.when(_MADE == "yes").then(True).when(_MADE == "no").then(False)
    yes = pl.coalesce(said, pl.when(_THAT_DAY).then(True).when(_NONE).then(False))
    return answered(_conferences(batch), decided(yes, ~yes), behind=("position", "plan_position"))


def same_day(batch: Batch) -> pl.DataFrame:
    """Asked of conferences that decided on a plan; one that is not known to have decided cannot be late with it."""
    answer = decided(_THAT_DAY, _NONE & (_MADE == "yes"))
    answer = pl.when(_MADE == "no").then(pl.lit(NOT_APPLICABLE)).otherwise(answer)
    return answered(_conferences(batch), answer, behind=("position", "plan_position"))


def _conferences(batch: Batch) -> pl.DataFrame:
    """Initial conferences with the plan that started on their day, and ``none``: it is certain that none did."""
    held = batch.select(("InitialCPConferenceHeld",), "plan_made", base=BASE)
    found = preceding(held, batch.select(_STARTED, base=("key", "position")), ["position"], "plan_")
    that_day = pl.col("plan_key") == pl.col("key")
    found = found.with_columns(pl.when(that_day).then(name).alias(name) for name in ("plan_key", "plan_position"))
    return found.with_columns(none=none_known(batch, found, _STARTED, "day", "day") & ~_THAT_DAY)


ANSWERS: Final = {"plan": plan, "same_day": same_day}
