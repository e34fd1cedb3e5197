"""Professionals who are involved with a child, by role: counted, without a verdict on how many are too many."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.checks.p06_appropriate_professionals import INVOLVED
from journey.projections.holding.cases import open_cases, paired

NOT_RECORDED: Final = "not recorded"


def involved(batch: Batch) -> pl.DataFrame:
    """Involvements that had not ended by the as-at day: ``child, role, position``, by child and role."""
    still = paired(batch, *INVOLVED, "role").filter(pl.col("ended_on").is_null())
    role = pl.col("role").fill_null(NOT_RECORDED)
    return still.select("child", role.alias("role"), "position").sort("child", "role", "position")


def by_role(batch: Batch) -> pl.DataFrame:
    """``role, professionals, children`` of the children whose cases are open."""
    found = involved(batch).join(open_cases(batch), on="child", how="semi")
    return found.group_by("role").agg(professionals=pl.len(), children=pl.col("child").n_unique()).sort("role")
