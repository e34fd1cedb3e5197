"""K01: whether an eligible child's needs were assessed in time, and whether the child has a pathway plan."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NOT_APPLICABLE
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch
from journey.projections.checks.rows import answered, decided, limit_on, none_known, open_spans
from journey.projections.helpers import key_of, look, preceding
from journey.projections.timescales.due import age_reached, due_on
from journey.projections.timescales.spans import spans

_ASSESSED: Final = ("PathwayNeedsAssessed",)
_PLANS: Final = ("PathwayPlanMade", "PathwayPlanReviewed")
_DAYS_OF: Final = {"days": 1, "weeks": 7}


def assessment(batch: Batch) -> pl.DataFrame:
    """Three months from the day on which the child became eligible; earlier is in time."""
    found = _eligible(batch)
    found = found.with_columns(due=due_on(("K01", "assessment"), found["eligible_on"]))
    found = found.with_columns(last=pl.min_horizontal("due", "today")).with_columns(last_key=key_of("child", "last"))
    found = preceding(
        found, batch.select(_ASSESSED, base=("key", "day", "position")), ["day", "position"], "done_", on="last_key"
    )
    there = pl.col("done_key").is_not_null()
    none = none_known(batch, found, _ASSESSED, "started_on", "due")
    pending = ~there & (pl.col("due") > pl.col("today"))
    answer = pl.when(pending).then(pl.lit(NOT_APPLICABLE)).otherwise(decided(there, none & ~there))
    return _told(found, answer, "done_position")


def plan(batch: Batch) -> pl.DataFrame:
    """A review shows that there is a plan."""
    found = _eligible(batch).with_columns(today_key=key_of("child", "today"))
    found = preceding(found, batch.select(_PLANS, base=("key", "position")), ["position"], "plan_", on="today_key")
    there = pl.col("plan_key").is_not_null()
    none = none_known(batch, found, _PLANS, "started_on", "today")
    return _told(found, decided(there, none & ~there), "plan_position")


def _told(found: pl.DataFrame, answer: pl.Expr, behind: str) -> pl.DataFrame:
    eligible = pl.col("eligible_on") <= pl.col("today")
    told = (
        pl.when(eligible.eq(False)).then(pl.lit(NOT_APPLICABLE))
        .when(eligible.is_null() | ~pl.col("shown")).then(pl.lit(CANNOT_TELL))
        .otherwise(answer)
    )  # fmt: skip
    detail = (
        pl.when(eligible.eq(False)).then(pl.lit("the child is not yet eligible"))
        .when(eligible.is_null()).then(pl.lit("the date of birth is not known"))
    )  # fmt: skip
    return answered(found, told, day="today", detail=detail, behind=("position", behind))


def _eligible(batch: Batch) -> pl.DataFrame:
    """Children in care, with ``eligible_on``: 16 or older, and looked after for long enough since the earlier age.

    Null where the date of birth is not known.
    """
    care = open_spans(batch, CARE)
    of_age, since = (look(age_reached(batch, ("K01", step)), "child") for step in ("age", "since_age"))
    before = spans(batch, CARE).join(care.select("child"), on="child", how="semi")
    days = (pl.col("ended_on") - pl.max_horizontal(pl.col("started_on"), since)).clip(lower_bound=0)
    before = before.filter(pl.col("ended_on").is_not_null()).group_by("child").agg(spent=days.sum())
    care = care.join(before, on="child", how="left", maintain_order="left")
    n, unit = limit_on(("K01", "looked_after"), batch.as_at).span
    left = (n * _DAYS_OF[unit] - pl.col("spent").fill_null(0)).clip(lower_bound=0)
    long_enough = pl.max_horizontal(pl.col("started_on"), since) + left
    eligible = pl.when(of_age.is_not_null()).then(pl.max_horizontal(long_enough, of_age))
    return care.with_columns(eligible_on=eligible.cast(pl.Int32))


ANSWERS: Final = {"assessment": assessment, "plan": plan}
