"""L12: whether a personal education plan was begun in time in an emergency, and begun or reviewed in the term."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import term_start
from journey.domain.rules.language import CANNOT_TELL, NOT_APPLICABLE
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import answered, decided, none_known, open_spans, where
from journey.projections.helpers import following, key_of, look, preceding
from journey.projections.timescales.due import age_reached, due_on
from journey.projections.timescales.spans import spans

_BEGUN: Final = ("PEPInitiated",)
_PLANS: Final = ("PEPInitiated", "PEPReviewed")
_EMERGENCY: Final = ("L1", "L2")
"""Police protection; emergency protection order."""


def initiated(batch: Batch) -> pl.DataFrame:
    """In time is in time, emergency or not; whether a late one was an emergency only those legal statuses show."""
    care = spans(batch, CARE).with_columns(day="started_on")
    care = care.with_columns(due=due_on(("L12", "initiated"), care["day"]))
    care = following(care, batch.select(_BEGUN, base=("key", "day", "position")), ["day", "position"], "pep_")
    status = batch.select(("LegalStatusChanged",), "status", base=("key", "position")).filter(
        pl.col("status").is_in(_EMERGENCY)
    )
    care = preceding(care, status, ["position"], "emergency_")
    emergency = (pl.col("emergency_key") == pl.col("key")).fill_null(False)
    due = pl.col("due")
    in_time = (pl.col("pep_day") <= due) & ~(pl.col("pep_day") > pl.col("ended_on")).fill_null(False)
    none = none_known(batch, care, _BEGUN, "day", "due") & ~in_time.fill_null(False)
    # What ended, or is not due before today, is nobody's delay; nor is what was never an emergency.
    over = (pl.col("ended_on") <= due).fill_null(False) | (due >= day_of(batch.as_at))
    school = look(age_reached(batch, ("L12", "age")), "child") <= pl.col("day")
    answer = (
        pl.when(school.eq(False)).then(pl.lit(NOT_APPLICABLE))
        .when(school.is_null()).then(pl.lit(CANNOT_TELL))
        .when(over & ~in_time.fill_null(False)).then(pl.lit(NOT_APPLICABLE))
        .otherwise(decided(in_time, none & emergency))
    )  # fmt: skip
    detail = where(~emergency & ~in_time.fill_null(False), "whether the child came in an emergency is not recorded")
    behind = care.with_columns(
        pep_position=pl.when(in_time).then("pep_position"),
        emergency_position=pl.when(emergency).then("emergency_position"),
    )
    return answered(behind, answer, detail=detail, behind=("position", "pep_position", "emergency_position"))


def termly(batch: Batch) -> pl.DataFrame:
    """In the term so far; a child who came too lately for the first plan to be due is not asked about."""
    first = pl.lit(day_of(term_start(batch.as_at)), pl.Int32())
    care = open_spans(batch, CARE).with_columns(today_key=key_of("child", "today"), first=first)
    care = preceding(
        care, batch.select(_PLANS, base=("key", "day", "position")), ["day", "position"], "pep_", on="today_key"
    )
    there = (pl.col("pep_day") >= pl.max_horizontal("first", "started_on")).fill_null(False)
    none = ~there
    for name in _PLANS:
        none = none & none_known(batch, care, (name,), pl.max_horizontal("first", "started_on"), "today")
    school = look(age_reached(batch, ("L12", "age")), "child") <= pl.col("today")
    new = due_on(("L12", "available"), care["started_on"]) >= pl.col("today")
    answer = (
        pl.when(school.eq(False) | (new & ~there)).then(pl.lit(NOT_APPLICABLE))
        .when(school.is_null() | ~pl.col("shown")).then(pl.lit(CANNOT_TELL))
        .otherwise(decided(there, none))
    )  # fmt: skip
    behind = care.with_columns(pep_position=pl.when(there).then("pep_position"))
    return answered(behind, answer, day="today", behind=("position", "pep_position"))


ANSWERS: Final = {"initiated": initiated, "termly": termly}
