"""Drift by other rules: what is late or overdue, no plan for permanence in time, reviews that changed nothing."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules import declared
from journey.domain.rules.language import NO
from journey.domain.rules.spans import CARE as IN_CARE
from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.checks.l09_permanence_plan import second_review
from journey.projections.checks.rows import open_spans
from journey.projections.coverage.complete import is_complete
from journey.projections.drift.lasting import FLAG_COLUMNS, with_today
from journey.projections.holding.cases import CARE, PROTECTION, open_now
from journey.projections.timescales.running import runnings

_BEYOND: Final = ("late", "overdue")
_OF_A_DELAY: Final = ("child", "state", "due", "days_over")
_IN_NEED: Final = ("CINPlanStarted", "CINPlanEnded")
_REVIEWED: Final = ((PROTECTION, "CPReviewHeld"), (CARE, "LACReviewHeld"), (_IN_NEED, "CINReviewHeld"))


def delays(batch: Batch) -> pl.DataFrame:
    """Children of whom any timescale is late or overdue: how many, since the first due day, by days at most.

    ``days`` is the most that one of them is over, not the days since.
    """
    wanted = [one for rule in declared().values() for one in rule.timescales]
    beyond = pl.col("state").is_in(_BEYOND)
    found = [
        frame.filter(beyond).select(*_OF_A_DELAY, behind=pl.col("behind").arr.to_list())
        for frame in runnings(batch, wanted, batch.settings)
    ]
    overdue = pl.col("state") == "overdue"
    over = with_today(pl.concat(found), batch).with_columns(
        days_over=pl.when(overdue).then(pl.col("today") - pl.col("due")).otherwise("days_over")
    )
    over = over.filter(pl.col("days_over") >= 0)
    counted = over.group_by("child").agg(
        overdue.sum().alias("overdue"),
        (~overdue).sum().alias("late"),
        pl.min("due").alias("since"),
        pl.max("days_over").alias("days"),
    )
    # Sorted as one column: Polars sorts short lists one task a list, at many times the cost.
    each = over.select("child", "behind").explode("behind").drop_nulls().unique().sort("child", "behind")
    behind = each.group_by("child", maintain_order=True).agg(pl.col("behind").alias("positions"))
    told = counted.join(behind, on="child", how="left")
    unit = pl.when(pl.col("days") == 1).then(pl.lit("day")).otherwise(pl.lit("days"))
    what = pl.format("{} overdue, {} late; at most {} {} over", "overdue", "late", "days", unit)
    return told.select("child", flag=pl.lit("delay"), step=pl.lit("any"), since="since", days="days", detail=what,
                       positions="positions")  # fmt: skip


def without_permanence(batch: Batch) -> pl.DataFrame:
    """Children in care of whom L09 says that no plan for permanence was agreed by the second review."""
    missing = second_review(batch).filter(pl.col("answer") == NO)
    since = open_spans(batch, IN_CARE).select("child", since="started_on")
    found = with_today(missing.join(since, on="child", how="inner"), batch)
    return found.select(
        "child",
        flag=pl.lit("permanence_drift"),
        step=pl.lit("no_plan"),
        since="since",
        days=pl.col("today") - pl.col("since"),
        detail=pl.lit("no plan for permanence by the second review"),
        positions=pl.col("behind").arr.to_list().list.drop_nulls(),
    ).select(*FLAG_COLUMNS)


def static_over_reviews(batch: Batch) -> pl.DataFrame:
    """Plans that nothing changed from the first of the last reviews on, where every change of a plan would be known."""
    limit = timescale("static_plan", batch.as_at).step("reviews").limit
    in_a_row = limit.value if limit else 0
    revised = batch.select(("PlanRevised",), base=("child", "day")).group_by("child").agg(pl.max("day").alias("last"))
    found = []
    for pair, review in _REVIEWED:
        plans = open_now(batch, *pair).select("child", "position", began="day")
        held = batch.select((review,), base=("child", "day", "position")).rename({"position": "review"})
        held = held.join(plans, on="child", how="inner", maintain_order="left").filter(pl.col("day") > pl.col("began"))
        held = held.unique(["child", "day"], keep="first", maintain_order=True)
        last = held.group_by("child", maintain_order=True).tail(in_a_row)
        rows = last.group_by("child", maintain_order=True).agg(
            pl.first("day"), pl.len().alias("n"), pl.concat([pl.first("position"), pl.col("review")]).alias("positions")
        )
        rows = with_today(rows.filter(pl.col("n") == in_a_row), batch).join(revised, on="child", how="left")
        rows = rows.filter(pl.col("last").is_null() | (pl.col("last") < pl.col("day")))
        known = is_complete(rows, batch, ("PlanRevised",), "day", "today", "known").filter("known")
        found.append(known.select(
            "child",
            flag=pl.lit("static_plan"),
            step=pl.lit("reviews"),
            since="day",
            days=pl.col("today") - pl.col("day"),
            detail=pl.format("no change of the plan over {} reviews", pl.lit(in_a_row)),
            positions="positions",
        ))  # fmt: skip
    return pl.concat(found)
