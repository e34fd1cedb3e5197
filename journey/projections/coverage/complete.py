"""For which stretch of days the sources hold every event of some names: what is not there did not happen then."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import Batch
from journey.projections.coverage.covered import surely_all


def complete(coverage: pl.DataFrame, *events: str) -> pl.DataFrame:
    """The days for which the sources hold every event of those names: ``la, from, to`` (days, both included), sorted.

    Files whose windows meet or overlap make one stretch. A source without a lower limit begins on day 0.
    """
    each = stretches_of(coverage, "every", *events)
    return each if len(events) == 1 else _common(each, len(events))


def stretches_of(coverage: pl.DataFrame, carries: str, *events: str) -> pl.DataFrame:
    """The days for which the sources carry each of those events so: ``la, from, to``, one event after another."""
    kept = coverage.filter((pl.col("carries") == carries) & pl.col("event").is_in(events)).with_columns(
        pl.col("from").fill_null(0)
    )
    found = [stretch for _, own in kept.group_by("la", "event") for stretch in _joined(own)]
    schema = {"la": pl.String(), "from": pl.Int32(), "to": pl.Int32()}
    return pl.DataFrame(found, schema, orient="row").sort("la", "from")


def _joined(own: pl.DataFrame) -> list[tuple[str, int, int]]:
    """The stretches of one authority and event, joined where no day lies between."""
    stretches: list[tuple[str, int, int]] = []
    for la, first, last in own.select("la", "from", "to").sort("from", "to").rows():
        if stretches and first <= stretches[-1][2] + 1:
            stretches[-1] = (la, stretches[-1][1], max(last, stretches[-1][2]))
        else:
            stretches.append((la, first, last))
    return stretches


def _common(each: pl.DataFrame, names: int) -> pl.DataFrame:
    """The days that all of several names are held for: those with as many stretches running as there are names."""
    begins = each.select("la", pl.col("from").alias("day"), by=pl.lit(1))
    ends = each.select("la", (pl.col("to") + 1).alias("day"), by=pl.lit(-1))
    steps = pl.concat([begins, ends]).group_by("la", "day").agg(pl.sum("by")).sort("la", "day")
    running = steps.with_columns(
        pl.col("by").cum_sum().over("la").alias("running"), pl.col("day").shift(-1).over("la").alias("next")
    )
    whole = running.filter(pl.col("running") == names)
    return whole.select("la", pl.col("day").alias("from"), (pl.col("next") - 1).alias("to"))


def is_complete(
    frame: pl.DataFrame, batch: Batch, events: tuple[str, ...], first: str, last: str, name: str
) -> pl.DataFrame:
    """Add ``name``: whether every event of those names is held for each row's child from day ``first`` to ``last``."""
    return frame.with_columns(surely_all(batch, frame, events, first, last).alias(name))


def complete_from(batch: Batch, day: int, *events: str) -> int | None:
    """The first day from which every event of those names up to ``day`` is held for all authorities; None if none."""
    days = complete(batch.coverage, *events).filter((pl.col("from") <= day) & (pl.col("to") >= day))
    if days.is_empty() or days["la"].n_unique() < batch.children["la"].n_unique():
        return None
    return max(int(first) for first in days["from"])
