"""C02: who took part in a strategy discussion, by the guidance of its day; and whether the referrer did."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NOT_APPLICABLE
from journey.domain.rules.referrers import AGENCY, PROFESSIONALS
from journey.domain.timescales import rules
from journey.projections.batch import Batch, day_of
from journey.projections.checks.attendance import ATTENDING, absent, took_part, with_attendance
from journey.projections.checks.rows import BASE, NOTHING, answered, decided, none_known
from journey.projections.helpers import preceding

_HELD: Final = ("StrategyDiscussionHeld",)
_REFERRED: Final = ("ReferralReceived",)


def minimum(batch: Batch) -> pl.DataFrame:
    """Whether everybody of the minimum took part, by the block of guidance in force on the day."""
    blocks = [step for step in rules()["C02"].steps if step.name == "minimum"]
    asked_for = dict.fromkeys(one for block in blocks for one in block.parties)
    held = with_attendance(batch.select(_HELD, ATTENDING, base=BASE), asked_for)
    every, missing = pl.lit(None, pl.Boolean()), NOTHING
    for block in blocks:
        in_force = pl.col("day") >= day_of(block.valid_from)
        if block.valid_until:
            in_force &= pl.col("day") <= day_of(block.valid_until)
        every = pl.when(in_force).then(pl.all_horizontal(took_part(one) for one in block.parties)).otherwise(every)
        missing = pl.when(in_force).then(absent(block.parties)).otherwise(missing)
    unsaid = pl.when(pl.col(ATTENDING).is_null()).then(pl.lit("who took part is not recorded"))
    detail = pl.coalesce(unsaid, pl.when(missing != "").then(missing))
    return answered(held, decided(every, every.eq(False)), detail=detail)


def referrer(batch: Batch) -> pl.DataFrame:
    """Whether the professional who referred took part, or their agency did; asked where a professional did."""
    referred = batch.select(_REFERRED, "source", base=("key", "day", "position"))
    agencies = dict.fromkeys(AGENCY.values())
    held = with_attendance(batch.select(_HELD, ATTENDING, base=BASE), ["referrer", *agencies])
    held = preceding(held, referred, ["day", "source", "position"], "referral_")
    held = held.with_columns(after=pl.col("referral_day") + 1)
    last = (pl.col("referral_day") == pl.col("day")) | none_known(batch, held, _REFERRED, "after", "day")
    source = pl.col("referral_source")
    there = took_part("referrer")
    for agency in agencies:
        theirs = source.is_in([code for code, one in AGENCY.items() if one == agency])
        there = there | (theirs & took_part(agency))
    answer = (
        pl.when(~last.fill_null(False) | source.is_null()).then(pl.lit(CANNOT_TELL))
        .when(~source.is_in(PROFESSIONALS)).then(pl.lit(NOT_APPLICABLE))
        .otherwise(decided(there, there.eq(False)))
    )  # fmt: skip
    detail = (
        pl.when(~last.fill_null(False)).then(pl.lit("the referral is not known"))
        .when(source.is_null()).then(pl.lit("who referred is not recorded"))
        .when(pl.col(ATTENDING).is_null()).then(pl.lit("who took part is not recorded"))
    )  # fmt: skip
    return answered(held, answer, detail=detail, behind=("position", "referral_position"))


ANSWERS: Final = {"minimum": minimum, "referrer": referrer}
