"""What was recorded late: more working days after it happened than the local limit."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.shapes import shapes
from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.timescales.day_tables import working_days
from journey.projections.timescales.due import due_on

_COLUMNS: Final = {
    "child": pl.UInt32(),
    "day": pl.Int32(),
    "position": pl.Int64(),
    "lag": pl.Int32(),
    "by_person": pl.Boolean(),
}


def recorded_names() -> tuple[str, ...]:
    """The events that happen on a day and are recorded on one; not what a file shows to be so on its own day."""
    return tuple(name for name, kind in shapes().items() if kind.series not in ("observed", "record"))


def late_recordings(batch: Batch) -> pl.DataFrame:
    """Facts recorded more than the limit after they happened: ``child, day, position, lag, by_person``.

    ``lag`` is in working days. A person records on a day. A file shows that a fact was not yet recorded when the file
    before it was made, which makes the lag at least as long; a first file shows nothing of it.
    """
    return batch.once("recorded late", lambda: _late(batch))


def _late(batch: Batch) -> pl.DataFrame:
    base = ("child", "day", "position", "known_on", "known_from", "by_person")
    facts = batch.select(recorded_names(), base=base)
    facts = facts.with_columns(due_on(("recording_drift", "late"), facts["day"]).alias("limit"))
    late = facts.filter(pl.max_horizontal("known_on", "known_from") > pl.col("limit"))
    if late.is_empty() or timescale("recording_drift", batch.as_at).step("late").limit is None:
        return pl.DataFrame(schema=_COLUMNS)
    known = pl.when("by_person").then("known_on").otherwise("known_from")
    late = late.with_columns(known.alias("known")).filter(pl.col("known") > pl.col("limit"))
    late = late.with_columns(lag=working_days(pl.col("day"), pl.col("known"))).filter(pl.col("lag").is_not_null())
    return late.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
