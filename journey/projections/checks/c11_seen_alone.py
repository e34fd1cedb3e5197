"""C11: whether children on protection plans and in care are seen alone at visits, and were at the last one."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NOT_APPLICABLE, YES
from journey.domain.rules.spans import CARE, CP_PLAN
from journey.projections.batch import Batch
from journey.projections.checks.rows import answered, decided, open_spans
from journey.projections.helpers import look
from journey.projections.timescales.due import age_reached
from journey.projections.visits import STATUTORY, visits


def visit(batch: Batch) -> pl.DataFrame:
    """Every statutory visit at which the child was seen."""
    return _alone(batch, visits(batch, *STATUTORY))


def last_visit(batch: Batch) -> pl.DataFrame:
    """The last statutory visit since a plan or a period of care began that is open."""
    began = [open_spans(batch, span).select("child", "started_on") for span in (CP_PLAN, CARE)]
    since = pl.concat(began).sort("child", "started_on").unique("child", keep="first", maintain_order=True)
    last = visits(batch, *STATUTORY).unique("child", keep="last", maintain_order=True)
    held = last.join(since, on="child").filter(pl.col("day") >= pl.col("started_on"))
    return _alone(batch, held, of_all_visited=True)


def _alone(batch: Batch, found: pl.DataFrame, of_all_visited: bool = False) -> pl.DataFrame:
    """Not asked below the age of the policy, nor where the child was not seen or being alone did not apply.

    Of all who were visited, one of whom it was recorded that they were not seen alone was not, seen or not.
    """
    old_enough = look(age_reached(batch, ("C11", "age")), "child") <= pl.col("day")
    seen, alone = pl.col("seen"), pl.col("alone")
    plainly_not = (alone == "not alone") if of_all_visited else pl.lit(False)
    told = (
        pl.when((seen == "seen") | plainly_not)
        .then(decided(alone == "alone", alone == "not alone"))
        .otherwise(pl.lit(CANNOT_TELL))
    )
    not_asked = seen.is_in(["not seen", "not applicable"]) | (alone == "not applicable") | old_enough.eq(False)
    answer = (
        pl.when(not_asked).then(pl.lit(NOT_APPLICABLE))
        .when(old_enough.is_null() & (told != YES)).then(pl.lit(CANNOT_TELL))
        .otherwise(told)
    )  # fmt: skip
    detail = (
        pl.when(seen == "not seen").then(pl.lit("the child was not seen"))
        .when(old_enough.eq(False)).then(pl.lit("the child is too young to be asked about"))
        .when((seen == "not recorded") & ~plainly_not).then(pl.lit("whether the child was seen is not recorded"))
        .when(alone == "not recorded").then(pl.lit("whether the child was seen alone is not recorded"))
    )  # fmt: skip
    return answered(found, answer, detail=detail)


ANSWERS: Final = {"visit": visit, "last_visit": last_visit}
