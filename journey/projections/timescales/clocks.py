"""Clocks: from a start to the last of its stops, once. See ``domain.rules.language`` for how ties are read."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import Clock, On, Step
from journey.projections.batch import Batch, day_of
from journey.projections.belonging import earlier_of_the_same, named_by_a_start, named_origins
from journey.projections.choosing import Settings, carried_as, chosen, sure, unclear
from journey.projections.coverage.covered import surely_none
from journey.projections.coverage.listed import listed_to
from journey.projections.effective import CAME_FROM, IN_ANOTHERS_ROW
from journey.projections.helpers import following, preceding, same
from journey.projections.timescales.due import due_on, hours_of, local_day, utc_minute
from journey.projections.timescales.spans import with_lawful_ends
from journey.projections.visits import with_unborn

_SAME_FACT = ["child", "start", "ordinal"]


def clock_rows(batch: Batch, clock: Clock, settings: Settings) -> pl.DataFrame | None:
    """One row per running of a clock, ready to be judged; none where nothing starts it."""
    frame = chosen(batch, clock.starts, *_filed(clock), settings=settings).rename({"counts": "asked"})
    if frame.is_empty():
        return None
    # From what had begun by a day nothing can be counted.
    frame = frame.with_columns(asked=pl.when(pl.col("precision") != "inferred").then("asked"))
    if clock.born:
        unborn = with_unborn(frame, batch)["unborn"].fill_null(False)
        frame = frame.with_columns(asked=pl.when(pl.lit(unborn)).then(pl.lit(False)).otherwise("asked"))
    frame = _counted_from(batch, frame, clock.counted_from, clock.belongs_to) if clock.counted_from else frame
    frame = following(frame, frame.filter(pl.col("asked").fill_null(False)), ["day"], "next_", strict=True)
    due = _due(frame, (clock.rule, clock.step))
    frame = frame.with_columns(due=due, due_last=due)
    frame = _ended(batch, frame, clock)
    for number, stop in enumerate(clock.stops):
        frame = _stopped(batch, frame, clock, stop, f"stop{number}", settings)
    return _together(batch, frame, clock)


def _filed(clock: Clock) -> tuple[str, ...]:
    return (clock.belongs_to,) if clock.belongs_to else ()


def _due(frame: pl.DataFrame, step: Step) -> pl.Series:
    """The due day; for elapsed hours from a recorded time, the day on which they end."""
    days, hours = due_on(step, frame["day"]), hours_of(step)
    if hours is None:
        return days
    end = local_day(utc_minute("day", "minute") + hours * 60)
    return frame.select(pl.when(pl.lit(days).is_not_null()).then(pl.coalesce(end, pl.lit(days)))).to_series()


def _counted_from(batch: Batch, frame: pl.DataFrame, origin: On, belongs_to: str | None) -> pl.DataFrame:
    """Moves the day to the event that the start names, or else the last on or before it, for the first start after
    each; null where there is none, or another may have gone unseen in between."""
    origins = sure(chosen(batch, origin))
    found = preceding(frame, origins, ["day", "position"], "origin_").with_columns(named=pl.lit(False))
    if belongs_to:
        found = named_origins(found, origins, belongs_to).with_columns(named=pl.col("named_day").is_not_null())
        both = ("day", "position")
        found = found.with_columns(pl.coalesce(f"named_{one}", f"origin_{one}").alias(f"origin_{one}") for one in both)
    first = pl.col("origin_position").is_null() | pl.struct("child", "origin_position").is_first_distinct()
    found = found.filter(first)
    unseen = found.with_columns(after=pl.col("origin_day") + 1)
    certain = (unseen["origin_day"] == unseen["day"]) | surely_none(batch, unseen, origin.events, "after", "day")
    found = found.with_columns(certain=pl.col("named") | certain.fill_null(False))
    return found.with_columns(
        day=pl.when("certain").then("origin_day"),
        origin_position=pl.when("certain").then("origin_position"),
    )


def _ended(batch: Batch, frame: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Adds ``ended_on`` and ``end_position``: the first lawful end after the start, none after the as-at day."""
    days, positions = [], []
    for number, end in enumerate(clock.ends):
        name = f"end{number}"
        if end.of_it:
            frame = _part(frame, sure(chosen(batch, end)), name)
        else:
            frame = _next_in_time(frame, sure(chosen(batch, end)), name)
        days.append(f"{name}_day")
        positions.append(f"{name}_position")
    if clock.until:
        frame = with_lawful_ends(batch, frame, clock.until)
        days += ["not responsible_end", "age_end"]
        positions += ["not responsible_position", "age_position"]
    first = pl.min_horizontal(*days) if days else pl.lit(None, pl.Int32)
    position = pl.lit(None, pl.Int64)
    for day, place in reversed(list(zip(days, positions, strict=True))):
        position = pl.when(pl.col(day) == first).then(pl.col(place)).otherwise(position)
    seen = first <= day_of(batch.as_at)
    return frame.with_columns(
        ended_on=pl.when(seen).then(first).cast(pl.Int32), end_position=pl.when(seen).then(position)
    )


