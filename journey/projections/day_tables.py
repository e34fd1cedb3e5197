"""What the calendar and the timescales say of a date, for columns of days: worked out once for each day asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import polars as pl

from journey.domain.calendar import working_days_between
from journey.domain.errors import OutsideTables
from journey.domain.timescales import due_days
from journey.projections.batch import EPOCH, date_of, day_of
from journey.projections.helpers import look


def as_date(day: str | pl.Expr) -> pl.Expr:
    """A day since 1900 as a date."""
    day = pl.col(day) if isinstance(day, str) else day
    return pl.lit(EPOCH) + pl.duration(days=day)


def by_day(frame: pl.DataFrame, day: str, name: str, answer: Callable[[int], int | None]) -> pl.DataFrame:
    """Add ``name``: the answer for each row's ``day``, asked once for every day there is; null for a null day."""
    days = frame[day].drop_nulls().unique().to_list()
    first = min(days, default=0)
    table: list[int | None] = [None] * (max(days, default=first) - first + 1)
    for one in days:
        table[one - first] = answer(one)
    return frame.with_columns(look(pl.Series(table, dtype=pl.Int32), pl.col(day) - first).alias(name))


@cache
def due_within(rule: str, step: str) -> Callable[[int], int | None]:
    """For the day of a start, the last day within the limit of a rule's step in force then; null where none is.

    Raises UsageError for an unknown rule or step, ValueError for a step whose limit is no length of time.
    """

    @cache
    def of_year(year: int) -> tuple[int, list[int | None]]:
        first = date(year, 1, 1)
        return day_of(first), due_days(rule, step, first, date(year, 12, 31))

    def due(day: int) -> int | None:
        first, table = of_year(date_of(day).year)
        found = table[day - first]
        return None if found is None else first + found

    return due


def working_days(start: int, end: int) -> int | None:
    """Working days after one day up to another; None beyond the years whose bank holidays are known."""
    try:
        return working_days_between(date_of(start), date_of(end))
    except OutsideTables:
        return None
