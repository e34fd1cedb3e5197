"""P03: whether a looked-after child moved to another hub before the review at which the model moves them."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES
from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, limit_on, none_known
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import preceding
from journey.projections.holding.cases import CARE, paired

_REVIEWS: Final = ("LACReviewHeld",)


def second_review(batch: Batch) -> pl.DataFrame:
    """By the reviews of the period of care up to the day; where some may be missing, fewer cannot be told."""
    number = limit_on(("P03", "second_review"), batch.as_at).value
    care = paired(batch, *CARE).select("key", "day", "ended_on", "position")
    agreed = preceding(batch.select(("HubTransferAgreed",), base=BASE), care, ["day", "ended_on", "position"], "care_")
    in_care = pl.col("care_day").is_not_null() & (pl.col("care_ended_on") > pl.col("day")).fill_null(True)
    reviews = batch.select(_REVIEWS, base=("child", "day")).unique().rename({"day": "held_on"})
    rows = agreed.with_row_index("row")
    held = rows.select("row", "child", "day", "care_day").join(reviews, on="child")
    held = held.filter(pl.col("held_on").is_between("care_day", "day")).group_by("row").agg(pl.len().alias("held"))
    found = rows.join(held, on="row", how="left", maintain_order="left").with_columns(pl.col("held").fill_null(0))
    care_none = none_known(batch, found, CARE[:1], pl.lit(0), "day")
    reviews_all = pl.lit(surely_all(batch, found, _REVIEWS, "care_day", "day"))
    answer = (
        pl.when(pl.col("care_day").is_null() & care_none | pl.col("care_day").is_not_null() & ~in_care)
        .then(pl.lit(NOT_APPLICABLE))
        .when(in_care & (pl.col("held") >= number)).then(pl.lit(YES))
        .when(in_care & reviews_all).then(pl.lit(NO))
        .otherwise(pl.lit(CANNOT_TELL))
    )  # fmt: skip
    detail = pl.when(in_care).then(pl.format("{} reviews held by then", "held"))
    return answered(found, answer, detail=detail, behind=("position", "care_position"))


ANSWERS: Final = {"second_review": second_review}
