"""The state of a timescale, decided in one place for clocks and ladders alike."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

import polars as pl

from journey.projections.batch import day_of
from journey.projections.helpers import look

STATES: Final = ("met", "late", "pending", "overdue", "not applicable", "cannot tell")
"""The six states. Missing data is never "met"; pending is in no denominator."""

STATE: Final = pl.Enum(STATES)


def judged(frame: pl.DataFrame, as_at: date, told_to: pl.Series) -> pl.DataFrame:
    """Adds ``state`` and ``days_over``, and settles ``due``.

    ``asked``: whether the rule asks this at all (null: not recorded). ``due`` is the first day that can be the last
    one on time, ``due_last`` the last that can; they differ where it is not known which interval counts. Then what is
    late or overdue by the last is so by ``step_last``; of all else no due day is given, and nothing is pending.
    ``met`` is whether a known stop is in time. ``missed`` is whether it is certain that by ``due_last`` there was
    none; ``stopped_on`` and ``ended_on`` may be null. ``days_over`` counts days after the due day up to the stop, the
    end or ``told_to``, by child the last day of the data (``lasting.told_to``); 0 where only the hour was late, or
    the data end on the due day.
    """
    stopped, ended = pl.col("stopped_on"), pl.col("ended_on")
    due, last = pl.col("due"), pl.col("due_last")
    frame = frame.with_columns(state=_state(day_of(as_at)))
    beyond = pl.col("state").is_in(["late", "overdue"])
    agree = due == last
    until = pl.coalesce(stopped, ended, pl.max_horizontal(look(told_to, "child"), last))
    return frame.with_columns(
        due=pl.when(beyond | agree).then(last),
        step=pl.when(beyond & ~agree).then("step_last").otherwise("step"),
        steps=pl.when(~beyond | agree).then("steps"),
        days_over=pl.when(beyond).then(until - last).cast(pl.Int32),
    )


@lru_cache(maxsize=8)
def _state(as_at: int) -> pl.Expr:
    """The state as at a day: an expression that is long to write down and the same for every rule."""
    stopped, ended = pl.col("stopped_on"), pl.col("ended_on")
    due, last = pl.col("due"), pl.col("due_last")
    today = pl.lit(as_at, pl.Int32)
    running = stopped.is_null() & ended.is_null()
    over = pl.col("missed") & (pl.min_horizontal(pl.coalesce(stopped, ended), today) > last)
    state = (
        pl.when(pl.col("asked").eq(False))
        .then(pl.lit("not applicable"))
        .when(pl.col("asked").is_null() | due.is_null())
        .then(pl.lit("cannot tell"))
        .when(pl.col("met"))
        .then(pl.lit("met"))
        .when(stopped.is_null() & (ended <= due))
        .then(pl.lit("not applicable"))
        .when(running & (today <= due) & (due == last))
        .then(pl.lit("pending"))
        .when(running & over)
        .then(pl.lit("overdue"))
        .when(over | (pl.col("missed") & stopped.is_not_null()))
        .then(pl.lit("late"))
        .otherwise(pl.lit("cannot tell"))
    )
    return state.cast(STATE)
