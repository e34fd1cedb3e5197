"""L09: whether a plan for permanence was there by the second review of a looked-after child."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch
from journey.projections.checks.rows import answered, decided, none_known, open_spans
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import following
from journey.projections.timescales.due import due_on

_REVIEW: Final = ("LACReviewHeld",)
_AGREED: Final = ("PermanencePlanAgreed",)


def second_review(batch: Batch) -> pl.DataFrame:
    """Without a second review, asked from the length of time on that the share is of, as at the day."""
    care = open_spans(batch, CARE)
    reviews = batch.select(_REVIEW, base=("key", "day", "position"))
    care = following(care, reviews, ["day"], "first_")
    care = following(care.with_columns(asked_key=pl.coalesce("first_key", "key")), reviews, ["day", "position"],
                     "second_", on="asked_key", strict=True)  # fmt: skip
    care = following(care, batch.select(_AGREED, base=("key", "day", "position")), ["day", "position"], "agreed_")
    shown = batch.select(("PermanencePlanObserved",), "plan", base=("key", "day", "position")).filter(
        pl.col("plan").is_not_null()
    )
    care = following(care, shown, ["day", "position"], "shown_")
    care = care.with_columns(until=pl.coalesce("second_day", "today"))
    every = surely_all(batch, care, _REVIEW, "started_on", "until")
    care = care.with_columns(numbered=every & ~care["begun_before"])
    there = pl.min_horizontal("agreed_day", "shown_day") <= pl.col("until")
    none = none_known(batch, care, _AGREED, "started_on", "until") & ~there.fill_null(False)
    none = none & ~pl.col("begun_before")  # a plan may have been agreed before the first day known
    short = (pl.col("today") < due_on(("L09", "cohort"), care["started_on"])) & ~pl.col("begun_before")
    held, numbered = pl.col("second_day").is_not_null(), pl.col("numbered")
    detail = (
        pl.when(~numbered).then(pl.lit("which review was the second is not known"))
        .when(~held).then(pl.lit("the second review was not held"))
    )  # fmt: skip
    # A review that went unseen can only have been earlier than the second one known, and so its plan too.
    answer = (
        pl.when(~held & short).then(pl.lit(NOT_APPLICABLE))
        .otherwise(decided(there & numbered, none & (held | numbered) & pl.col("shown")))
    )  # fmt: skip
    return answered(
        care, answer, day="today", detail=detail, behind=("position", "second_position", "agreed_position",
                                                         "shown_position")
    )  # fmt: skip


ANSWERS: Final = {"second_review": second_review}
