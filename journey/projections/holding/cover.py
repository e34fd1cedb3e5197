"""Cover: somebody stands in for the lead worker, who then returns. Within the limit it is not a handoff."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import polars as pl

from journey.domain.calendar import working_days_between
from journey.domain.errors import OutsideTables
from journey.domain.timescales import timescale
from journey.projections.batch import date_of

CHANGE: Final = "change"
COVER: Final = "cover"
RETURN: Final = "return"

_Change = tuple[int, str, str, bool]
"""Day, worker before, worker after, whether the day is exact."""


def with_cover(changed: pl.DataFrame) -> pl.DataFrame:
    """Add ``part`` to changes of the lead worker: ``change``; ``cover`` for the first of a spell of cover; ``return``
    for the lead worker's return and for further changes within the spell. ``changed`` is sorted by child and day.

    Only exact changes can be cover: between two files nobody knows how long anybody stood in. While the lead worker
    has not returned, the change counts.
    """
    some = changed["child"].is_in(_with_a_return(changed).implode())
    parts = [CHANGE] * len(changed)
    looked_at = changed.select("child", pl.int_range(pl.len()), "day", "from", "to", "exact").filter(some)
    for _, rows in groupby(looked_at.rows(), key=itemgetter(0)):
        own = list(rows)
        for (_, row, *_), part in zip(own, _parts([one[2:] for one in own]), strict=True):
            parts[row] = part
    return changed.with_columns(pl.Series("part", parts, pl.String()))


def _with_a_return(changed: pl.DataFrame) -> pl.Series:
    """The children whose lead worker returned soon enough to be looked at one by one."""
    exact = changed.filter("exact")
    left = exact.select("child", pl.col("from").alias("to"), pl.col("day").alias("left_on"))
    soon = exact.join(left, on=["child", "to"]).filter(pl.col("day").is_between("left_on", pl.col("left_on") + _DAYS))
    return soon["child"].unique()


_DAYS: Final = 60
"""More calendar days than any spell of cover has: a first sieve, never an answer."""


def _parts(own: Sequence[_Change]) -> list[str]:
    """The parts of one child's changes, in order."""
    parts = [CHANGE] * len(own)
    at = 0
    while at < len(own):
        back = _return(own, at)
        if back is None:
            at += 1
            continue
        parts[at] = COVER
        parts[at + 1 : back + 1] = [RETURN] * (back - at)
        at = back + 1
    return parts


def _return(own: Sequence[_Change], at: int) -> int | None:
    """The change by which the worker who left at ``at`` returned within the limit of cover, all of it exact."""
    left_on, worker, *_ = own[at]
    limit = timescale("handoff", date_of(left_on)).step("cover").limit
    for later in range(at, len(own)):
        day, _, to, exact = own[later]
        if not exact or limit is None or not _within(limit.value, left_on, day):
            return None
        if to == worker:
            return later
    return None


def _within(working_days: int, start: int, end: int) -> bool:
    """Whether so many working days lead from one day to another; False where bank holidays are not known."""
    try:
        return working_days_between(date_of(start), date_of(end)) <= working_days
    except OutsideTables:
        return False
