"""What kind of case a child's is as at a day: looked after, protection plan, in need, in assessment, care leaver."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.holding.cases import CARE, LEAVER, PROTECTION, open_now

KINDS: Final = ("assessment", "cin", "cp", "looked_after", "leaver", "other")
"""The kinds that caseloads count by. A child of several is counted once: looked after first, then protection plan,
care leaver, child in need, assessment."""

_BY_STATUS: Final = {"child-in-need-plan": "cin", "open-assessment": "assessment"}


def with_kind(batch: Batch) -> pl.DataFrame:
    """The children with ``kind, case_status`` (the code of the latest observation), ``plan, plan_since`` (day) and
    ``positions`` (an array with nulls), whether or not the case is open.

    Of a child looked after the plan is that of its care, whatever else still runs; then comes a protection plan. Plans
    and care have days of their own and go by them. That a child is in need or in assessment is what the latest
    file says, or, without one, what was recorded.
    """
    return batch.once("with_kind", lambda: _with_kind(batch))


def _with_kind(batch: Batch) -> pl.DataFrame:
    status = _latest(batch, "CaseStatusObserved", "status").select(
        "child", case_status="status", status_position="position"
    )
    care, protection = open_now(batch, *CARE), open_now(batch, *PROTECTION)
    in_need, assessment = (
        open_now(batch, "CINPlanStarted", "CINPlanEnded"),
        open_now(batch, "AssessmentStarted", "AssessmentAuthorised"),
    )
    found = batch.children
    for name, running in (("care", care), ("protection", protection), ("in_need", in_need), ("assessing", assessment)):
        days = running.select("child", pl.col("day").alias(name), pl.col("position").alias(f"{name}_position"))
        found = found.join(days, on="child", how="left", maintain_order="left")
    leavers = (
        batch.select((LEAVER,), base=("child", "position")).rename({"position": "leaver"}).unique("child", keep="last")
    )
    found = found.join(status, on="child", how="left").join(leavers, on="child", how="left")
    told = pl.col("case_status").replace_strict(_BY_STATUS, default=None, return_dtype=pl.String())
    recorded = (
        pl.when(pl.col("in_need").is_not_null()).then(pl.lit("cin"))
        .when(pl.col("assessing").is_not_null()).then(pl.lit("assessment"))
    )  # fmt: skip
    kind = (
        pl.when(pl.col("care").is_not_null()).then(pl.lit("looked_after"))
        .when(pl.col("protection").is_not_null()).then(pl.lit("cp"))
        .when(pl.col("leaver").is_not_null()).then(pl.lit("leaver"))
        .otherwise(pl.coalesce(told, recorded, pl.lit("other")))
    )  # fmt: skip
    in_need_plan = pl.col("in_need").is_not_null() | (pl.col("case_status") == "child-in-need-plan")
    plan = (
        pl.when(pl.col("care").is_not_null()).then(pl.lit("looked after"))
        .when(pl.col("protection").is_not_null()).then(pl.lit("child protection plan"))
        .when(in_need_plan).then(pl.lit("child in need plan"))
    )  # fmt: skip
    since = pl.coalesce("care", "protection", "in_need")
    behind = (
        "care_position",
        "protection_position",
        "in_need_position",
        "assessing_position",
        "leaver",
        "status_position",
    )
    return found.sort("child").select(
        *("child", "la", "child_id", "stream", "family", "case_status"),
        kind.alias("kind"),
        plan.alias("plan"),
        since.alias("plan_since"),
        pl.concat_arr(behind).alias("positions"),
    )


def _latest(batch: Batch, event: str, field: str) -> pl.DataFrame:
    return batch.select((event,), field, base=("child", "position")).unique("child", keep="last", maintain_order=True)
