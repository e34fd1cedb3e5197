"""Drift of a case in which nothing purposeful happens. Days that no source speaks for never make a silence longer."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.coverage.told_of_kind import told_of_kind
from journey.projections.drift.activity import opened
from journey.projections.drift.lasting import FLAG_COLUMNS, lasting, no_flags, written
from journey.projections.drift.open_cases import of_open_cases

PURPOSEFUL: Final = (
    "AssessmentAuthorised",
    "AssessmentStarted",
    "CarePlanMade",
    "ChildSeen",
    "CINPlanStarted",
    "CINReviewHeld",
    "CoreGroupMet",
    "CPPlanStarted",
    "CPReviewHeld",
    "DirectWorkDone",
    "FamilyGroupConferenceHeld",
    "InitialCPConferenceHeld",
    "LACReviewHeld",
    "ManagementDecisionMade",
    "PathwayPlanReviewed",
    "PermanencePlanAgreed",
    "PlacementStarted",
    "PlanRevised",
    "ReturnInterviewHeld",
    "StrategyDiscussionHeld",
)
"""Child seen, review, core group, family meeting, change of plan, decision, direct work: a local setting."""

VISITS: Final = ("CINVisitMade", "CPVisitMade", "LACVisitMade", "LeaverVisitMade")
"""Purposeful unless the record says that the child was not seen."""

_STEP_OF: Final = {"cp": "protection_or_looked_after", "looked_after": "protection_or_looked_after", "cin": "in_need",
                   "leaver": "care_leaver"}  # fmt: skip

_TOLD_BY: Final = {
    "cin": ("CINVisitMade", "ChildSeen"),
    "cp": ("CPVisitMade",),
    "looked_after": ("LACVisitMade",),
    "leaver": ("LeaverVisitMade", "CareLeaverContact"),
    "assessment": ("AssessmentStarted", "ChildSeen", "CINVisitMade"),
    "other": ("AssessmentStarted", "ChildSeen", "CINVisitMade"),
}
"""Kind of case → what must be held for a day, for anybody to tell that nothing purposeful happened on it."""


def inactivity(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Open cases in which nothing purposeful was recorded for too long, by kind of case.

    Counted from the last purposeful event, from the day the case opened, or from the first day for which the data say
    what is done in such cases without a gap; to the last such day.
    """
    silent = _silences(batch, held).join(told_of_kind(batch, _TOLD_BY), on=["la", "kind"])
    since = silent.with_columns(day=pl.max_horizontal("day", "told_from"))
    gap = pl.col("day") > pl.max_horizontal("opened", "last_day")
    detail = (
        pl.when(gap)
        .then(pl.format("nothing purposeful since {}; of the days before nothing is known", written("day")))
        .when(pl.col("last_day").is_null())
        .then(pl.lit("nothing purposeful since the case opened"))
        .otherwise(pl.format("last purposeful event on {}", written("day")))
    )
    return _by_kind(since, batch, detail, "told_to")


def inactivity_untold(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """``child``: open cases without a known purposeful event for too long, of which the data do not say enough."""
    silent = _by_kind(_silences(batch, held), batch, pl.lit(""), "today")
    return silent.join(inactivity(batch, held), on="child", how="anti").select("child")


def _by_kind(silent: pl.DataFrame, batch: Batch, detail: pl.Expr, counted_to: str) -> pl.DataFrame:
    step = pl.col("kind").replace_strict(_STEP_OF, default="other", return_dtype=pl.String())
    found = [
        lasting(own, batch, "inactivity", str(name), detail, counted_to=counted_to)
        for (name,), own in silent.with_columns(step.alias("of")).group_by("of", maintain_order=True)
    ]
    return pl.concat([no_flags(), *found]).select(*FLAG_COLUMNS)


def _silences(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Open cases with ``la, kind, opened, last_day`` and the later of the two, ``day``, and ``positions``."""
    columns = ("child", "key", "day", "position")
    batch = of_open_cases(batch, held)
    visits = batch.select(VISITS, "seen", base=columns).filter(pl.col("seen").eq_missing("no").not_())
    contacts = batch.select(("CareLeaverContact",), base=columns)
    events = pl.concat([batch.select(PURPOSEFUL, base=columns), visits.select(columns), contacts])
    last = events.sort("key", maintain_order=True).unique("child", keep="last", maintain_order=True)
    since = held.filter("open").select("child", "la", "kind").join(opened(batch), on="child")
    return since.join(last.select("child", last_day="day", position="position"), on="child", how="left").with_columns(
        day=pl.max_horizontal("opened", "last_day"), positions=pl.concat_list("position").list.drop_nulls()
    )
