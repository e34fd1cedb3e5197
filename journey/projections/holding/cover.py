"""Cover: somebody stands in for the lead worker, who then returns. Within the limit it is not a handoff."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

import polars as pl

from journey.domain.calendar import FIRST_DAY, LAST_DAY, add_working_days
from journey.domain.errors import OutsideTables
from journey.domain.timescales import timescale
from journey.projections.batch import date_of, day_of
from journey.projections.timescales.day_tables import by_day

CHANGE: Final = "change"
COVER: Final = "cover"
RETURN: Final = "return"

_Change = tuple[int, str, str, bool, int | None]
"""Day, worker before, worker after, whether the day is exact, the last day of a return that makes it cover."""


def with_cover(changed: pl.DataFrame) -> pl.DataFrame:
    """Add ``part`` to changes of the lead worker: ``change``; ``cover`` for the first of a spell of cover; ``return``
    for the lead worker's return and for further changes within the spell. ``changed`` is sorted by child and day.

    Only exact changes can be cover: between two files nobody knows how long anybody stood in. While the lead worker
    has not returned, the change counts.
    """
    dated = by_day(changed, "day", "until", _last_day_of_cover)
    parts = [CHANGE] * len(changed)
    looked_at = dated.select("child", pl.int_range(pl.len()), "day", "from", "to", "exact", "until").filter(
        pl.col("child").is_in(_with_a_return(dated).implode())
    )
    for _, rows in groupby(looked_at.rows(), key=itemgetter(0)):
        own = list(rows)
        for (_, row, *_), part in zip(own, _parts([one[2:] for one in own]), strict=True):
            parts[row] = part
    return changed.with_columns(pl.Series("part", parts, pl.String()))


def _with_a_return(changed: pl.DataFrame) -> pl.Series:
    """The children whose lead worker returned soon enough to be looked at one by one."""
    exact = changed.filter("exact")
    left = exact.select("child", pl.col("from").alias("to"), pl.col("day").alias("left_on"), left_until="until")
    soon = exact.join(left, on=["child", "to"]).filter(pl.col("day").is_between("left_on", "left_until"))
    return soon["child"].unique()


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
    _, worker, _, _, until = own[at]
    for later in range(at, len(own)):
        day, _, to, exact, _ = own[later]
        if not exact or until is None or day > until:
            return None
        if to == worker:
            return later
    return None


@lru_cache(maxsize=1 << 15)
def _last_day_of_cover(left_on: int) -> int | None:
    """The last day on which the worker who left on a day can return from cover; None where bank holidays or the limit
    are not known."""
    day = date_of(left_on)
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    limit = timescale("handoff", day).step("cover").limit
    if limit is None:
        return None
    try:
        return day_of(add_working_days(day, limit.value + 1)) - 1
    except OutsideTables:
        return day_of(LAST_DAY)
