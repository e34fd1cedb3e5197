"""Ladders: from the start of a span to a stop, and from stop to stop. See ``domain.rules.language`` for ties."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import Ladder, State
from journey.projections.batch import Batch, day_of
from journey.projections.choosing import Settings, carried_as, chosen, sure, unclear
from journey.projections.coverage.covered import surely_none
from journey.projections.coverage.listed import listed_to, with_listed
from journey.projections.helpers import following, key_of, look, preceding
from journey.projections.timescales.due import age_reached
from journey.projections.timescales.rungs import with_due
from journey.projections.timescales.spans import spans
from journey.projections.unborn import from_birth

_FROM = ("day", "fact", "position", "occurred_from")


def ladder_rows(batch: Batch, ladder: Ladder, settings: Settings) -> pl.DataFrame | None:
    """One row per rung that was climbed or waits, ready to be judged; none where there is no such span."""
    opened = with_listed(batch, spans(batch, ladder.span), ladder.span).with_row_index("span")
    if opened.is_empty():
        return None
    opened = from_birth(batch, opened) if ladder.from_birth else opened.with_columns(unborn=False)
    events = chosen(batch, ladder.stops, settings=settings)
    frame = _with_perhaps(_climbed(opened, sure(events), ladder), opened, unclear(events), ladder)
    for state in ladder.states:
        frame = _with_state(batch, frame, state)
    frame = with_due(batch, frame, ladder)
    perhaps = frame["perhaps"].any()
    frame = _missed(batch, _whichever(frame) if perhaps else frame, unclear(events), ladder)
    if perhaps:
        beyond = _beyond(batch)
        frame = frame.filter(~pl.col("perhaps") | (beyond & ~beyond.shift(1, fill_value=False)))
    frame = frame.with_columns(met=(pl.col("stop_day") <= pl.col("due")).fill_null(False))
    if ladder.early_ok:
        frame = _early(frame, opened, sure(events))
    asked = pl.lit(True)
    if ladder.not_before:
        asked = look(age_reached(batch, (ladder.rule, ladder.not_before)), "child") <= pl.col("span_started_on")
    # What is due from the start of something cannot be told where nobody says when it began.
    asked = pl.when(pl.col("sure_asked") & (~pl.col("span_begun_before") | (pl.col("rung") > 0))).then(asked)
    begun = pl.when(pl.col("rung") > 0).then("position")
    end = pl.when(pl.col("stop_day").is_null()).then("span_end_position")
    return frame.with_columns(
        asked=pl.when("span_unborn").then(pl.lit(False)).otherwise(asked),
        started_on="day",
        stopped_on="stop_day",
        ended_on="span_ended_on",
        behind=pl.concat_arr("span_position", begun, "stop_position", end),
    )


def _climbed(opened: pl.DataFrame, stops: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """The start of each span and the stops along it in order, each with the stop that follows it.

    Columns of the span are prefixed ``span_``; ``rung`` counts the stops before the row's own interval.
    """
    held = _inside(opened, stops, ladder)
    columns = ["child", "span", "day", "fact", "position", "occurred_from", "is_stop"]
    starts = opened.with_columns(day="started_on", occurred_from=pl.lit(None, pl.Int32), is_stop=pl.lit(False))
    climbed = held.with_columns(span="on_span", is_stop=pl.lit(True))
    rows = pl.concat([starts.select(columns), climbed.select(columns)]).sort("span", "day", "is_stop")
    place = pl.int_range(pl.len(), dtype=pl.Int32)
    follows = pl.col("is_stop").shift(-1).fill_null(False)
    rows = rows.with_columns(
        rung=place - pl.when("is_stop").then(None).otherwise(place).forward_fill(),
        stop_day=pl.when(follows).then(pl.col("day").shift(-1)),
        stop_position=pl.when(follows).then(pl.col("position").shift(-1)),
        stop_from=pl.when(follows).then(pl.col("occurred_from").shift(-1)),
        key=key_of("child", "day"),
    )
    carried = [
        "position",
        "listed_as",
        "started_on",
        "begun_before",
        "ended_on",
        "end_position",
        "unborn",
        *ladder.span.carry,
    ]
    span = opened[rows["span"]].select(
        pl.col(name).alias(name if name in ladder.span.carry else f"span_{name}") for name in carried
    )
    return rows.hstack(span)


def _inside(opened: pl.DataFrame, stops: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """The stops that lie in a span, one a day, with ``on_span``, the span's number.

    Spans of a kind do not overlap, so a stop belongs to the last that started on or before its day.
    """
    held = preceding(stops, opened, ["span", "started_on", "ended_on"], "on_")
    inside = pl.col("on_ended_on").is_null() | (pl.col("day") <= pl.col("on_ended_on"))
    if ladder.after_the_day:
        inside = inside & (pl.col("day") > pl.col("on_started_on"))
    held = held.filter(inside & pl.col("on_span").is_not_null())
    return held.filter(pl.col("key").ne_missing(pl.col("key").shift(1)))


def _with_perhaps(climbed: pl.DataFrame, opened: pl.DataFrame, maybe: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """Adds ``perhaps`` and, of such, the rung from the last event of a span that may have been a stop, after all stops.

    Whether or not it was one, what waits since then is late once every limit that may count has passed. Such a rung is
    kept where that is certain, and the interval in which the event lies is not itself over for certain.
    """
    climbed = climbed.with_columns(perhaps=pl.lit(False))
    if maybe.is_empty():
        return climbed
    last = (
        _inside(opened, maybe, ladder)
        .unique("on_span", keep="last", maintain_order=True)
        .select(pl.col("on_span").alias("span"), *(pl.col(name).alias(f"last_{name}") for name in _FROM))
    )
    waits = climbed.filter(pl.col("stop_day").is_null()).join(last, on="span", maintain_order="left")
    rungs = waits.filter(pl.col("last_day") > pl.col("day")).with_columns(
        *(pl.col(f"last_{name}").alias(name) for name in _FROM),
        key=key_of("child", "last_day"),
        rung=pl.col("rung") + 1,
        is_stop=pl.lit(True),
        perhaps=pl.lit(True),
    )
    if rungs.is_empty():
        return climbed
    return pl.concat([climbed, rungs.select(climbed.columns)]).sort("span", "day", "is_stop", maintain_order=True)


def _whichever(frame: pl.DataFrame) -> pl.DataFrame:
    """Of a rung that is there perhaps, ``due_last`` also counts the limit of the interval that went on if it is not."""
    waits = (pl.col("span").shift(1) == pl.col("span")) & (pl.col("rung").shift(1) + 1 == pl.col("rung"))
    before = pl.when(waits).then(pl.col("due_last").shift(1))
    last = pl.when(before.is_not_null()).then(pl.max_horizontal("due_last", before))
    return frame.with_columns(due_last=pl.when("perhaps").then(last).otherwise("due_last"))


def _beyond(batch: Batch) -> pl.Expr:
    """Whether it is certain that the last day that can be due passed, before any end, without a stop.

    What is due from the start of something is not certain where nobody says when it began.
    """
    known = ~pl.col("span_unborn") & (~pl.col("span_begun_before") | (pl.col("rung") > 0))
    until = pl.min_horizontal("span_ended_on", pl.lit(day_of(batch.as_at), pl.Int32))
    return (known & pl.col("missed") & (until > pl.col("due_last"))).fill_null(False)


def _with_state(batch: Batch, frame: pl.DataFrame, state: State) -> pl.DataFrame:
    events = sure(chosen(batch, state.on, *([state.field] if state.field else [])))
    prefix = f"{state.name}_"
    if state.field:
        found = preceding(frame, events, [state.field], prefix)
        return found.with_columns(pl.col(f"{prefix}{state.field}").alias(state.name))
    found = preceding(frame, events, ["day"], prefix)
    none = surely_none(batch, found, carried_as(state.on), "span_started_on", "day")
    held = (pl.col(f"{prefix}day") >= pl.col("span_started_on")).fill_null(False)
    never = pl.lit(none) & ~pl.col("span_begun_before")
    value = pl.when(held).then(pl.lit("yes")).when(never).then(pl.lit("no"))
    return found.with_columns(value.alias(state.name))


def _missed(batch: Batch, frame: pl.DataFrame, maybe: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    """Adds ``missed``: whether it is certain that there was no stop by the last day that can be due."""
    later = frame.with_columns(from_key=pl.col("key") + ((pl.col("rung") > 0) | ladder.after_the_day).cast(pl.Int64))
    later = following(later, maybe, ["day"], "maybe_", on="from_key")
    # An earlier stop shows that the lists had it; without one, a list shows nothing of what ended before its day.
    ended_on = pl.when(pl.col("rung") == 0).then("span_ended_on")
    events = (*ladder.span.opens.events, *(ladder.span.within.opens.events if ladder.span.within else ()))
    later = later.with_columns(listed_to=listed_to(batch, events, "span_listed_as", ended_on))
    none = surely_none(batch, later, carried_as(ladder.stops), "day", "due_last", "listed_to")
    late = pl.col("stop_day").is_null() | (pl.coalesce("stop_from", "stop_day") > pl.col("due_last"))
    unheard = (pl.col("maybe_day") > pl.col("due_last")).fill_null(True)
    return later.with_columns(missed=(late & unheard & pl.lit(none)).fill_null(False))


def _early(frame: pl.DataFrame, opened: pl.DataFrame, stops: pl.DataFrame) -> pl.DataFrame:
    """Counts a stop before the span for its first rung, unless it is the first since the span before began."""
    found = preceding(opened, stops, ["seq", "day", "position"], "early_", strict=True)
    found = following(found, stops, ["seq"], "first_")
    before = pl.col("child") == pl.col("child").shift(1)
    since = pl.col("early_key") >= pl.col("key").shift(1)
    own = since & (pl.col("early_seq") != pl.col("first_seq").shift(1))
    counts = pl.col("early_key").is_not_null() & pl.when(before).then(own).otherwise(True)
    early = found.select(
        "span", *(pl.when(counts).then(pl.col(f"early_{one}")).alias(f"early_{one}") for one in ("day", "position"))
    )
    joined = frame.hstack(early[frame["span"]].drop("span"))
    first = (pl.col("rung") == 0) & pl.col("early_day").is_not_null()
    return joined.with_columns(
        stop_day=pl.when(first).then("early_day").otherwise("stop_day"),
        stop_position=pl.when(first).then("early_position").otherwise("stop_position"),
        met=first | pl.col("met"),
        missed=~first & pl.col("missed"),
    )
