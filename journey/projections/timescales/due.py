"""When something is due, as tables: the due day for every start, the day an age is reached for every child.

Bank holidays, corresponding dates, leap days and dated values are all settled by plain code when a table is made; the
columnar engine only looks days up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from journey.domain.calendar import LONDON, corresponding_days
from journey.domain.rules.language import Step
from journey.domain.timescales import due_days, earliest_days, rules
from journey.projections.batch import EPOCH, Batch, date_of, day_of
from journey.projections.helpers import look

_MINUTES = 24 * 60


def due_on(step: Step, start: pl.Series) -> pl.Series:
    """The due day of each start by the value in force on the day of the start; null where none was, or none is known.

    ``start`` is Int32 days, nulls stay null.
    """
    return _looked_up(start, lambda *years: _due(step, *years))


def earliest_on(step: Step, day: pl.Series) -> pl.Series:
    """The earliest day of which each day lies within the months of the step, by the value in force on the day.

    ``day`` is Int32 days, nulls stay null. Raises UsageError for a step that is not counted in months.
    """
    return _looked_up(day, lambda *years: _earliest(step, *years))


def _looked_up(day: pl.Series, table: Callable[[int, int], pl.Series]) -> pl.Series:
    """The entry of each day in the table of the decades that there are, so that batches have tables in common."""
    first, last = day.min(), day.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return pl.Series(day.name, [None] * len(day), pl.Int32)
    since, until = (date_of(max(one, 0)).year // 10 * 10 + add for one, add in ((first, 0), (last, 9)))
    found = look(table(since, until), pl.col("day") - day_of(date(since, 1, 1)))
    return day.to_frame("day").select(found.alias(day.name)).to_series()


@lru_cache(maxsize=512)
def _due(step: Step, since: int, until: int) -> pl.Series:
    return _table(due_days(*step, *_days(since, until)), since)


@lru_cache(maxsize=16)
def _earliest(step: Step, since: int, until: int) -> pl.Series:
    return _table(earliest_days(*step, *_days(since, until)), since)


@lru_cache(maxsize=64)
def _birthdays(age: int, since: int, until: int) -> pl.Series:
    return _table(corresponding_days(12 * age, *_days(since, until)), since)


def _days(since: int, until: int) -> tuple[date, date]:
    return date(since, 1, 1), date(until, 12, 31)


def _table(days: Sequence[int | None], since: int) -> pl.Series:
    """Days counted from the first of a year, as days since ``EPOCH``."""
    return pl.Series(days, dtype=pl.Int32) + day_of(date(since, 1, 1))


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
    age = block.limit.value
    return _looked_up(batch.children.get_column("born"), lambda *years: _birthdays(age, *years))


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
