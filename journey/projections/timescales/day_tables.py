"""What the calendar and the timescales say of a date, for columns of days: worked out once for each day asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import polars as pl

from journey.domain.calendar import LAST_DAY, each_in_working_days
from journey.projections.batch import EPOCH
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


def working_days(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Working days after one day up to another; null beyond the years whose bank holidays are known."""
    return look(_counted(), end) - look(_counted(), start)


@lru_cache(maxsize=1)
def _counted() -> pl.Series:
    return pl.Series(each_in_working_days(EPOCH, LAST_DAY), dtype=pl.Int32)
