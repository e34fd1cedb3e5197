"""R15: whether an open case was supervised in the interval up to the day."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.spans import CARE, CP_PLAN, EPISODE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import answered, decided, earliest_within, none_known, open_spans
from journey.projections.helpers import key_of, preceding

_SUPERVISION: Final = ("SupervisionHeld",)
_SHORTER: Final = {"plan": CP_PLAN, "care": CARE}


def window(batch: Batch) -> pl.DataFrame:
    """The shorter interval counts once the plan or the period of care has lasted it.

    A case that began within its interval is not asked yet. Which interval counts matters only where the last
    supervision lies in one and not in the other.
    """
    month = pl.lit(day_of(earliest_within(("R15", "protection_or_looked_after"), batch.as_at)), pl.Int32())
    weeks = pl.lit(day_of(earliest_within(("R15", "other"), batch.as_at)), pl.Int32())
    open_cases = open_spans(batch, EPISODE).with_columns(month=month, weeks=weeks, today_key=key_of("child", "today"))
    for name, span in _SHORTER.items():
        opened = open_spans(batch, span).select(
            "child",
            pl.col("shown").alias(f"{name}_shown"),
            pl.col("started_on").alias(f"{name}_on"),
            pl.col("begun_before").alias(f"{name}_before"),
        )
        open_cases = open_cases.join(opened, on="child", how="left", maintain_order="left")
    found = preceding(
        open_cases, batch.select(_SUPERVISION, base=("key", "day", "position")), ["day", "position"], "last_",
        on="today_key",
    )  # fmt: skip
    shorter = pl.any_horizontal((_lasted(name) & pl.col(f"{name}_shown")).fill_null(False) for name in _SHORTER)
    longer = pl.all_horizontal(_not_yet(batch, found, name) for name in _SHORTER)
    in_month = (pl.col("last_day") >= pl.col("month")).fill_null(False)
    in_weeks = (pl.col("last_day") >= pl.col("weeks")).fill_null(False)
    none_in_month = none_known(batch, found, _SUPERVISION, "month", "today") & ~in_month
    none_in_weeks = none_known(batch, found, _SUPERVISION, "weeks", "today") & ~in_weeks
    young = (pl.col("started_on") > pl.col("weeks")) & ~pl.col("begun_before")
    yes = in_month | (in_weeks & longer)
    no = (shorter & none_in_month) | (~young & none_in_weeks)
    answer = pl.when(young & longer).then(pl.lit(NOT_APPLICABLE))
    told = answer.otherwise(decided(yes & pl.col("shown"), no & pl.col("shown")))
    return answered(found, told, day="today", behind=("position", "last_position"))


def _lasted(name: str) -> pl.Expr:
    """Whether a plan or period of care has lasted the shorter interval."""
    return pl.col(f"{name}_on") <= pl.col("month")


def _not_yet(batch: Batch, found: pl.DataFrame, name: str) -> pl.Expr:
    """Whether there is surely none, or none that has lasted so long. A source lists what is open on its day."""
    nothing = none_known(batch, found, _SHORTER[name].opens.events, "today", "today") & pl.col(f"{name}_on").is_null()
    return nothing | (~_lasted(name) & ~pl.col(f"{name}_before")).fill_null(False)


ANSWERS: Final = {"window": window}
