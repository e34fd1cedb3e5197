"""Which rung of a ladder counts for an interval, and when it is due.

Where it cannot be told which of several rungs counts, all that may are taken: ``due`` is the earliest of their days and
``due_last`` the latest, and what lies between the two cannot be judged.
"""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import Ladder, Rung
from journey.projections.batch import Batch
from journey.projections.covered import surely_all
from journey.projections.due import age_reached, due_on
from journey.projections.helpers import look


def with_due(batch: Batch, frame: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """Adds ``step``, ``due`` and ``due_last``; rows for which no rung is asked are left out.

    A due day is null where the value in force is not known.
    """
    numbered = surely_all(batch, frame, ladder.stops.events, "span_started_on", "day")
    frame = frame.with_columns(numbered=numbered | (frame["rung"] == 0))
    settled, step = pl.lit(False), pl.lit(None, pl.String)
    due, last, unknown = pl.lit(None, pl.Int32), pl.lit(None, pl.Int32), pl.lit(False)
    for place, rung in enumerate(ladder.rungs):
        name = f"due{place}"
        begin = frame["span_started_on"] if rung.from_start else frame["day"]
        frame = frame.with_columns(due_on((ladder.rule, rung.step), begin).alias(name))
        frame = frame.with_columns(_fits(batch, frame, ladder.rule, rung, name).alias(f"fits{place}"))
        frame = frame.with_columns((~settled & pl.col(f"fits{place}").fill_null(True)).alias(f"may{place}"))
        may = pl.col(f"may{place}")
        step = pl.when(step.is_null() & may).then(pl.lit(rung.step)).otherwise(step)
        due = pl.min_horizontal(due, pl.when(may).then(pl.col(name)))
        last = pl.max_horizontal(last, pl.when(may).then(pl.col(name)))
        unknown = unknown | (may & pl.col(name).is_null())
        settled = settled | pl.col(f"fits{place}").fill_null(False)
    known = ~unknown
    frame = frame.with_columns(step=step, due=pl.when(known).then(due), due_last=pl.when(known).then(last))
    return frame.filter(pl.col("step").is_not_null())


def _fits(batch: Batch, frame: pl.DataFrame, rule: str, rung: Rung, due: str) -> pl.Expr:
    """Whether the rung is the one for a row by its own conditions; null where that cannot be told."""
    fits = pl.lit(True)
    sure = pl.col("numbered")
    if rung.number is not None:
        # Stops that the data may lack make the true number higher, never lower.
        same = pl.col("rung") == rung.number
        fits = fits & pl.when(sure).then(same).when(pl.col("rung") > rung.number).then(False).otherwise(None)
    if rung.from_number:
        reached = pl.col("rung") >= rung.from_number
        fits = fits & pl.when(sure | reached).then(reached).otherwise(None)
    if rung.younger_than:
        year = due_on((rule, rung.younger_than), frame["span_started_on"])
        fits = fits & (pl.col("day") < pl.lit(year))
    if rung.before_age:
        fits = fits & (pl.col(due) < look(age_reached(batch, (rule, rung.before_age)), "child"))
    for name, codes in rung.where:
        fits = fits & pl.col(name).is_in(codes)
    return fits
