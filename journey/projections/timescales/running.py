"""Timescales: one row per running of a rule, with its state and the events behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from journey.domain.rules import declared, rule
from journey.domain.rules.language import Clock, Ladder
from journey.projections.batch import Batch
from journey.projections.choosing import NO_SETTINGS, Settings
from journey.projections.drift.lasting import told_to
from journey.projections.helpers import look
from journey.projections.timescales.clocks import clock_rows
from journey.projections.timescales.judging import STATE, judged
from journey.projections.timescales.ladders import ladder_rows

TIMESCALE_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "child_id": pl.String(),
    "rule": pl.String(),
    "step": pl.String(),
    "steps": pl.String(),
    "rung": pl.Int32(),
    "fact": pl.String(),
    "started_on": pl.Int32(),
    "due": pl.Int32(),
    "stopped_on": pl.Int32(),
    "ended_on": pl.Int32(),
    "state": STATE,
    "days_over": pl.Int32(),
    "positions": pl.List(pl.Int64()),
}
"""``fact`` is that of the event that started the running; ``rung`` counts along a ladder and is 0 for a clock.
``started_on`` is null where the start is not known, ``due`` where no value in force is known for it, or where several
steps may count and their days differ; ``steps`` names them (``language.OR`` between), else null. ``ended_on`` is a
lawful end. Days are days since ``EPOCH``. ``positions`` are those in the log of all events behind the row."""

_RUNNING: Final = {name: kind for name, kind in TIMESCALE_COLUMNS.items() if name != "positions"} | {
    "behind": pl.Array(pl.Int64(), 1)
}


def timescales(batch: Batch, rules: Iterable[str] = (), settings: Settings = NO_SETTINGS) -> pl.DataFrame:
    """The rows of some rules (of all that are declared), by child, rule, start, step and rung.

    Raises UsageError for a rule that is not declared.
    """
    wanted = [rule(name) for name in dict.fromkeys(rules)] or list(declared().values())
    rows = [one for found in wanted for one in timescale_rows(batch, found.timescales, settings)]
    frame = pl.concat(rows) if rows else pl.DataFrame(schema=TIMESCALE_COLUMNS)
    return in_order(frame)


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of timescales by child, rule, start, step and rung."""
    return frame.sort("child", "rule", "started_on", "step", "rung", "fact")


def timescale_rows(
    batch: Batch, wanted: Iterable[Clock | Ladder], settings: Settings = NO_SETTINGS
) -> Iterator[pl.DataFrame]:
    """One frame of rows per declaration, so that a borough's need never be held together."""
    return (with_positions(frame) for frame in runnings(batch, wanted, settings))


def runnings(
    batch: Batch, wanted: Iterable[Clock | Ladder], settings: Settings = NO_SETTINGS
) -> Iterator[pl.DataFrame]:
    """As ``timescale_rows``, with ``behind`` in place of ``positions``: for counting, and for keeping some of the rows.

    Lists of positions cost more to make than all the rest, so that they are made for what is shown alone.
    """
    for one in wanted:
        yield batch.once(("running", one, settings), lambda one=one: _running(batch, one, settings))  # type: ignore[misc]


def _running(batch: Batch, one: Clock | Ladder, settings: Settings) -> pl.DataFrame:
    ids = batch.children.get_column("child_id")
    frame = clock_rows(batch, one, settings) if isinstance(one, Clock) else ladder_rows(batch, one, settings)
    if frame is None:
        return pl.DataFrame(schema=_RUNNING)
    frame = judged(frame, batch.as_at, told_to(batch)).with_columns(rule=pl.lit(one.rule), child_id=look(ids, "child"))
    told = (pl.col(name).cast(kind) for name, kind in _RUNNING.items() if name != "behind")
    return frame.select(*told, "behind")


def with_positions(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``runnings`` with the positions of the events behind them, each once."""
    positions = pl.col("behind").arr.to_list().list.drop_nulls().list.unique(maintain_order=True)
    return frame.with_columns(positions=positions).select(*TIMESCALE_COLUMNS)
