"""R03: whether a referral is a re-referral, and after what (``rereferrals.referrals``)."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.projections.batch import Batch
from journey.projections.drift.lasting import written
from journey.projections.rereferrals import referrals


def repeat(batch: Batch) -> pl.DataFrame:
    """By referrals alone, one a child and day."""
    facts = batch.select(("ReferralReceived",), base=("key", "fact", "position"))
    facts = facts.unique("key", keep="first", maintain_order=True)
    found = referrals(batch).join(facts, on="key", how="left", maintain_order="left")
    while_open = pl.col("while_open")
    before = pl.format("referred before on {}: {}", written("previous_day"), pl.col("previous_outcome"))
    detail = (
        pl.when(while_open).then(pl.lit("the case was open"))
        .when(pl.col("answer") == "yes").then(before)
        .when(pl.col("answer") == "cannot tell").then(pl.lit("the twelve months before are not wholly covered"))
    )  # fmt: skip
    answer = pl.when(while_open).then(pl.lit(NOT_APPLICABLE)).otherwise(pl.col("answer"))
    behind = pl.concat_list("position", "positions")
    return found.select("child", "fact", "day", answer.alias("answer"), detail.alias("detail"), behind.alias("behind"))


ANSWERS: Final = {"repeat": repeat}
