"""Drift of plans: too long, unchanged, with actions overdue, without permanence, without a reason for delay."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.coverage.complete import is_complete
from journey.projections.drift.activity import opened
from journey.projections.drift.lasting import lasting, with_today, written
from journey.projections.holding.cases import CARE, EPISODE, PROTECTION, open_now, paired

SECTION_20: Final = "V2"
"""Single period of accommodation under section 20 (SSDA903)."""

_IN_NEED: Final = ("CINPlanStarted", "CINPlanEnded")
_ASSESSMENT: Final = ("AssessmentStarted", "AssessmentAuthorised")


def long_plans(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Plans and proceedings that have lasted longer than their rule; of protection plans the longest step reached.

    Annex A has no start of a child in need plan. There an episode of need that has been open as long, with the status
    of a child in need plan, is flagged under a name of its own.
    """
    protection = _of(open_now(batch, *PROTECTION))
    in_need = _of(open_now(batch, *_IN_NEED))
    by_status = held.filter(pl.col("open") & (pl.col("kind") == "cin") & pl.col("plan_since").is_null())
    episodes = _of(open_now(batch, *EPISODE)).join(by_status.select("child"), on="child", how="semi")
    steps = (
        lasting(protection, batch, "long_plan", "protection_early", pl.lit("child protection plan")),
        lasting(protection, batch, "long_plan", "protection", pl.lit("child protection plan")),
        lasting(protection, batch, "C12", "two_years", pl.lit("child protection plan")),
    )
    longest = pl.concat(steps).unique("child", keep="last", maintain_order=True)
    pre = _of(open_now(batch, "PreProceedingsStarted", "PreProceedingsEnded"))
    court = _of(open_now(batch, "CareProceedingsIssued", "CareProceedingsConcluded"))
    others = (
        lasting(in_need, batch, "R10", "ongoing", pl.lit("child in need plan")),
        lasting(pre, batch, "L16", "exit", pl.lit("pre-proceedings")),
        lasting(court, batch, "L15", "final_order", pl.lit("care proceedings")),
    )
    long_episodes = lasting(episodes, batch, "R10", "ongoing", pl.lit("episode of need with a child in need plan"))
    return pl.concat(
        [
            longest.with_columns(flag=pl.lit("long_plan")),
            *(other.with_columns(flag=pl.lit("long_plan")) for other in others),
            long_episodes.with_columns(flag=pl.lit("long_episode")),
        ]
    )


def _of(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("child", "key", "day", pl.concat_list("position").alias("positions"))


def static_plans(batch: Batch) -> pl.DataFrame:
    """Plans that nothing changed for too long, where every change of a plan would be known."""
    revised = batch.select(("PlanRevised",), base=("child", "day", "position"))
    found = []
    for pair, step in ((PROTECTION, "unchanged"), (CARE, "unchanged"), (_IN_NEED, "in_need")):
        plans = with_today(_of(open_now(batch, *pair)), batch)
        last = revised.unique("child", keep="last", maintain_order=True).select(
            "child", last="day", last_position="position"
        )
        since = plans.join(last, on="child", how="left", maintain_order="left").with_columns(
            pl.max_horizontal("day", "last").alias("day"),
            pl.col("positions").list.concat(pl.concat_list("last_position")).list.drop_nulls().alias("positions"),
        )
        known = is_complete(since, batch, ("PlanRevised",), "day", "today", "known").filter("known")
        found.append(lasting(known, batch, "static_plan", step, pl.lit("no change of the plan was recorded")))
    return pl.concat(found)


def actions_overdue(batch: Batch) -> pl.DataFrame:
    """Actions neither done nor given up, well past the day they were due."""
    done = batch.select(("ActionDone",), base=("child", "start", "ordinal"))
    todo = batch.select(("ActionSet",), "due_on").join(done, on=["child", "start", "ordinal"], how="anti")
    due = todo.filter(pl.col("due_on").is_not_null()).select(
        "child", pl.col("due_on").alias("day"), pl.concat_list("position").alias("positions")
    )
    return lasting(due, batch, "actions_overdue", "overdue", pl.format("an action was due on {}", written("day")))


def permanence_drift(batch: Batch) -> pl.DataFrame:
    """Adoption decided and no placement; accommodated under section 20 for long.

    Whether the legal status was reviewed is in no return: the flag asks somebody to look.
    """
    decided = open_now(batch, "AdoptionDecisionMade", "AdoptionDecisionReversed")
    placed = batch.select(("PlacedForAdoption", "AdoptionOrderGranted"), base=("child",))
    waiting = decided.join(placed.select("child"), on="child", how="anti")
    in_care = open_now(batch, *CARE).select("child", became="day")
    status = batch.select(("LegalStatusChanged",), "status").unique("child", keep="last", maintain_order=True)
    section_20 = status.filter(pl.col("status") == SECTION_20).join(in_care, on="child")
    return pl.concat(
        [
            lasting(_of(waiting), batch, "permanence_drift", "decision", pl.lit("adoption decided, child not placed")),
            lasting(_of(section_20), batch, "permanence_drift", "section_20", pl.lit("accommodated under section 20")),
        ]
    )


def assessments_without_cause(batch: Batch) -> pl.DataFrame:
    """Assessments that took longer than their limit from the day they started, with no manager's reason recorded.

    Those still open, the last of a child, and those completed in the case that is open now.
    """
    explained = batch.select(("AssessmentDelayExplained",), base=("child", "start", "ordinal"))
    still = _of(open_now(batch, *_ASSESSMENT).join(explained, on=["child", "start", "ordinal"], how="anti"))
    done = paired(batch, *_ASSESSMENT).join(explained, on=["child", "start", "ordinal"], how="anti")
    done = done.join(opened(batch), on="child", maintain_order="left").filter(pl.col("ended_on") >= pl.col("opened"))
    done = done.select(
        "child", "key", "day", "ended_on", pl.concat_list("position", "ended_position").alias("positions")
    )
    late = [
        lasting(rows, batch, "R05", "from_start", pl.lit(f"assessment {what}, no reason for the delay recorded"), **to)
        for rows, what, to in ((still, "open", {}), (done, "completed late", {"counted_to": "ended_on"}))
    ]
    return pl.concat(late).with_columns(flag=pl.lit("assessment_delay_without_cause"))
