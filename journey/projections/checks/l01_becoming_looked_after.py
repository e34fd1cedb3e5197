"""L01: whether a child was accommodated long enough to be looked after, and whether short breaks keep their rules."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import months_before
from journey.domain.rules.spans import CARE, LEGAL_STATUS, SHORT_BREAK
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.checks.rows import answered, decided, limit_on, none_known, where
from journey.projections.helpers import following, key_of, preceding
from journey.projections.timescales.day_tables import by_day
from journey.projections.timescales.due import due_on, hours_of, utc_minute
from journey.projections.timescales.spans import spans

_CARE_ORDERS: Final = ("C1", "C2")
_SHORT_BREAK: Final = "V3"
_DAY = 24
_STAY: Final = ("child", "key", "fact", "position", "started_on", "ended_on", "end_position")


def accommodated(batch: Batch) -> pl.DataFrame:
    """By a care order, else by times; by days alone where the whole of them settles it."""
    hours = hours_of(("L01", "accommodated")) or 0
    care = spans(batch, CARE).with_columns(day="started_on")
    begun = batch.select(("BecameLookedAfter",), base=("child", "position", "minute"))
    ended = batch.select(("CeasedLookedAfter",), base=("child", "position", "minute"))
    ended = ended.rename({"position": "end_position", "minute": "end_minute"})
    care = care.join(begun, on=["child", "position"], how="left", maintain_order="left")
    care = care.join(ended, on=["child", "end_position"], how="left", maintain_order="left")
    orders = batch.select(("LegalStatusChanged",), "status", base=("key", "day", "position")).filter(
        pl.col("status").is_in(_CARE_ORDERS)
    )
    care = following(care, orders, ["day", "position"], "order_")
    still = pl.col("ended_on").is_null()
    until = pl.coalesce("ended_on", pl.lit(day_of(batch.as_at), pl.Int32()))
    ordered = (pl.col("order_day") <= until).fill_null(False)
    shown = none_known(batch, care, ("CeasedLookedAfter",), pl.col("day") + 1, until) | ~still
    days = until - pl.col("day")
    exact = utc_minute("ended_on", "end_minute") - utc_minute("day", "minute")
    longer = pl.when(exact.is_not_null()).then(exact > hours * 60).otherwise((days - 1) * _DAY >= hours)
    shorter = pl.when(exact.is_not_null()).then(exact <= hours * 60).otherwise((days + 1) * _DAY <= hours)
    unclear = where(exact.is_null() & ~longer & ~shorter & ~ordered, "the hours are not recorded")
    behind = care.with_columns(order_position=pl.when(ordered).then("order_position"))
    answer = decided(ordered | (longer & shown), shorter & ~still & ~ordered)
    return answered(behind, answer, detail=unclear, behind=("position", "end_position", "order_position"))


def short_break_stay(batch: Batch) -> pl.DataFrame:
    """One stay: yes when it ended within the limit; a stay that goes on may yet be too long."""
    stays = _stays(batch)
    stays = stays.with_columns(due=due_on(("L01", "short_break_stay"), stays["day"]))
    ended = pl.col("ended_on")
    stretch = pl.col("day") + 1, pl.col("due") + 1
    returned = none_known(batch, stays, ("ShortBreakEnded",), *stretch)
    shown = none_known(batch, stays, ("LegalStatusEnded", "LegalStatusChanged"), *stretch)
    going_on = pl.when("returned").then(returned).otherwise(shown)
    over = (pl.col("due") < day_of(batch.as_at)) & going_on
    return answered(
        stays,
        decided(ended <= pl.col("due"), (ended > pl.col("due")) | (ended.is_null() & over)),
        detail=where(ended.is_null(), "the stay has not ended"),
        behind=("position", "end_position"),
    )


def short_break_year(batch: Batch) -> pl.DataFrame:
    """All stays in the twelve months up to the end of each, day by day, the day of leaving not counted."""
    stays = by_day(_stays(batch).filter(pl.col("ended_on").is_not_null()), "ended_on", "first", _year_before)
    days = (pl.col("ended_on") - pl.col("day")).cast(pl.Int64)
    stays = stays.with_columns(whole=days.cum_sum() - days, from_key=key_of("child", "first"))
    began = stays.select("key", "whole", "day", "ended_on")
    stays = preceding(stays, began, ["whole", "day", "ended_on"], "first_", on="from_key")
    stays = following(stays, began, ["whole"], "next_", on="from_key")
    inside = pl.min_horizontal(pl.col("first"), pl.col("first_ended_on")) - pl.col("first_day")
    before = pl.coalesce(pl.col("first_whole") + inside, pl.col("next_whole"))
    spent = pl.col("whole") + days - before
    limit = limit_on(("L01", "short_break_year"), batch.as_at).value
    returned = none_known(batch, stays, ("ShortBreakStayed",), "first", "ended_on")
    shown = none_known(batch, stays, ("LegalStatusChanged",), "first", "ended_on")
    known = pl.when("returned").then(returned).otherwise(shown)
    detail = pl.format("{} days in twelve months", spent)
    answer = decided((spent <= limit) & known, spent > limit)
    return answered(stays, answer, detail=detail, behind=("position", "end_position"))


def _stays(batch: Batch) -> pl.DataFrame:
    """Stays that are recorded one by one; ``day`` is the first of each, ``returned`` whether the yearly return says it.

    Of two sources that tell of one stay the return speaks; a stay ends where the next begins: no night counts twice.
    """
    own = spans(batch, SHORT_BREAK).select(*_STAY, returned=pl.lit(True))
    shown = spans(batch, LEGAL_STATUS).filter(pl.col("status") == _SHORT_BREAK).select(*_STAY, returned=pl.lit(False))
    both = pl.concat([own, shown]).unique(["child", "started_on"], keep="first", maintain_order=True).sort("key")
    following_stay = pl.when(pl.col("child") == pl.col("child").shift(-1)).then(pl.col("started_on").shift(-1))
    return both.with_columns(ended_on=pl.min_horizontal("ended_on", following_stay), day="started_on")


def _year_before(day: int) -> int:
    """The first day of the period up to the end of a stay in which the days are counted."""
    months, _ = limit_on(("L01", "short_break_period"), date_of(day)).span
    return day_of(months_before(date_of(day), months))


ANSWERS: Final = {
    "accommodated": accommodated,
    "short_break_stay": short_break_stay,
    "short_break_year": short_break_year,
}
