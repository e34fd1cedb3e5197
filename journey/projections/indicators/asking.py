"""Figures of a whole store: every batch asked, the parts added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import polars as pl

from journey.projections.batch import day_of
from journey.projections.indicators.figures import counted, figures
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.indicators.suppress import suppressed
from journey.projections.questions import Asked
from journey.projections.rereferrals import CountingRule


def figures_of(
    question: Asked,
    wanted: Sequence[Indicator],
    periods: Sequence[Period],
    rule: CountingRule,
    by: str | None,
    *,
    share: bool = False,
) -> Iterator[dict[str, Any]]:
    """The rows of some indicators, by indicator, period and group (``figures.figures``); ``share`` hides small numbers.

    Figures at the end of a period are asked of what had happened by then, those over a period of all that had happened
    by the as-at day.
    """
    parts: dict[tuple[str, Period], list[pl.DataFrame]] = {}
    for day, some, of_periods in _standing(wanted, periods):
        for batch in question.batches(day):
            for one, period in product(some, of_periods):
                part = counted(batch, one, period, rule, by, question.structure)
                parts.setdefault((one.name, period), []).append(part)
    for one, period in product(wanted, periods):
        rows = figures(one, period, rule, parts[one.name, period], by is not None)
        if not is_covered(question.coverage, one, period):
            rows = [row | {"value": None, "high": None, "covered": False} for row in rows]
        yield from suppressed(rows) if share else rows


def is_covered(coverage: pl.DataFrame, asked: Indicator, period: Period) -> bool:
    """Whether, for every authority, sources hold every one of the events an indicator counts on every day it needs."""
    first, last = day_of(period.last if asked.at == "end" else period.first), day_of(period.last)
    return all(
        _holds(coverage.filter((pl.col("la") == la) & (pl.col("event") == name)), first, last)
        for la in coverage["la"].unique()
        for name in asked.counts
    )


def _holds(rows: pl.DataFrame, first: int, last: int) -> bool:
    reached = first - 1
    every = rows.filter(pl.col("carries") == "every").sort("from", nulls_last=False)
    for start, end in every.select("from", "to").iter_rows():
        if start is None or start <= reached + 1:
            reached = max(reached, end)
    return reached >= last


def _standing(
    wanted: Sequence[Indicator], periods: Sequence[Period]
) -> Iterator[tuple[date | None, list[Indicator], Sequence[Period]]]:
    """As at which day (None: the day asked for) which indicators are asked, of which periods."""
    if over := [one for one in wanted if one.at == "period"]:
        yield None, over, periods
    if at_end := [one for one in wanted if one.at == "end"]:
        for period in periods:
            yield period.last, at_end, [period]
