"""What a measure answers of one batch of children: shown, not shown, or nobody can tell."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules import checks_of, declared
from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES, Check, Span
from journey.projections.batch import Batch
from journey.projections.checks import check_rows
from journey.projections.checks import with_positions as check_positions
from journey.projections.choosing import NO_SETTINGS, Settings
from journey.projections.principles.measures import IN_TIME, Measure
from journey.projections.timescales.due import due_on
from journey.projections.timescales.running import timescale_rows

SHOWS: Final = "shows"
DOES_NOT: Final = "does not"
SHOWN: Final = (SHOWS, DOES_NOT, CANNOT_TELL)
"""What a journey can be counted as. What is not asked, or not due yet, is not counted."""

ANSWER_COLUMNS: Final = {
    "child": pl.UInt32(),
    "fact": pl.String(),
    "day": pl.Int32(),
    "counted_on": pl.Int32(),
    "shown": pl.String(),
    "detail": pl.String(),
    "positions": pl.List(pl.Int64()),
}
"""``day`` is that of the event asked about, the day as at which a case is, or the day on which something was due;
``counted_on`` the same, or the day on which the time of the answer was over."""

_STATES: Final = {"met": SHOWS, "late": DOES_NOT, "overdue": DOES_NOT, CANNOT_TELL: CANNOT_TELL}


def asked_as_at(measure: Measure) -> bool:
    """Whether a measure is asked of what is open at a day, and not of what happened on days."""
    return measure.shows != IN_TIME and isinstance(_check(measure).of, Span)


def answers(batch: Batch, measure: Measure, settings: Settings = NO_SETTINGS) -> pl.DataFrame:
    """``ANSWER_COLUMNS``, a row for each event or case that is asked about, by child and day."""
    found = _of_timescales(batch, measure, settings) if measure.shows == IN_TIME else _of_check(batch, measure)
    return found.cast(ANSWER_COLUMNS).sort("child", "day", "fact")  # type: ignore[arg-type]


def _check(measure: Measure) -> Check:
    return next(check for check in checks_of(measure.rule) if check.step == measure.step)


def _of_check(batch: Batch, measure: Measure) -> pl.DataFrame:
    rows = check_positions(check_rows(batch, _check(measure))).filter(pl.col("answer") != NOT_APPLICABLE)
    other = NO if measure.shows == YES else YES
    shown = pl.col("answer").replace({measure.shows: SHOWS, other: DOES_NOT})
    counted_on = due_on((measure.rule, measure.step), rows["day"]) if measure.waits else rows["day"]
    return rows.with_columns(shown=shown, counted_on=counted_on).select(*ANSWER_COLUMNS)


def _of_timescales(batch: Batch, measure: Measure, settings: Settings) -> pl.DataFrame:
    """By the day on which each was due; where that is not known, by the day that is."""
    rows = pl.concat(timescale_rows(batch, declared()[measure.rule].timescales, settings))
    rows = rows.with_columns(pl.col("state").cast(pl.String))
    if measure.step:
        rows = rows.filter(pl.col("step") == measure.step)
    told = rows.filter(pl.col("state").is_in(list(_STATES)))
    detail = (
        pl.when(pl.col("days_over") > 0).then(pl.format("{}, {} days over", "state", "days_over"))
        .when(pl.col("state") != CANNOT_TELL).then("state")
        .when(pl.col("started_on").is_null()).then(pl.lit("the start is not known"))
        .when(pl.col("due").is_null() & pl.col("steps").is_not_null()).then(pl.lit("which limit counts is not known"))
        .when(pl.col("due").is_null()).then(pl.lit("no limit is known"))
        .otherwise(pl.lit("what counts is not recorded, or not every event is shown"))
    )  # fmt: skip
    day = pl.coalesce("due", "stopped_on", "started_on")
    return told.with_columns(
        day=day,
        counted_on=day,
        shown=pl.col("state").replace(_STATES),
        detail=detail,
    ).select(*ANSWER_COLUMNS)
