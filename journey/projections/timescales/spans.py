"""Spans: the stretches of a child's life along which timescales run, one at a time of each kind."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import ADULT, Span
from journey.domain.rules.spans import NOT_RESPONSIBLE
from journey.domain.shapes import LEFT, shape
from journey.projections.batch import Batch, day_of
from journey.projections.choosing import chosen, sure
from journey.projections.helpers import following, look, preceding
from journey.projections.timescales.due import age_reached

SPAN_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "key": pl.Int64(),
    "seq": pl.UInt32(),
    "fact": pl.String(),
    "position": pl.Int64(),
    "started_on": pl.Int32(),
    "begun_before": pl.Boolean(),
    "ended_on": pl.Int32(),
    "ended_by": pl.String(),
    "end_position": pl.Int64(),
}
"""Columns of a frame of spans, sorted by key and seq; one row a span. ``key`` is child and first day; ``begun_before``
that it had begun before that day, nobody says when; ``ended_on`` the
last day, null while open as at the batch's day. ``ended_by``: ``end`` (its own end was recorded), ``next`` (another of
the kind began), ``outer`` (what it lies within ended), ``left`` (its list
holds it no more, for a lawful reason), ``not responsible``, ``age``. ``end_position`` is that of the
event behind the end; null where age ended it."""


def spans(batch: Batch, span: Span) -> pl.DataFrame:
    """Every span of a kind: ``SPAN_COLUMNS`` and the fields it carries."""
    return batch.once(("spans", span), lambda: _spans(batch, span))


def _spans(batch: Batch, span: Span) -> pl.DataFrame:
    listed = [LEFT] if all(LEFT in shape(name).fields for name in span.opens.events) else []
    opened = sure(chosen(batch, span.opens, *span.carry, *listed))
    opened = opened.with_columns(begun_before=pl.col("precision") == "inferred")
    frame = _own_end(batch, opened, span)
    beyond = pl.col("child") != pl.col("child").shift(-1)
    frame = frame.with_columns(
        next_end=pl.when(~beyond).then(pl.col("day").shift(-1)),
        next_position=pl.when(~beyond).then(pl.col("position").shift(-1)),
    )
    ends = ["end", "next"]
    if listed:
        frame = frame.with_columns(left_end=pl.col(LEFT), left_position=pl.lit(None, pl.Int64))
        ends.append("left")
    if span.within:
        frame = _with_outer(frame, spans(batch, span.within))
        ends.append("outer")
    if span.until:
        frame = with_lawful_ends(batch, frame, span.until)
        ends += ["not responsible", "age"]
    frame = _closed(batch, frame, ends)
    if span.only_within:
        frame = frame.filter(pl.col("ended_on").is_null() | (pl.col("outer_from") <= pl.col("ended_on")))
        frame = frame.filter(pl.col("outer_from").is_not_null())
    return frame.select(*SPAN_COLUMNS, *span.carry)


def _with_outer(frame: pl.DataFrame, outer: pl.DataFrame) -> pl.DataFrame:
    """Adds ``outer_from``, ``outer_end`` and ``outer_position``: the span that was running on each row's day, else the
    first that began after it, from the first day they share; null where there is none."""
    outer = outer.select("key", "end_position", since="started_on", end="ended_on")
    carry = ["since", "end", "end_position"]
    frame = preceding(frame, outer, carry, "running_")
    frame = following(frame, outer, carry, "later_", strict=True)
    runs = pl.col("running_key").is_not_null() & (pl.col("running_end") >= pl.col("day")).fill_null(True)
    return frame.with_columns(
        outer_from=pl.when(runs).then("day").otherwise("later_since"),
        outer_end=pl.when(runs).then("running_end").otherwise("later_end"),
        outer_position=pl.when(runs).then("running_end_position").otherwise("later_end_position"),
    )


def _own_end(batch: Batch, opened: pl.DataFrame, span: Span) -> pl.DataFrame:
    """The end recorded for each opening; one that lies before its opening says nothing."""
    if span.closes is None:
        return opened.with_columns(end_end=pl.lit(None, pl.Int32), end_position=pl.lit(None, pl.Int64))
    closes = sure(chosen(batch, span.closes)).unique(["child", "start", "ordinal"], keep="first", maintain_order=True)
    asked = closes.select("child", "start", "ordinal", end_end="day", end_position="position")
    frame = opened.join(asked, on=["child", "start", "ordinal"], how="left", maintain_order="left")
    before = pl.col("end_end") < pl.col("day")
    return frame.with_columns(pl.when(~before).then(pl.col(name)).alias(name) for name in ("end_end", "end_position"))


def with_lawful_ends(batch: Batch, frame: pl.DataFrame, until: tuple[str, str] = ADULT) -> pl.DataFrame:
    """Adds when, after each row's day, the authority stopped being responsible, and when the child reached the age:
    ``not responsible_end``, ``not responsible_position``, ``age_end`` and ``age_position`` (always null)."""
    gone = sure(chosen(batch, NOT_RESPONSIBLE))
    frame = following(frame, gone, ["day", "position"], "gone_", strict=True).rename(
        {"gone_day": "not responsible_end", "gone_position": "not responsible_position"}
    )
    age = look(age_reached(batch, until), "child")
    return frame.with_columns(
        age_end=pl.when(age > pl.col("day")).then(age).cast(pl.Int32), age_position=pl.lit(None, pl.Int64)
    )


def _closed(batch: Batch, frame: pl.DataFrame, ends: list[str]) -> pl.DataFrame:
    """The first of the ends, of several on one day the one named first; none after the as-at day."""
    frame = frame.rename({"end_position": "end_position_own"}) if "end_position" in frame.columns else frame
    days = {name: pl.col(f"{name}_end") for name in ends}
    positions = {name: pl.col("end_position_own" if name == "end" else f"{name}_position") for name in ends}
    first = pl.min_horizontal(*days.values())
    by, position = pl.lit(None, pl.String), pl.lit(None, pl.Int64)
    for name in reversed(ends):
        by = pl.when(days[name] == pl.col("ended_on")).then(pl.lit(name)).otherwise(by)
        position = pl.when(days[name] == pl.col("ended_on")).then(positions[name]).otherwise(position)
    return (
        frame.with_columns(ended_on=pl.when(first <= day_of(batch.as_at)).then(first).cast(pl.Int32))
        .with_columns(ended_by=by, end_position=position)
        .rename({"day": "started_on"})
    )
