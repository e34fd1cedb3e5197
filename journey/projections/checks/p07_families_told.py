"""P07: whether a family whose case closed after assessment was told which agency helps from here, when and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import BASE, answered, decided, none_known, where
from journey.projections.helpers import following, look, preceding
from journey.projections.timescales.due import age_reached

_TOLD: Final = ("FamilyInformedOfNextAgency",)
_ELEMENTS: Final = {"agency": "who", "starts_on": "when", "how": "how"}
_FIELDS: Final = (*_ELEMENTS, "told")
_AFTER_ASSESSMENT: Final = (("reason", ("RC8", "RC9")),)
_THING: Final = ("child", "start", "ordinal")


def _closed(batch: Batch) -> pl.DataFrame:
    """Cases that closed after assessment, with what the family was told in the episode, or later and before the next.

    ``asked`` is whether another agency is to deliver a plan; ``by_then`` whether the family had been told by the day of
    closure, ``told_at`` whether at all, ``told_day, told_position`` and the fields; ``silent_then`` and ``silent``
    whether it is certain that nothing was said from the start of the episode to closure, and to this day or the next
    episode.
    """
    return batch.once("families told", lambda: _with_told(batch))


def _with_told(batch: Batch) -> pl.DataFrame:
    closed = batch.select(("CaseClosed",), "reason", "receiving_agency", base=(*BASE, "start"), where=_AFTER_ASSESSMENT)
    informed = batch.select(_TOLD, *_FIELDS, base=("key", "day", "position"))
    carry = ("day", "position", *_FIELDS)
    found = preceding(closed, informed, carry, "then_")
    found = following(found, informed, carry, "later_", strict=True)
    found = following(found, batch.select(("CINEpisodeOpened",), base=("key", "day")), ["day"], "next_", strict=True)
    by_then = (pl.col("then_day") >= pl.col("start")).fill_null(False)
    later = pl.col("later_day").is_not_null() & (pl.col("later_day") < pl.col("next_day")).fill_null(True)
    said = {name: pl.when(by_then).then(f"then_{name}").when(later).then(f"later_{name}") for name in carry}
    found = found.with_columns(
        asked=(pl.col("reason") == "RC9") | pl.col("receiving_agency").is_not_null(),
        by_then=by_then,
        told_at=by_then | later,
        until=pl.min_horizontal(pl.col("next_day") - 1, pl.lit(day_of(batch.as_at), pl.Int32())),
        **{f"told_{name}": one for name, one in said.items()},
    )
    return found.with_columns(
        silent_then=none_known(batch, found, _TOLD, "start", "day"),
        silent=none_known(batch, found, _TOLD, "start", "until"),
    )


def _answered(found: pl.DataFrame, answer: pl.Expr, detail: pl.Expr, behind: str = "told_position") -> pl.DataFrame:
    told = pl.when(pl.col("asked")).then(answer).otherwise(pl.lit(NOT_APPLICABLE))
    why = pl.coalesce(where(~pl.col("asked"), "no agency is to deliver a plan"), detail)
    return answered(found, told, detail=why, behind=("position", behind))


def _of_what_was_said(said: pl.Expr) -> pl.Expr:
    """The answer where the family was told; no where it surely was not."""
    return pl.when(pl.col("told_at")).then(said).otherwise(decided(pl.lit(False), pl.col("silent")))


def told(batch: Batch) -> pl.DataFrame:
    """At all, by this day."""
    return _answered(_closed(batch), _of_what_was_said(pl.lit(YES)), where(~pl.col("told_at"), "nothing is recorded"))


def in_time(batch: Batch) -> pl.DataFrame:
    """By the day of closure; with the days, where it was later."""
    late = pl.col("told_at") & ~pl.col("by_then")
    days = pl.format("told {} days after closure", pl.col("told_day") - pl.col("day"))
    answer = decided(pl.col("by_then"), pl.col("silent_then") & ~pl.col("by_then"))
    return _answered(_closed(batch), answer, pl.when(late).then(days))


def complete(batch: Batch) -> pl.DataFrame:
    """With what is missing."""
    lacks = {words: pl.col(f"told_{field}").is_null() for field, words in _ELEMENTS.items()}
    every = ~pl.any_horizontal(*lacks.values())
    missing = pl.concat_str([where(lack, words) for words, lack in lacks.items()], separator=", ", ignore_nulls=True)
    detail = pl.when(pl.col("told_at") & ~every).then(pl.format("not said: {}", missing))
    return _answered(_closed(batch), _of_what_was_said(decided(every, ~every)), detail)


def child(batch: Batch) -> pl.DataFrame:
    """Not asked of a child who is too young for it, by local policy."""
    found = _closed(batch)
    old_enough = look(age_reached(batch, ("P07", "age")), "child") <= pl.col("day")
    who = pl.col("told_told")
    there = who.list.contains("child")
    unread = who.list.len() > who.list.drop_nulls().list.len()
    said = decided(there, there.eq(False) & ~unread)
    told_child = _of_what_was_said(said)
    answer = (
        pl.when(old_enough.eq(False)).then(pl.lit(NOT_APPLICABLE))
        .when(old_enough.is_null() & (told_child != YES)).then(pl.lit(CANNOT_TELL))
        .otherwise(told_child)
    )  # fmt: skip
    detail = pl.coalesce(
        where(old_enough.eq(False), "the child is too young to be asked about"),
        where(old_enough.is_null(), "the date of birth is not known"),
        where(pl.col("told_at") & who.is_null(), "who was told is not recorded"),
    )
    return _answered(found, answer, detail)


def taken_on(batch: Batch) -> pl.DataFrame:
    """By what the agency answered to the last step down of the episode."""
    base = (*_THING, "key", "day", "position")
    down = batch.select(("SteppedDown",), base=base).with_row_index("row")
    replies = batch.select(("NextAgencyAnswered",), "accepted", base=(*_THING, "position"))
    replies = replies.unique(_THING, keep="first", maintain_order=True).rename({"position": "reply"})
    down = down.join(replies, on=_THING, how="left", maintain_order="left")
    found = preceding(_closed(batch), down, ["day", "accepted", "reply"], "down_")
    of_it = (pl.col("down_day") >= pl.col("start")).fill_null(False)
    found = found.with_columns(reply=pl.when(of_it).then("down_reply"))
    answer = decided(of_it & (pl.col("down_accepted") == YES), of_it & (pl.col("down_accepted") == NO))
    detail = where(pl.col("reply").is_null(), "no answer of the agency is recorded")
    return _answered(found, answer, detail, "reply")


ANSWERS: Final[dict[str, Callable[[Batch], pl.DataFrame]]] = {
    "told": told,
    "in_time": in_time,
    "complete": complete,
    "child": child,
    "taken_on": taken_on,
}
