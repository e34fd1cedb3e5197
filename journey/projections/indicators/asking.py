"""Figures of a whole store: every batch asked, the parts added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import polars as pl

from journey.projections.batch import day_of
from journey.projections.indicators.figures import counted, figures, units_of
from journey.projections.indicators.groups import WHOLE, Grouping, groups
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.organisation.structure import Structure
from journey.projections.questions import Asked
from journey.projections.rereferrals import COUNTED, CountingRule

Key = tuple[str, Period]
"""An indicator's name and a period."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of some indicators and periods, by a counting rule, told apart and narrowed."""

    indicators: Sequence[Indicator]
    periods: Sequence[Period]
    rule: CountingRule = "referrals-only"
    grouping: Grouping = WHOLE

    def figures(self) -> Iterator[tuple[Indicator, Period]]:
        """Every indicator with every period it reaches over, in the order in which figures are shown."""
        for one, period in product(self.indicators, self.periods):
            yield one, one.reaching(period)


def figures_of(question: Asked, wanted: Wanted) -> list[list[dict[str, Any]]]:
    """The rows of each indicator and period, by group (``figures.figures``).

    Figures at the end of a period are asked of what had happened by then, those over a period of all that had happened
    by the as-at day; the groups are those at the end of the period.
    """
    parts: dict[Key, list[pl.DataFrame]] = {}
    for one, period, units in told(question, wanted):
        parts.setdefault((one.name, period), []).append(counted(units))
    return [
        rows_of(question, wanted, one, period, parts.get((one.name, period), [])) for one, period in wanted.figures()
    ]


def rows_of(
    question: Asked, wanted: Wanted, one: Indicator, period: Period, parts: Sequence[pl.DataFrame]
) -> list[dict[str, Any]]:
    """The rows of one indicator and period; without a figure where no source covers the period."""
    structure = question.structure_on(period.last)
    rows = figures(one, period, wanted.rule, parts, wanted.grouping, structure)
    if is_covered(question.coverage, one, period, wanted.rule, question.authorities):
        return rows
    return [row | {"value": None, "low": None, "high": None, "covered": False} for row in rows]


def told(question: Asked, wanted: Wanted) -> Iterator[tuple[Indicator, Period, pl.DataFrame]]:
    """The units of every indicator, period and batch (``figures.units_of``)."""
    days = {period.last for period in wanted.periods}
    structures = {day: question.structure_on(day) for day in days}
    by_day = {day: _groups(question, day, wanted.grouping, structures[day]) for day in days}
    for day, some, periods in _standing(wanted):
        for batch in question.batches(day):
            for one, period in product(some, periods):
                last = period.last
                over = one.reaching(period)
                yield one, over, units_of(batch, one, over, wanted.rule, by_day[last], structures[last])


def _groups(question: Asked, day: date, grouping: Grouping, structure: Structure) -> pl.DataFrame | None:
    """The group of every child asked about as at a day; None when all are asked about, in one group."""
    if grouping.is_whole:
        return None
    return pl.concat(groups(batch, grouping, structure) for batch in question.batches(day))


def _standing(wanted: Wanted) -> Iterator[tuple[date | None, list[Indicator], Sequence[Period]]]:
    """As at which day (None: the day asked for) which indicators are asked, of which periods."""
    if over := [one for one in wanted.indicators if one.at == "period"]:
        yield None, over, wanted.periods
    if at_end := [one for one in wanted.indicators if one.at == "end"]:
        for period in wanted.periods:
            yield period.last, at_end, [period]


def is_covered(
    coverage: pl.DataFrame,
    asked: Indicator,
    period: Period,
    rule: CountingRule = "referrals-only",
    las: Iterable[str] | None = None,
) -> bool:
    """Whether, for every authority (by default of the coverage), sources hold every one of the events an indicator
    counts, by the counting rule, on every day it needs."""
    first, last = day_of(period.last if asked.at == "end" else period.first), day_of(period.last)
    return all(
        _holds(coverage.filter((pl.col("la") == la) & pl.col("event").is_in(name.split("|"))), first, last)
        for la in (coverage["la"].unique() if las is None else las)
        for name in dict.fromkeys((*asked.counts, *(COUNTED[rule] if asked.takes_rule else ())))
    )


def _holds(rows: pl.DataFrame, first: int, last: int) -> bool:
    reached = first - 1
    every = rows.filter(pl.col("carries") == "every").sort("from", nulls_last=False)
    for start, end in every.select("from", "to").iter_rows():
        if start is None or start <= reached + 1:
            reached = max(reached, end)
    return reached >= last
