"""Whether something followed an event within the limit of a step: a return, a step up, a new referral."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import Step
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import none_known
from journey.projections.helpers import following
from journey.projections.timescales.due import due_on


def with_next(
    batch: Batch, frame: pl.DataFrame, step: Step, events: tuple[str, ...], *, strict: bool = False
) -> pl.DataFrame:
    """Add to a frame with ``child, key, day`` what came within the limit of a step, the last day of it included.

    ``due`` is that day; ``soon`` whether one of the events is known by then, ``next_position`` its position and
    ``next_day`` its day; ``none`` whether it is certain that there was none; ``early`` whether the limit is not over.
    With ``strict`` an event of the same day does not follow.
    """
    found = frame.with_columns(due=due_on(step, frame["day"]))
    found = following(found, batch.select(events, base=("key", "day", "position")), ["day", "position"], "next_",
                      strict=strict)  # fmt: skip
    soon = (pl.col("next_day") <= pl.col("due")).fill_null(False)
    none = none_known(batch, found, events, pl.col("day") + strict, "due")
    return found.with_columns(
        soon=soon,
        none=none & ~soon,
        early=~soon & (pl.col("due") > day_of(batch.as_at)),
        next_day=pl.when(soon).then("next_day"),
        next_position=pl.when(soon).then("next_position"),
    )
