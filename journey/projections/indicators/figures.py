"""From units to figures: numerator, denominator, value and interval, by period and group."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

import polars as pl

from journey.projections.batch import Batch
from journey.projections.indicators.groups import groups
from journey.projections.indicators.measure import CANNOT_TELL, YES, Indicator, Period
from journey.projections.rereferrals import CountingRule
from journey.projections.structure import UNKNOWN, Structure

Z95 = 1.959963984540054
"""The normal quantile of a 95 per cent interval."""


def wilson(k: int, n: int) -> tuple[float, float] | None:
    """The Wilson 95 per cent interval of k among n; None for n = 0."""
    if n == 0:
        return None
    share, square = k / n, Z95 * Z95
    middle = share + square / (2 * n)
    spread = Z95 * sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def counted(
    batch: Batch, asked: Indicator, period: Period, rule: CountingRule, by: str | None, structure: Structure = UNKNOWN
) -> pl.DataFrame:
    """The units of a batch by group: ``group, numerator, denominator, cannot_tell, positions``. They add up."""
    units = asked.units(batch, period, rule).join(groups(batch, by, structure), on="child", how="left")
    return units.group_by("group").agg(
        (pl.col("answer") == YES).sum().alias("numerator"),
        pl.len().alias("denominator"),
        (pl.col("answer") == CANNOT_TELL).sum().alias("cannot_tell"),
        pl.col("positions").filter(pl.col("answer") == YES).list.explode().drop_nulls(),
    )


def figures(
    asked: Indicator, period: Period, rule: CountingRule, parts: Sequence[pl.DataFrame], grouped: bool
) -> list[dict[str, Any]]:
    """The rows of one indicator and period: ``indicator, title, period, group, numerator, denominator, value, low,
    high, counting_rule, cannot_tell, definition, positions``.

    A share is of the units that can be told: ``denominator`` is all of them, and those that cannot be told widen the
    interval from ``low`` (all of them no) to ``high`` (all of them yes). Without units there is no value. A count's
    denominator is None, and ``low`` and ``high`` bound it.
    """
    whole = (
        pl.concat(parts)
        .group_by("group")
        .agg(
            pl.sum("numerator", "denominator", "cannot_tell"),
            pl.col("positions").explode().drop_nulls().unique().sort(),
        )
    )
    found = {row["group"]: row for row in whole.sort("group").iter_rows(named=True)}
    if not grouped and not found:
        found = {"all": {"numerator": 0, "denominator": 0, "cannot_tell": 0, "positions": []}}
    return [_row(asked, period, rule, str(group), row) for group, row in found.items()]


def _row(asked: Indicator, period: Period, rule: CountingRule, group: str, row: dict[str, Any]) -> dict[str, Any]:
    yes, units, unsure = int(row["numerator"]), int(row["denominator"]), int(row["cannot_tell"])
    value, low, high = _share(yes, units, unsure) if asked.shape == "share" else (yes, yes, yes + unsure)
    return {
        "indicator": asked.name,
        "title": asked.title,
        "period": str(period),
        "group": group,
        "numerator": yes,
        "denominator": units if asked.shape == "share" else None,
        "value": value,
        "low": low,
        "high": high,
        "counting_rule": rule if asked.takes_rule else None,
        "cannot_tell": unsure,
        "covered": True,
        "definition": asked.definition,
        "reference": asked.reference,
        "positions": row["positions"],
    }


def _share(yes: int, units: int, unsure: int) -> tuple[float | None, float | None, float | None]:
    """Value and interval; from the lowest to the highest when some units cannot be told. None without units.

    When no unit can be told there is no value.
    """
    lowest, highest = wilson(yes, units), wilson(yes + unsure, units)
    if lowest is None or highest is None:
        return None, None, None
    return (yes / units if unsure < units else None), lowest[0], highest[1]
