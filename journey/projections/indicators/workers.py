"""Counting workers by the children they hold: how many children for each full-time social worker, who holds many.

Only social workers who are recorded as qualified are counted, and only with the hours of their posts. Of a worker of
whom the organisation says nothing, or not how much of full time, nobody can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.holding.holders import NOT_KNOWN, UNALLOCATED, holders
from journey.projections.indicators.measure import CANNOT_TELL, YES, Period
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.rereferrals import CountingRule

POSTS: Final = ("WorkerPostStarted", "WorkerPostEnded", "WorkerIdentified")
"""The events that say who is a social worker and for how much of full time."""

FULL_TIME: Final = 100
"""Hundredths in a full-time post."""


@dataclass(frozen=True, slots=True)
class AllocatedCases:
    """The units of caseloads: children with an open case whom a lead worker holds, by what the organisation says.

    ``worker`` is null where no source says who; what the authority writes for nobody is nobody.
    """

    structure: Structure = UNKNOWN

    def __call__(self, batch: Batch, _period: Period, _rule: CountingRule) -> pl.DataFrame:
        held = holders(batch, self.structure).filter(pl.col("open") & (pl.col("lead_worker") != UNALLOCATED))
        worker = pl.when(pl.col("lead_worker") != NOT_KNOWN).then("lead_worker")
        return held.select("child", pl.lit(YES).alias("answer"), "positions", worker.alias("worker"))


def judged(units: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """The units (children with a ``worker``) that count, each with the worker who stands for the person.

    ``yes`` where that is a qualified social worker whose hours are recorded, ``cannot tell`` where it is not recorded;
    those of workers who are not qualified are left out.
    """
    others = [worker for worker, is_so in structure.qualified.items() if not is_so]
    known = [worker for worker, is_so in structure.qualified.items() if is_so and worker in structure.full_time]
    named = units.with_columns(pl.col("worker").replace(dict(structure.same_as)))
    sure = pl.col("worker").is_in(known).fill_null(False)
    return named.filter(~pl.col("worker").is_in(others).fill_null(False)).with_columns(
        pl.when(sure).then(pl.lit(YES)).otherwise(pl.lit(CANNOT_TELL)).alias("answer")
    )


def per_worker(found: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """Children by group, over full-time social workers who hold them; a worker counts in each group of its children."""
    hours = pl.DataFrame(
        {"worker": list(structure.full_time), "hours": list(structure.full_time.values())},
        schema={"worker": pl.String(), "hours": pl.Int64()},
    )
    told = found.join(hours, on="worker", how="left")
    holding = pl.when(pl.col("numerator") > 0).then("hours")
    return _together(told, pl.sum("numerator"), holding.sum() / FULL_TIME, pl.sum("cannot_tell"))


def by_worker(found: pl.DataFrame, day: date) -> pl.DataFrame:
    """Workers by group: how many hold very many children (W01), and of how many who do it is not known that they are
    qualified."""
    limit = timescale("W01", day).step("very_high").limit
    many = pl.col("denominator") >= (limit.value if limit else 0)
    of_known = pl.col("numerator") > 0
    kept = found.filter(many & pl.col("worker").is_not_null())
    return _together(kept, of_known.sum(), pl.len(), (~of_known).sum())


def _together(found: pl.DataFrame, numerator: pl.Expr, denominator: pl.Expr, cannot_tell: pl.Expr) -> pl.DataFrame:
    return found.group_by("group").agg(
        numerator.alias("numerator"),
        denominator.alias("denominator"),
        cannot_tell.alias("cannot_tell"),
        pl.col("positions").explode().drop_nulls().unique().sort(),
    )