def _part(frame: pl.DataFrame, parts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Adds day, minute and position of the first part of each row's own fact."""
    first = parts.unique(_SAME_FACT, keep="first", maintain_order=True).select(
        *_SAME_FACT, **{f"{name}_{one}": one for one in ("day", "minute", "position", "occurred_from")}
    )
    return frame.join(first, on=_SAME_FACT, how="left", maintain_order="left")


def _next_in_time(frame: pl.DataFrame, other: pl.DataFrame, name: str) -> pl.DataFrame:
    """Adds day and position of the first of the others after each row, by the order of events within a day too."""
    asked = other.select(f_seq="seq", f_key="key", **{f"{name}_day": "day", f"{name}_position": "position"})
    joined = frame.join_asof(
        asked.set_sorted("f_seq"), left_on="seq", right_on="f_seq", strategy="forward", allow_exact_matches=False
    )
    mine = same("key", "f_key")
    added = [f"{name}_day", f"{name}_position"]
    return joined.with_columns(pl.when(mine).then(pl.col(one)).alias(one) for one in added).drop("f_key", "f_seq")


def _stopped(batch: Batch, frame: pl.DataFrame, clock: Clock, stop: On, name: str, settings: Settings) -> pl.DataFrame:
    """Adds day, minute and position of one stop, and whether it is certain that it did not come in time."""
    owned = () if IN_ANOTHERS_ROW.isdisjoint(stop.events) else (CAME_FROM,)
    events = chosen(batch, stop, *(() if stop.of_it else (*_filed(clock), *owned)), settings=settings)
    if stop.of_it:
        frame = _part(frame, sure(events), name)
        maybe = pl.lit(None, pl.Int32)
    else:
        frame = _following(frame, sure(events), name, clock, owned)
        frame = following(frame, unclear(events), ["day"], f"{name}_maybe_", strict=clock.after_the_day)
        maybe = pl.col(f"{name}_maybe_day")
    day = pl.col(f"{name}_day")
    counted = day.is_null() | (pl.col("ended_on").is_null() | (day <= pl.col("ended_on")))
    added = ("day", "minute", "position", "occurred_from")
    frame = frame.with_columns(pl.when(counted).then(pl.col(f"{name}_{one}")).alias(f"{name}_{one}") for one in added)
    frame = frame.with_columns(listed_to=listed_to(batch, clock.starts.events, "position", pl.col("ended_on")))
    none = surely_none(batch, frame, carried_as(stop), "day", "due_last", "listed_to")
    # What has one of its kind, in its own row, had none before it.
    of_it = (pl.col(f"{name}_{CAME_FROM}") == pl.col("fact")).fill_null(False) if owned else pl.lit(False)
    known = day.is_not_null() if stop.of_it else of_it & day.is_not_null()
    late = day.is_null() | (pl.coalesce(f"{name}_occurred_from", day) > pl.col("due_last"))
    unheard = (maybe > pl.col("due_last")).fill_null(True)
    return frame.with_columns((late & unheard & (known | none)).alias(f"{name}_missed"))


def _following(
    frame: pl.DataFrame, stops: pl.DataFrame, name: str, clock: Clock, more: tuple[str, ...]
) -> pl.DataFrame:
    """The first stop on or after the start (after it) that comes before another running has a better claim to it."""
    carry = ["day", "minute", "position", "occurred_from", *more]
    filed = None
    if clock.belongs_to:
        filed, stops = named_by_a_start(frame, stops, clock.belongs_to)
    frame = following(frame, stops, carry, f"{name}_", strict=clock.after_the_day)
    day, other = pl.col(f"{name}_day"), pl.col("next_day")
    mine = other.is_null() | ((day <= other) if clock.after_the_day else (day < other))
    frame = frame.with_columns(pl.when(mine).then(pl.col(f"{name}_{one}")).alias(f"{name}_{one}") for one in carry)
    if filed is None or clock.belongs_to is None or filed.is_empty():
        return frame
    return earlier_of_the_same(frame, filed, clock.belongs_to, carry, name, clock.after_the_day)


def _together(batch: Batch, frame: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    names = [f"stop{number}" for number in range(len(clock.stops))]
    days = [pl.col(f"{name}_day") for name in names]
    every = pl.all_horizontal(day.is_not_null() for day in days)
    stopped = pl.when(every).then(pl.max_horizontal(*days))
    met = (stopped <= pl.col("due")).fill_null(False)
    missed = pl.any_horizontal(f"{name}_missed" for name in names)
    hours = hours_of((clock.rule, clock.step))
    if hours is not None:
        elapsed = utc_minute("stop0_day", "stop0_minute") - utc_minute("day", "minute")
        met = pl.coalesce((elapsed <= hours * 60), met)
        missed = missed | (elapsed > hours * 60).fill_null(False)
    origin = ["origin_position"] if clock.counted_from else []
    return frame.with_columns(
        step=pl.lit(clock.step),
        step_last=pl.lit(clock.step),
        steps=pl.lit(None, pl.String),
        rung=pl.lit(0, pl.Int32),
        started_on="day",
        stopped_on=stopped,
        met=met,
        missed=missed.fill_null(False),
        behind=pl.concat_arr(*origin, "position", *(f"{name}_position" for name in names), "end_position"),
    )
