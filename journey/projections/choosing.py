"""Which facts an ``On`` of the language means, and whether that can be told."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import On
from journey.projections.batch import Batch, day_of
from journey.projections.helpers import key_of

Settings = frozenset[str]
"""The names of the settings that are on."""

NO_SETTINGS: Settings = frozenset()

BASE: Final = (
    "child",
    "day",
    "key",
    "seq",
    "minute",
    "fact",
    "start",
    "ordinal",
    "position",
    "precision",
    "occurred_from",
)
"""The fact columns that timescales and spans go by: the others are not read."""


def chosen(batch: Batch, on: On, *carry: str, settings: Settings = NO_SETTINGS) -> pl.DataFrame:
    """The facts that count or may count, sorted by key and seq: ``BASE`` and the fields of ``carry``.

    ``counts`` is true; null where a condition is not recorded; false for one that carries a code of ``unless``. Facts
    that do not meet a recorded condition are not there. With ``at`` the day is the field's, and a fact without is left
    out. Remembered per arguments: many rules go by the same events.
    """
    return batch.once(("chosen", on, carry, settings), lambda: _chosen(batch, on, carry, settings))


def _chosen(batch: Batch, on: On, carry: tuple[str, ...], settings: Settings) -> pl.DataFrame:
    asked = dict.fromkeys(
        (*(name for name, _ in (*on.where, *on.unless, *on.shown_by)), *((on.at,) if on.at else ()), *carry)
    )
    frame = batch.select(on.events, *asked, base=BASE)
    if on.at:
        frame = frame.filter(pl.col(on.at).is_not_null()).with_columns(
            day=pl.col(on.at),
            key=key_of("child", on.at),
            occurred_from=pl.lit(None, pl.Int32),
            minute=pl.lit(None, pl.Int16),
        )
        frame = frame.filter(pl.col("day") <= day_of(batch.as_at)).sort("key", "seq")
    if not on.where and not on.unless:
        return frame.with_columns(counts=pl.lit(True))
    counts = pl.lit(True)
    shown = pl.any_horizontal(pl.col(name).is_in(codes) for name, codes in on.shown_by) if on.shown_by else None
    for name, codes in on.where:
        met = pl.col(name).is_in(codes)
        if shown is not None:
            met = pl.coalesce(met, pl.when(shown).then(True))
        counts = counts & (met.fill_null(True) if on.implied_by in settings else met)
    frame = frame.with_columns(counts=counts).filter(pl.col("counts").fill_null(True))
    for name, codes in on.unless:
        frame = frame.with_columns(counts=pl.col("counts") & ~pl.col(name).is_in(codes).fill_null(False))
    return frame


def carried_as(on: On) -> tuple[str, ...]:
    """The names under which a source carries these events: with ``at``, that field of them."""
    return tuple(f"{name}.{on.at}" for name in on.events) if on.at else on.events


def sure(frame: pl.DataFrame) -> pl.DataFrame:
    """Of what was chosen, what counts."""
    return frame if frame["counts"].all(ignore_nulls=False) else frame.filter(pl.col("counts").fill_null(False))


def unclear(frame: pl.DataFrame) -> pl.DataFrame:
    """Of what was chosen, that of which nobody can tell whether it counts."""
    return frame.filter(pl.col("counts").is_null()) if frame["counts"].null_count() else frame.clear()
