"""Findings about what two sources say a few days apart: perhaps one thing under two dates, and never merged."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.shapes import shape
from journey.domain.timescales import timescale
from journey.projections.batch import SAID_BY_COLUMNS, Batch
from journey.projections.quality.frames import day_in_words, none_found, told
from journey.projections.quality.same import TWICE

MAY_BE_ONE: Final = tuple(name for name in TWICE if name not in ("PlacementStarted", "WentMissing"))
"""What seldom happens twice to one child within days. A child may well move, or go missing, twice in them."""

_BASE: Final = ("child", "event", "day", "fact", "position")
_OTHER: Final = "other_"


def possible_duplicates(batch: Batch) -> pl.DataFrame:
    """Two facts of a kind a day or a few apart, said by different sources, neither of which says both."""
    limit = timescale("possible_duplicate", batch.as_at).step("apart").limit
    if limit is None:
        return none_found()
    facts = batch.select(MAY_BE_ONE, base=_BASE)
    pairs = _close(facts, limit.value)
    if pairs.is_empty():
        return none_found()
    positions = pl.concat([pairs["position"], pairs[f"{_OTHER}position"]])
    said_by = batch.said_by(positions).select(n for n in SAID_BY_COLUMNS if n not in ("sheet", "by_person"))
    other = said_by.rename({name: f"{_OTHER}{name}" for name in said_by.columns})
    both = pairs.join(said_by, on="position").join(other, on=f"{_OTHER}position")
    systems = [("first_system", "last_system"), (f"{_OTHER}first_system", f"{_OTHER}last_system")]
    apart = pl.all_horizontal(pl.col(one) != pl.col(two) for one in systems[0] for two in systems[1])
    titles = {name: shape(name).title for name in MAY_BE_ONE}
    title = pl.col("event").replace_strict(titles, return_dtype=pl.String)
    detail = pl.format("{}: on {} as another source has it", title, day_in_words(f"{_OTHER}day"))
    found = both.filter(apart).with_columns(detail.alias("what")).sort("child", "day", "fact", f"{_OTHER}fact")
    return told(found, "possible duplicate", "day", pl.col("what"), "", _OTHER)


def _close(facts: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Every two facts of one kind and child that lie a day or more apart, and the limit at most: the earlier first."""
    ordered = facts.sort("child", "event", "day")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in ("child", "event"))
    near = same & (pl.col("day") - pl.col("day").shift() <= limit)
    some = ordered.filter(near | near.shift(-1).fill_null(False))
    other = some.rename({name: f"{_OTHER}{name}" for name in ("day", "fact", "position")})
    days = pl.col(f"{_OTHER}day") - pl.col("day")
    return some.join(other, on=["child", "event"]).filter(days.is_between(1, limit))


CHECKS: Final = (possible_duplicates,)
