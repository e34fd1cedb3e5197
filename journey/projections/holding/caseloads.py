"""Caseloads: how many children with an open case each worker, consultant, hub or team holds as at a day.

There is always a row ``unallocated``, also when nobody is: that no child waits for a worker is an answer.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

import polars as pl

from journey.projections.holding.case_kinds import KINDS
from journey.projections.holding.holders import NOT_KNOWN, UNALLOCATED
from journey.projections.organisation.structure import UNKNOWN, Structure

By = Literal["lead_worker", "consultant", "hub", "team"]
BY: Final[tuple[By, ...]] = get_args(By)


def caseloads(held: pl.DataFrame, by: By = "lead_worker", structure: Structure = UNKNOWN) -> pl.DataFrame:
    """Count the open cases of ``holders.holders``: ``holder, by, children, families, assessment, cin, cp,
    looked_after, leaver, other, duty, fte, positions``, most children first, ``unallocated`` last.

    ``children`` is the sum of the kinds. ``families`` counts family references, null where none is known. ``duty``
    counts children on a duty tray. ``fte`` is full-time equivalents of the holder's posts, null where not recorded.
    A consultant, hub or team that nothing shows is ``not known``.
    """
    cases = held.filter("open").with_columns(pl.col(by).fill_null(NOT_KNOWN).alias("holder"))
    counts = [(pl.col("kind") == kind).sum().alias(kind) for kind in KINDS]
    families = pl.col("family").drop_nulls().n_unique()
    found = cases.group_by("holder").agg(
        pl.len().alias("children"),
        pl.when(families > 0).then(families).alias("families"),
        *counts,
        pl.col("duty").count(),
        pl.col("positions").explode().drop_nulls().unique().sort(),
    )
    if UNALLOCATED not in found["holder"]:
        nobody = pl.DataFrame({"holder": [UNALLOCATED]}, schema={"holder": pl.String()})
        found = pl.concat([found, nobody], how="diagonal").with_columns(
            pl.col("children", *KINDS, "duty").fill_null(0),
            pl.col("positions").fill_null(pl.lit([], pl.List(pl.Int64()))),
        )
    last = pl.col("holder").is_in((UNALLOCATED, NOT_KNOWN))
    posts = pl.DataFrame(
        {"holder": list(structure.full_time), "hundredths": list(structure.full_time.values())},
        schema={"holder": pl.String(), "hundredths": pl.Int64()},
    )
    return (
        found.join(posts, on="holder", how="left")
        .sort(last, pl.col("holder") == UNALLOCATED, -pl.col("children").cast(pl.Int64), "holder")
        .select(
            "holder",
            pl.lit(by).alias("by"),
            *("children", "families", *KINDS, "duty"),
            (pl.col("hundredths") / 100).alias("fte"),
            "positions",
        )
    )
