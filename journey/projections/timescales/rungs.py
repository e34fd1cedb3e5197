"""Which rung of a ladder counts for an interval, and when it is due.

Where it cannot be told which of several rungs counts, all that may are taken: ``due`` is the earliest of their days and
``due_last`` the latest, and what lies between the two cannot be judged. ``steps`` names all that may.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from journey.domain.rules.language import OR, Ladder, Rung
from journey.projections.batch import Batch
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import look
from journey.projections.timescales.due import age_reached, due_on


def with_due(batch: Batch, frame: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """Adds ``step``, ``due``, ``due_last`` and, of the rung due last, ``step_last``; leaves out rows without a rung
    that is asked. ``steps`` joins the steps of several that may count by ``OR``; it is null where one alone may.
    ``sure_asked``: whether one is asked for certain; false where the codes they are asked of were not recorded.

    A due day is null where the value in force is not known.
    """
    numbered = surely_all(batch, frame, ladder.stops.events, "span_started_on", "day")
    sure = ~frame["span_begun_before"] & ~frame["perhaps"]
    frame = frame.with_columns(
        *(_due(frame, ladder, rung).alias(f"due{place}") for place, rung in enumerate(ladder.rungs)),
        numbered=(numbered | (frame["rung"] == 0)) & sure,
    )
    frame = frame.with_columns(
        _fits(batch, frame, ladder.rule, rung, f"due{place}").alias(f"fits{place}")
        for place, rung in enumerate(ladder.rungs)
    )
    frame = frame.with_columns(_may(place).alias(f"may{place}") for place in range(len(ladder.rungs)))
    may = [pl.col(f"may{place}") for place in range(len(ladder.rungs))]
    due = [pl.when(one).then(f"due{place}") for place, one in enumerate(may)]
    place_of = [pl.when(one).then(place) for place, one in enumerate(may)]
    asked = [one & _where(rung).fill_null(False) for one, rung in zip(may, ladder.rungs, strict=True)]
    known = pl.all_horizontal(~one | day.is_not_null() for one, day in zip(may, due, strict=True))
    steps = pl.Series([rung.step for rung in ladder.rungs])
    last = pl.max_horizontal(due)
    place_last = [
        pl.when(one & (day == last)).then(place) for place, (one, day) in enumerate(zip(may, due, strict=True))
    ]
    frame = frame.with_columns(
        step=look(steps, pl.min_horizontal(place_of)),
        step_last=look(steps, pl.min_horizontal(place_last)),
        steps=look(_several(ladder), pl.sum_horizontal(one.cast(pl.Int32) * (1 << n) for n, one in enumerate(may))),
        due=pl.when(known).then(pl.min_horizontal(due)),
        due_last=pl.when(known).then(last),
        sure_asked=pl.any_horizontal(asked),
    )
    return frame.filter(pl.col("step").is_not_null())


def _due(frame: pl.DataFrame, ladder: Ladder, rung: Rung) -> pl.Series:
    """The due day of a rung for each row; null for one from a start that nobody knows."""
    if not rung.from_start:
        return due_on((ladder.rule, rung.step), frame["day"])
    day = due_on((ladder.rule, rung.step), frame["span_started_on"])
    return day.zip_with(~frame["span_begun_before"], pl.Series([None], dtype=day.dtype))


def _may(place: int) -> pl.Expr:
    """Whether the rung in a place may count: it may fit, and of none before it is that certain."""
    before = (~pl.col(f"fits{one}").fill_null(False) for one in range(place))
    return pl.all_horizontal(pl.col(f"fits{place}").fill_null(True), *before)


@cache
def _several(ladder: Ladder) -> pl.Series:
    """By a number with a bit for each rung that may count, the names of their steps; null for fewer than two."""
    names = [rung.step for rung in ladder.rungs]
    chosen = ([name for n, name in enumerate(names) if number >> n & 1] for number in range(1 << len(names)))
    return pl.Series([OR.join(some) if len(some) > 1 else None for some in chosen], dtype=pl.String)


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
        younger = pl.col("day") < pl.lit(year)
        fits = fits & pl.when(~pl.col("span_begun_before") | ~younger).then(younger)
    if rung.before_age:
        fits = fits & (pl.col(due) < look(age_reached(batch, (rule, rung.before_age)), "child"))
    return fits & _where(rung)


def _where(rung: Rung) -> pl.Expr:
    """Whether the codes and states that the rung is asked of hold; null where they were not recorded."""
    return pl.all_horizontal(pl.lit(True), *(pl.col(name).is_in(codes) for name, codes in rung.where))
