"""How long what is timed takes in each hub or team, and by how much it is late: the median beside that of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import polars as pl

from journey.domain.calendar import months_before
from journey.domain.rules import declared
from journey.domain.rules.language import Clock
from journey.domain.timescales import rules, timescale
from journey.projections.batch import Batch, day_of
from journey.projections.drift.lasting import with_today
from journey.projections.drift.open_cases import of_open_cases
from journey.projections.timescales.running import runnings

_PERIOD: Final = 12
"""Months up to the as-at day in which a timescale must have been stopped for its days to count."""

STAGE_COLUMNS: Final = {
    "unit": pl.String(),
    "rule": pl.String(),
    "step": pl.String(),
    "days": pl.Int32(),
    "days_over": pl.Int32(),
}
"""A running of a rule in a case that is open: ``days`` it took, where it was stopped in the last twelve months, and
``days_over``, where it is late or overdue; ``unit`` is the hub or team that holds the case."""

_TIMED: Final = ("child", "rule", "step", "state", "started_on", "due", "stopped_on", "days_over")


def stages(batch: Batch, held: pl.DataFrame, unit: str) -> pl.DataFrame:
    """The runnings of every rule that is run once, in cases that are open: ``STAGE_COLUMNS``.

    ``held`` is ``holders.holders``, ``unit`` its column: ``hub`` or ``team``.
    """
    wanted = [one for rule in declared().values() for one in rule.timescales if isinstance(one, Clock)]
    units = held.filter("open").select("child", unit=unit)
    since = day_of(months_before(batch.as_at, _PERIOD))
    ended = pl.col("state").is_in(("met", "late", "overdue"))
    of_open = runnings(of_open_cases(batch, held), wanted, batch.settings)
    found = [frame.filter(ended).select(_TIMED) for frame in of_open]
    timed = with_today(pl.concat(found), batch).join(units, on="child", maintain_order="left")
    overdue = pl.when(pl.col("state") == "overdue").then(pl.col("today") - pl.col("due"))
    timed = timed.with_columns(
        days=pl.when(pl.col("stopped_on") > since).then(pl.col("stopped_on") - pl.col("started_on")),
        days_over=pl.when(pl.col("state") != "met").then(pl.coalesce(overdue, "days_over")),
    )
    return timed.select(pl.col(name).cast(dtype) for name, dtype in STAGE_COLUMNS.items())


def medians(parts: Iterable[pl.DataFrame], as_at: date) -> list[dict[str, Any]]:
    """One row a unit and a rule's step: ``unit, rule, title, step, stopped, median_days, median_of_all, above, delayed,
    median_days_over``, by unit and rule.

    ``above`` says whether the unit's median passes that of all by more than the local limit; None where nothing was
    stopped.
    """
    limit = timescale("unexplained_hub_delay", as_at).step("above_median").limit
    most = 1 + (limit.value if limit else 0) / 100
    by_stage = pl.col("days").median().over("rule", "step").alias("of_all")
    rows = (
        pl.concat([pl.DataFrame(schema=STAGE_COLUMNS), *parts])
        .with_columns(by_stage)
        .group_by("unit", "rule", "step")
        .agg(
            pl.col("days").count().alias("stopped"),
            pl.col("days").median().alias("median_days"),
            pl.first("of_all").alias("median_of_all"),
            pl.col("days_over").count().alias("delayed"),
            pl.col("days_over").median().alias("median_days_over"),
        )
        .filter((pl.col("stopped") > 0) | (pl.col("delayed") > 0))
        .with_columns((pl.col("median_days") > pl.col("median_of_all") * most).alias("above"))
        .sort("unit", "rule", "step", nulls_last=True)
    )
    return [{**row, "title": rules()[row["rule"]].title} for row in rows.iter_rows(named=True)]
