"""Whether the sources show that something did not happen: nothing beyond the data is overdue (design, rule 7)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.helpers import following, key_of, look


def surely_none(
    batch: Batch, frame: pl.DataFrame, events: tuple[str, ...], start: str, due: str, listed_to: str | None = None
) -> pl.Series:
    """Per row, whether it is certain that none of ``events`` happened from ``start`` up to and including ``due``.

    ``frame`` has ``child`` and the named columns of days, and no such event of those days is known. Certain where every
    one of those days is carried; or where a file that shows the latest only speaks for a day on or after ``due`` and
    before the next one known, whatever else is said of it. ``listed_to`` is the column of the last day on which a list
    of what is open is sure to have the thing (null: to this day): a file after it shows nothing by a blank.
    """
    answer = pl.lit(True)
    for event in events:
        every, latest = batch.once(("covered", event), lambda event=event: _tables(batch, event))  # type: ignore[misc]
        sure = (look(every, _at(batch, start)) >= pl.col(due)).fill_null(False)
        if latest.null_count() < len(latest):
            file = look(latest, _at(batch, due))
            shown = file < pl.lit(_next_known(batch, frame, event, due))
            if listed_to is not None:
                shown = shown & (pl.col(listed_to).is_null() | (file <= pl.col(listed_to)))
            sure = sure | shown.fill_null(False)
        answer = answer & sure
    within = pl.col(due) <= day_of(batch.as_at)
    return frame.select((answer & within.fill_null(False)).alias("sure")).to_series()


def _next_known(batch: Batch, frame: pl.DataFrame, event: str, due: str) -> pl.Series:
    """The day of the next known event after each row's due day; a day beyond the as-at day where there is none."""
    asked = frame.select("child", key=key_of("child", pl.col(due).fill_null(0))).with_row_index("row").sort("key")
    found = following(asked, batch.select((event,)), ["day"], "next_", strict=True).sort("row")
    return found["next_day"].fill_null(day_of(batch.as_at) + 1)


def surely_all(batch: Batch, frame: pl.DataFrame, events: tuple[str, ...], start: str, to: str) -> pl.Series:
    """Per row, whether every one of ``events`` from ``start`` up to and including ``to`` is in the data."""
    answer = pl.lit(True)
    for event in events:
        every, _ = batch.once(("covered", event), lambda event=event: _tables(batch, event))  # type: ignore[misc]
        answer = answer & (look(every, _at(batch, start)) >= pl.col(to)).fill_null(False)
    return frame.select(answer.alias("all")).to_series()


def _days(batch: Batch) -> int:
    return day_of(batch.as_at) + 1


def _at(batch: Batch, day: str) -> pl.Expr:
    """The place of a child's authority and a day in the tables; null for a day after the as-at day."""
    inside = pl.col(day).is_between(0, day_of(batch.as_at))
    place = look(_authority(batch), "child") * _days(batch) + pl.col(day)
    return pl.when(inside).then(place)


def _authority(batch: Batch) -> pl.Series:
    """By child, the place of the authority among those of the batch."""
    return batch.once("authority", lambda: batch.children.get_column("la").rank("dense").cast(pl.Int64) - 1)


def _tables(batch: Batch, event: str) -> tuple[pl.Series, pl.Series]:
    """By authority and day: the last day up to which every such event is carried without a gap from that day on, and
    the first day on or after it for which a file shows the latest only."""
    every, latest = [pl.Series(dtype=pl.Int32)], [pl.Series(dtype=pl.Int32)]
    last = day_of(batch.as_at)
    held = batch.coverage.filter(pl.col("event") == event)
    nothing = pl.repeat(None, last + 1, dtype=pl.Int32, eager=True)
    for la in batch.children.get_column("la").unique().sort():
        rows = held.filter(pl.col("la") == la) if len(held) else held
        if rows.is_empty():
            every.append(nothing)
            latest.append(nothing)
            continue
        stretches = joined(rows.filter(pl.col("carries") == "every"))
        files = sorted({day for day in rows.filter(pl.col("carries") == "latest only")["to"] if 0 <= day <= last})
        every.append(_table(stretches, last))
        latest.append(_table([(before + 1, file) for before, file in pairwise([-1, *files])], last))
    return pl.concat(every), pl.concat(latest)


def _table(stretches: Sequence[tuple[int, int]], last: int) -> pl.Series:
    """By day up to the last: the end of the stretch that it lies in, null between stretches (in order, apart)."""
    parts, at = [], 0
    for first, to in stretches:
        for value, until in ((None, first), (to, to + 1)):
            until = max(at, min(until, last + 1))
            parts.append(pl.repeat(value, until - at, dtype=pl.Int32, eager=True))
            at = until
    return pl.concat([*parts, pl.repeat(None, last + 1 - at, dtype=pl.Int32, eager=True)])


def joined(rows: pl.DataFrame) -> list[tuple[int, int]]:
    """Stretches of days (rows with ``from``, null for no lower limit, and ``to``), as one where they touch."""
    found: list[tuple[int, int]] = []
    for first, to in sorted((row["from"] or 0, row["to"]) for row in rows.iter_rows(named=True)):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(to, found[-1][1]))
        else:
            found.append((first, to))
    return found
