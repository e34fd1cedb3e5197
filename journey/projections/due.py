"""When something is due, as tables: the due day for every start, the day an age is reached for every child.

Bank holidays, corresponding dates, leap days and dated values are all settled by plain code when a table is made; the
columnar engine only looks days up.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

import polars as pl

from journey.domain.calendar import LONDON, birthday
from journey.domain.rules.language import Step
from journey.domain.timescales import due_days, rules
from journey.projections.batch import EPOCH, Batch, date_of, day_of
from journey.projections.helpers import look

_MINUTES = 24 * 60


def due_on(step: Step, start: pl.Series) -> pl.Series:
    """The due day of each start by the value in force on the day of the start; null where none was, or none is known.

    ``start`` is Int32 days, nulls stay null.
    """
    first, last = start.min(), start.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return pl.Series(start.name, [None] * len(start), pl.Int32)
    years = range(date_of(max(first, 0)).year, date_of(max(last, 0)).year + 1)
    table = pl.concat([_year(step, year) for year in years])
    begin = day_of(date(years[0], 1, 1))
    return start.to_frame("start").select(look(table, pl.col("start") - begin)).to_series().alias(start.name)


@lru_cache(maxsize=4096)
def _year(step: Step, year: int) -> pl.Series:
    first = date(year, 1, 1)
    begin = day_of(first)
    days = due_days(*step, first, date(year, 12, 31))
    return pl.Series("due", [None if due is None else begin + due for due in days], pl.Int32)


def hours_of(step: Step) -> int | None:
    """The limit in hours, for a step that counts elapsed time; None for one that counts days."""
    limit = next(block.limit for block in rules()[step[0]].steps if block.name == step[1])
    return limit.value if limit and limit.unit == "hours" else None


def age_reached(batch: Batch, step: Step) -> pl.Series:
    """Per child, the day on which the age of the step is reached; null where the date of birth is not known.

    The value in force as at the batch's day counts; before the first one known, that one.
    """
    return batch.once(("age", step), lambda: _age_reached(batch, step))


def _age_reached(batch: Batch, step: Step) -> pl.Series:
    blocks = [block for block in rules()[step[0]].steps if block.name == step[1]]
    block = next((block for block in blocks if block.in_force(batch.as_at)), blocks[0])
    if block.limit is None or block.limit.unit != "years":
        raise ValueError(f"{step[0]}, {step[1]} names no age in years, so nobody can reach it")
    years = block.limit.value
    born = batch.children.get_column("born")
    days = born.drop_nulls().unique().to_list()
    reached = {day: _birthday(day, years) for day in days}
    return born.replace_strict(reached, default=None, return_dtype=pl.Int32)


@cache
def _birthday(born: int, years: int) -> int:
    """The day on which a child born on a day reaches an age: the same few thousand are asked by every batch."""
    return day_of(birthday(date_of(born), years))


def utc_minute(day: str, minute: str) -> pl.Expr:
    """Minutes of UTC since the epoch for a day and a minute of the local day; null where either is.

    A time that occurs twice in October is its first occurrence; one that the March change leaves out is read as if the
    clock had not yet been put forward (see ``calendar.hours``).
    """
    on = pl.col(day) + (pl.col(minute) >= 120).cast(pl.Int32)
    return pl.col(day).cast(pl.Int64) * _MINUTES + pl.col(minute) - look(_offsets(), on)


def local_day(minute: pl.Expr) -> pl.Expr:
    """The day in London of a minute of UTC since the epoch."""
    # The clocks change at 01:00 UTC, so the first hour still has the offset of the day's start.
    on = minute // _MINUTES + (minute % _MINUTES >= 60).cast(pl.Int64)
    return ((minute + look(_offsets(), on)) // _MINUTES).cast(pl.Int32)


@lru_cache(maxsize=1)
def _offsets() -> pl.Series:
    """By day, how many minutes London is ahead of UTC at the start of the day."""
    days = pl.date_range(EPOCH, date(2100, 1, 1), closed="left", eager=True).cast(pl.Datetime("us"))
    starts = days.dt.replace_time_zone(LONDON.key)
    return (starts.dt.base_utc_offset() + starts.dt.dst_offset()).dt.total_minutes()
