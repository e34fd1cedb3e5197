"""P01: whether a child came back soon after closure, or was stepped up soon after an assessment that found nothing."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules import checks_of
from journey.domain.rules.language import NO, NOT_APPLICABLE, YES
from journey.projections.batch import Batch
from journey.projections.checks.declared import by_codes
from journey.projections.checks.rows import BASE, answered, decided, where
from journey.projections.checks.soon_after import with_next
from journey.projections.drift.lasting import written
from journey.projections.helpers import key_of

_REFERRED: Final = ("ReferralReceived",)
_MORE: Final = ("Section47Started", "SteppedUp")


def came_back(batch: Batch) -> pl.DataFrame:
    """A referral on the day of closure is the one that the case closed with, not a return."""
    closed = with_next(batch, batch.select(("CaseClosed",), base=BASE), ("P01", "return"), _REFERRED, strict=True)
    answer = decided(pl.col("soon"), pl.col("none"))
    return answered(closed, answer, detail=_detail("referred again"), behind=("position", "next_position"))


def early_no_action(batch: Batch) -> pl.DataFrame:
    """Asked where the assessment ended with no further action, as R07 has it."""
    (ended,) = (check for check in checks_of("R07") if check.step == "no_further_action")
    assessed = by_codes(batch, ended).with_columns(key=key_of("child", "day"), ended=pl.col("answer"))
    assessed = with_next(batch, assessed, ("P01", "early_no_action"), _MORE, strict=True)
    no_action = pl.col("ended") == YES
    answer = (
        pl.when(pl.col("ended") == NO).then(pl.lit(NOT_APPLICABLE))
        .otherwise(decided(no_action & pl.col("soon"), no_action & pl.col("none")))
    )  # fmt: skip
    detail = pl.coalesce(pl.when(no_action).then(_detail("more was needed")), "detail")
    behind = pl.concat_list(pl.col("behind").arr.to_list(), "next_position")
    return assessed.select(
        "child", "fact", "day", answer.alias("answer"), detail.alias("detail"), behind.alias("behind")
    )


def _detail(words: str) -> pl.Expr:
    late = pl.when(pl.col("soon")).then(pl.format("{} on {}", pl.lit(words), written("next_day")))
    return pl.coalesce(late, where(pl.col("early"), "the time is not over"))


ANSWERS: Final = {"return": came_back, "early_no_action": early_no_action}
