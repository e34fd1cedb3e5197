"""The four steps on which every rule and fact rests: same child, following, preceding, look up a day.

Frames are sorted by ``key`` (child and day in one number) and, where it matters, ``seq``. A search by key alone may end
at the next child's row; every helper here compares the children before it answers. No grouping, no windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

from journey.projections.batch import DAY_BITS

_CHILD = 1 << DAY_BITS


def key_of(child: str | pl.Expr, day: str | pl.Expr) -> pl.Expr:
    """The key of a child and a day."""
    child, day = (pl.col(one) if isinstance(one, str) else one for one in (child, day))
    return child.cast(pl.Int64) * _CHILD + day.cast(pl.Int64)


def same(one: str, other: str) -> pl.Expr:
    """Whether two keys are of the same child; null where one is null."""
    return (pl.col(one) ^ pl.col(other)) < _CHILD


def child_in(key: str) -> pl.Expr:
    """The child in a key."""
    return (pl.col(key) // _CHILD).cast(pl.UInt32)


def day_in(key: str) -> pl.Expr:
    """The day in a key."""
    return (pl.col(key) % _CHILD).cast(pl.Int32)


def following(
    frame: pl.DataFrame,
    other: pl.DataFrame,
    carry: Sequence[str],
    prefix: str,
    *,
    on: str = "key",
    strict: bool = False,
) -> pl.DataFrame:
    """The first row of ``other`` on or after each row's ``on`` (after, when ``strict``), for the same child.

    Adds ``<prefix>key`` and ``<prefix><column>`` for each column of ``carry``, null where there is none. Both frames
    are sorted by ``on`` and ``key``; of several rows of ``other`` with one key the first is meant.
    """
    return _found(frame, other, carry, prefix, on, "forward", strict)


def preceding(
    frame: pl.DataFrame,
    other: pl.DataFrame,
    carry: Sequence[str],
    prefix: str,
    *,
    on: str = "key",
    strict: bool = False,
) -> pl.DataFrame:
    """The last row of ``other`` on or before each row's ``on`` (before, when ``strict``), for the same child.

    As ``following``; of several rows of ``other`` with one key the last is meant.
    """
    return _found(frame, other, carry, prefix, on, "backward", strict)


def _found(
    frame: pl.DataFrame,
    other: pl.DataFrame,
    carry: Sequence[str],
    prefix: str,
    on: str,
    strategy: Literal["forward", "backward"],
    strict: bool,
) -> pl.DataFrame:
    found = f"{prefix}key"
    columns = {found: "key", **{f"{prefix}{name}": name for name in carry}}
    if other.is_empty():
        return frame.with_columns(pl.lit(None, other.schema[name]).alias(new) for new, name in columns.items())
    joined = frame.join_asof(
        other.select(pl.col(name).alias(new) for new, name in columns.items()).set_sorted(found),
        left_on=on,
        right_on=found,
        strategy=strategy,
        allow_exact_matches=not strict,
        coalesce=False,
    )
    return joined.with_columns(pl.when(same(on, found)).then(pl.col(*columns)))


def look(table: pl.Series, day: str | pl.Expr) -> pl.Expr:
    """The entry of a table for a day since ``EPOCH``; null for a null day and for days outside the table."""
    day = pl.col(day) if isinstance(day, str) else day
    inside = day.is_between(0, len(table) - 1)
    return pl.lit(table).gather(pl.when(inside).then(day).cast(pl.UInt32))
