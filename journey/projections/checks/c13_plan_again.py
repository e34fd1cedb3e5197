"""C13: whether a child was ever on a protection plan before, and whether the last one ended not long ago."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, decided, none_known, where
from journey.projections.helpers import preceding
from journey.projections.holding.cases import PROTECTION, paired
from journey.projections.timescales.due import due_on

_STARTED: Final = ("CPPlanStarted",)
_BEFORE = pl.col("before_key").is_not_null()
_COUNTED = pl.col("asserted_previous_plans")


def ever(batch: Batch) -> pl.DataFrame:
    """By an earlier plan, else by the number that the file counts, else by sources that reach back without a limit.

    The file counts plans of other authorities too.
    """
    by_count = ~_BEFORE & (_COUNTED > 0)
    answer = decided(_BEFORE | by_count, (_COUNTED == 0) | (pl.col("none_between") & _COUNTED.is_null()))
    detail = where(by_count, "by the number of earlier plans that the file counts, of any authority")
    return answered(_plans(batch), answer, detail=detail, behind=("position", "before_position"))


def recent(batch: Batch) -> pl.DataFrame:
    """By the end of the plan before; one that had no end by then was still open."""
    plans = _plans(batch)
    ended = pl.col("before_ended_on")
    open_until = none_known(batch, plans, ("CPPlanEnded",), pl.col("before_day") + 1, pl.col("day") - 1)
    soon = due_on(("C13", "recent"), plans["before_ended_on"])
    begun = due_on(("C13", "recent"), plans["before_day"])
    plans = plans.with_columns(soon=soon, begun=begun, open_until=open_until & ended.is_null())
    yes = _BEFORE & ((ended >= pl.col("day")) | (pl.col("soon") >= pl.col("day")))
    yes = yes.fill_null(False) | (_BEFORE & ((pl.col("begun") >= pl.col("day")) | pl.col("open_until")))
    long_ago = (pl.col("soon") < pl.col("day")) & pl.col("none_between")
    never = ~_BEFORE & ((_COUNTED == 0) | (pl.col("none_between") & _COUNTED.is_null()))
    return answered(plans, decided(yes, long_ago | never), behind=("position", "before_position", "ended_position"))


def _plans(batch: Batch) -> pl.DataFrame:
    """Plans with the one before (``before_``), its end, and whether none can have begun between them unseen."""
    ends = paired(batch, *PROTECTION).select("child", "key", "day", "position", "ended_on", "ended_position")
    plans = batch.select(_STARTED, "asserted_previous_plans", base=BASE)
    carry = ("day", "position", "ended_on", "ended_position")
    found = preceding(plans, ends, carry, "before_", strict=True).rename({"before_ended_position": "ended_position"})
    after = pl.col("before_day").fill_null(-1) + 1
    return found.with_columns(none_between=none_known(batch, found, _STARTED, after, pl.col("day") - 1))


ANSWERS: Final = {"ever": ever, "recent": recent}
