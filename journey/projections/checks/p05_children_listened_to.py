"""P05: whether a child took part in a review, and whether an assessment has what the child says."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES
from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, decided, where
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import look, preceding
from journey.projections.timescales.due import age_reached
from journey.projections.visits import with_unborn

_UNDER_FOUR: Final = "PN0"
_TOOK_PART: Final = ("PN1", "PN2", "PN3", "PN5", "PN6")
_DID_NOT: Final = ("PN4", "PN7")
_VIEWS: Final = ("ViewsRecorded",)


def took_part(batch: Batch) -> pl.DataFrame:
    """By the code of the review; a child recorded as under four who was older contradicts the date of birth."""
    reviews = batch.select(("LACReviewHeld",), "participation", base=BASE)
    older = look(age_reached(batch, ("P05", "age")), "child") <= pl.col("day")
    code = pl.col("participation")
    answer = (
        pl.when(code.is_in(_TOOK_PART)).then(pl.lit(YES))
        .when(code.is_in(_DID_NOT)).then(pl.lit(NO))
        .when(older.eq(False) | ((code == _UNDER_FOUR) & older.is_null())).then(pl.lit(NOT_APPLICABLE))
        .otherwise(pl.lit(CANNOT_TELL))
    )  # fmt: skip
    detail = pl.coalesce(
        where((code == _UNDER_FOUR) & older, "recorded as under four, and was older"),
        where(code.is_null(), "it is not recorded"),
    )
    return answered(reviews, answer, detail=detail)


def views(batch: Batch) -> pl.DataFrame:
    """What the child said, recorded on any day of the assessment, its first and its last included."""
    assessed = with_unborn(batch.select(("AssessmentAuthorised",), base=(*BASE, "start")), batch)
    said = batch.select(_VIEWS, base=("key", "day", "position"), where=(("whose", ("child",)),))
    found = preceding(assessed, said, ["day", "position"], "said_")
    there = (pl.col("said_day") >= pl.col("start")).fill_null(False)
    every = pl.lit(surely_all(batch, found, _VIEWS, "start", "day")) & (pl.col("start") <= pl.col("day"))
    told = decided(there, every & ~there & ~_unsaid_whose(batch, found))
    found = found.with_columns(said_position=pl.when(there).then("said_position"))
    answer = pl.when("unborn").then(pl.lit(NOT_APPLICABLE)).otherwise(told)
    return answered(found, answer, behind=("position", "said_position"))


def _unsaid_whose(batch: Batch, found: pl.DataFrame) -> pl.Expr:
    """Whether views of nobody knows whom were recorded on a day of the assessment."""
    said = batch.select(_VIEWS, "whose", base=("key", "day")).filter(pl.col("whose").is_null())
    last = preceding(found, said, ["day"], "whose_")
    return pl.lit((last["whose_day"] >= last["start"]).fill_null(False))


ANSWERS: Final = {"took_part": took_part, "views": views}
