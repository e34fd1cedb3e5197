"""Whether the sources show that something did not happen: nothing beyond the data is overdue (design, rule 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.helpers import following, key_of, look

Stretch = tuple[int | None, int]
"""The first and the last of some days; no first day where there is no lower limit."""


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
    return pl.when(inside).then(_before(batch) + pl.col(day))


def _before(batch: Batch) -> pl.Expr:
    """How many entries of the tables come before those of a child's authority."""
    if len(_authorities(batch)) == 1:
        return pl.lit(0, pl.Int64)
    place = batch.once("authority", lambda: batch.children.get_column("la").rank("dense").cast(pl.Int64) - 1)
    return look(place, "child") * _days(batch)


def _authorities(batch: Batch) -> list[str]:
    """The authorities of the batch, in order."""
    return batch.once("authorities", lambda: batch.children.get_column("la").unique().sort().to_list())


def _tables(batch: Batch, event: str) -> tuple[pl.Series, pl.Series]:
    """By authority and day: the last day up to which every such event is carried without a gap from that day on, and
    the first day on or after it for which a file shows the latest only."""
    last = day_of(batch.as_at)
    every: list[tuple[int | None, int]] = []
    latest: list[tuple[int | None, int]] = []
    for la in _authorities(batch):
        every += _runs(joined(held(batch, la, event, "every")), last)
        files = sorted({to for _, to in held(batch, la, event, "latest only") if 0 <= to <= last})
        latest += _runs([(before + 1, file) for before, file in pairwise([-1, *files])], last)
    return _table(batch, every), _table(batch, latest)


def held(batch: Batch, la: str, event: str, carries: str) -> list[Stretch]:
    """The days for which the sources of an authority carry an event so."""
    found = batch.once("held", lambda: _held(batch))
    return found.get((la, event, carries), [])


def _held(batch: Batch) -> dict[tuple[str, str, str], list[Stretch]]:
    found: dict[tuple[str, str, str], list[Stretch]] = {}
    for la, event, carries, first, last in batch.coverage.select("la", "event", "carries", "from", "to").rows():
        found.setdefault((la, event, carries), []).append((first, last))
    return found


def _runs(stretches: Iterable[tuple[int, int]], last: int) -> Iterator[tuple[int | None, int]]:
    """For the days up to the last the end of the stretch that each lies in, null between stretches (in order, apart);
    as values, each with how many days it stands for."""
    at = 0
    for first, to in stretches:
        for value, until in ((None, first), (to, to + 1)):
            until = max(at, min(until, last + 1))
            yield value, until - at
            at = until
    yield None, last + 1 - at


def _table(batch: Batch, runs: Sequence[tuple[int | None, int]]) -> pl.Series:
    """One table for all events that are carried for the same days."""
    return batch.once(("days carried", tuple(runs)), lambda: _days_of(runs))


def _days_of(runs: Sequence[tuple[int | None, int]]) -> pl.Series:
    frame = pl.DataFrame(runs, {"value": pl.Int32(), "days": pl.UInt32()}, orient="row")
    return frame.filter(pl.col("days") > 0).select(pl.col("value").repeat_by("days").explode()).to_series()


def joined(stretches: Iterable[Stretch]) -> list[tuple[int, int]]:
    """Stretches of days as one where they touch, in order."""
    found: list[tuple[int, int]] = []
    for first, to in sorted((first or 0, to) for first, to in stretches):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(to, found[-1][1]))
        else:
            found.append((first, to))
    return found
