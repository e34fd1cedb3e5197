"""From units to figures: numerator, denominator, value and interval, by period and group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.groups import ALL, NOT_KNOWN, WHOLE, Grouping, group_name
from journey.projections.indicators.measure import CANNOT_TELL, YES, Indicator, Period
from journey.projections.indicators.workers import AllocatedCases, by_worker, judged, per_worker
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.rereferrals import CountingRule

Z95 = 1.959963984540054
"""The normal quantile of a 95 per cent interval."""

_DAYS_IN = {"days": 1, "weeks": 7}


def wilson(k: int, n: int) -> tuple[float, float] | None:
    """The Wilson 95 per cent interval of k among n; None for n = 0."""
    if n == 0:
        return None
    share, square = k / n, Z95 * Z95
    middle = share + square / (2 * n)
    spread = Z95 * sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    # Rounding would leave a trace where the ends are exact.
    return (middle - spread) / whole if k else 0.0, (middle + spread) / whole if k < n else 1.0


def units_of(
    batch: Batch,
    asked: Indicator,
    period: Period,
    rule: CountingRule,
    groups: pl.DataFrame | None = None,
    structure: Structure = UNKNOWN,
) -> pl.DataFrame:
    """The units of a batch: ``stream, group, answer, positions``, with ``worker`` where workers are counted, and
    ``days`` of a mean.

    ``groups`` is ``stream, group`` of the children asked about, as at the end of the period; without it all are asked
    about, in one group.
    """
    units = asked.units
    units = replace(units, structure=structure) if isinstance(units, AllocatedCases) else units
    found = units(batch, period, rule).join(batch.children.select("child", "stream"), on="child")
    if groups is None:
        found = found.with_columns(group=pl.lit(ALL))
    else:
        found = found.join(groups, on="stream").with_columns(pl.col("group").fill_null(NOT_KNOWN))
    if asked.per == "worker":
        return judged(found, structure).select("stream", "group", "answer", "positions", "worker")
    return found.select("stream", "group", "answer", "positions", *(["days"] if asked.shape == "mean" else []))


def counted(units: pl.DataFrame) -> pl.DataFrame:
    """Units by group, and by worker where they have one: ``group, numerator, denominator, cannot_tell, positions``.

    What batches give adds up. Of a mean the numerator is the sum of days, the denominator those whose days can be told.
    """
    unsure = (pl.col("answer") == CANNOT_TELL).sum()
    timed = "days" in units.columns
    return units.group_by("group", *(["worker"] if "worker" in units.columns else [])).agg(
        (pl.sum("days") if timed else (pl.col("answer") == YES).sum()).alias("numerator"),
        (pl.len() - unsure if timed else pl.len()).alias("denominator"),
        unsure.alias("cannot_tell"),
        pl.col("positions").filter(pl.col("answer") == YES).list.explode().drop_nulls(),
    )


def figures(
    asked: Indicator,
    period: Period,
    rule: CountingRule,
    parts: Sequence[pl.DataFrame],
    grouping: Grouping = WHOLE,
    structure: Structure = UNKNOWN,
) -> list[dict[str, Any]]:
    """The rows of one indicator and period: ``indicator, title, period, group, group_name, numerator, denominator,
    value, low, high, mean_of, counting_rule, cannot_tell, covered, definition, reference, positions``.

    A share is of the units that can be told: ``denominator`` is all of them, and those that cannot be told widen the
    interval from ``low`` (all of them no) to ``high`` (all of them yes). Without units there is no value. A count's
    denominator is None, and ``low`` and ``high`` bound it. A ratio's denominator is full-time workers, and there is no
    interval. A mean's numerator is the sum of days, its denominator the units whose days can be told (``counted``); it
    has no interval either, and ``mean_of`` is the unit of its value.
    """
    whole = _together(asked, parts)
    if asked.per == "worker" and parts:
        whole = per_worker(whole, structure) if asked.shape == "ratio" else by_worker(whole, period.last)
    found = {str(row["group"]): row for row in whole.iter_rows(named=True)}
    if grouping.by is None and not found:
        found = {ALL: {"numerator": 0, "denominator": 0, "cannot_tell": 0, "positions": []}}
    return [_row(asked, period, rule, grouping, group, found[group]) for group in sorted(found, key=grouping.order)]


def _together(asked: Indicator, parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The parts added up, by group, and by worker where workers are counted; a store without children has no parts."""
    if not parts:
        return pl.DataFrame(schema={"group": pl.String()})
    return pl.concat(parts).group_by("group", *(["worker"] if asked.per == "worker" else [])).agg(
        pl.sum("numerator", "denominator", "cannot_tell"),
        pl.col("positions").explode().drop_nulls().unique().sort(),
    )  # fmt: skip


def _row(
    asked: Indicator, period: Period, rule: CountingRule, grouping: Grouping, group: str, row: dict[str, Any]
) -> dict[str, Any]:
    value, low, high = _value(asked, row["numerator"], row["denominator"], row["cannot_tell"])
    return {
        "indicator": asked.name,
        "title": asked.title,
        "period": str(period),
        "group": group,
        "group_name": group_name(grouping.by, group),
        "numerator": row["numerator"],
        "denominator": None if asked.shape == "count" else row["denominator"],
        "value": value,
        "low": low,
        "high": high,
        "mean_of": asked.mean_of,
        "counting_rule": rule if asked.takes_rule else asked.counted_by,
        "cannot_tell": row["cannot_tell"],
        "covered": True,
        "definition": asked.definition,
        "reference": asked.reference,
        "positions": row["positions"],
    }


def _value(asked: Indicator, yes: int, units: float, unsure: int) -> tuple[float | None, float | None, float | None]:
    """Value, lowest and highest."""
    if asked.shape == "count":
        return yes, yes, yes + unsure
    if asked.shape == "ratio":
        return (yes / units if units else None), None, None
    if asked.shape == "mean":
        return (yes / units / _DAYS_IN[asked.mean_of or "days"] if units else None), None, None
    return _share(yes, int(units), unsure)


def _share(yes: int, units: int, unsure: int) -> tuple[float | None, float | None, float | None]:
    """Value and interval; from the lowest to the highest when some units cannot be told. None without units.

    When no unit can be told there is no value.
    """
    lowest, highest = wilson(yes, units), wilson(yes + unsure, units)
    if lowest is None or highest is None:
        return None, None, None
    return (yes / units if unsure < units else None), lowest[0], highest[1]
