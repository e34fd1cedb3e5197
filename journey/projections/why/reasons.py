"""Why a timescale cannot be told, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from journey.domain.rules.language import Clock, Ladder
from journey.projections.batch import Batch, date_of
from journey.projections.choosing import carried_as
from journey.projections.coverage.holdings import title_of


def reason(row: Mapping[str, Any], one: Clock | Ladder, batch: Batch, la: str) -> str | None:
    """What is missing for an answer; None where there is one. ``row`` is of ``timescales``, days as numbers."""
    if row["state"] != "cannot tell":
        return None
    if row["started_on"] is None:
        return "the start is not known"
    if row["due"] is None and row["steps"]:
        return f"which limit counts is not known: {row['steps'].replace('_', ' ')}"
    if row["due"] is None:
        return "no limit is known: none was in force that day, or what it depends on is not recorded"
    stops = one.stops if isinstance(one, Clock) else (one.stops,)
    names = sorted({name for stop in stops for name in carried_as(stop)})
    missing = [said for name in names if (said := _not_carried(batch, la, name, row["due"]))]
    return "; ".join(missing) or "what counts is not recorded, or not every event is shown"


def _not_carried(batch: Batch, la: str, name: str, due: int) -> str | None:
    """What the data lack of one event up to its due day."""
    last, empty = batch.once(("carried to", la, name), lambda: _carried_to(batch, la, name))
    if empty is not None and empty >= due:
        return f"'{title_of(name)}' is empty in every row of the files"
    if last is None:
        return f"no source carries '{title_of(name)}'"
    if last < due:
        return f"data on '{title_of(name)}' end {date_of(last).isoformat()}"
    return None


def _carried_to(batch: Batch, la: str, name: str) -> tuple[int | None, int | None]:
    """The last day up to which a source of an authority holds an event, and the last on which none of its rows did."""
    rows = batch.coverage.filter((pl.col("la") == la) & (pl.col("event") == name))
    empty = pl.col("carries") == "empty"
    found: tuple[int | None, int | None] = rows.select(
        last=pl.col("to").filter(~empty).max(), empty=pl.col("to").filter(empty).max()
    ).row(0)
    return found
