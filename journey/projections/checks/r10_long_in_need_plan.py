"""R10: whether a child in need plan that is open began twelve months ago or earlier."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import CIN_PLAN
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import answered, decided, open_spans, where
from journey.projections.holding.case_kinds import with_kind
from journey.projections.holding.cases import EPISODE, open_now
from journey.projections.timescales.due import due_on


def ongoing(batch: Batch) -> pl.DataFrame:
    """Open plans; and children with an open episode whom only a status shows to be on one, who cannot be told."""
    plans = open_spans(batch, CIN_PLAN).select("child", "fact", "position", "today", "shown", day="started_on")
    on_a_plan = with_kind(batch).filter(pl.col("case_status") == "child-in-need-plan").select("child")
    episodes = open_now(batch, *EPISODE).join(on_a_plan, on="child", how="semi").join(plans, on="child", how="anti")
    unknown = episodes.with_columns(
        day=pl.lit(None, pl.Int32()), today=pl.lit(day_of(batch.as_at), pl.Int32()), shown=pl.lit(True)
    )
    every = pl.concat([plans, unknown.select(plans.columns)]).sort("child", maintain_order=True)
    every = every.with_columns(year=due_on(("R10", "ongoing"), every["day"]))
    long = pl.col("year") <= pl.col("today")
    detail = where(pl.col("day").is_null(), "when the plan began is not recorded")
    return answered(every, decided(long & pl.col("shown"), ~long & pl.col("shown")), day="today", detail=detail)


ANSWERS: Final = {"ongoing": ongoing}
