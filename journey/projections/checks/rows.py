"""What the functions behind checks share: the form of their rows, and the values that they go by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from journey.domain.calendar import days_after, earliest_within_months
from journey.domain.rules.language import CANNOT_TELL, NO, YES, Span, Step
from journey.domain.timescale_blocks import Limit
from journey.domain.timescales import rules
from journey.projections.batch import Batch, day_of
from journey.projections.coverage.covered import surely_none
from journey.projections.timescales.spans import spans

BASE: Final = ("child", "key", "day", "fact", "position")
"""The columns of events that most functions need."""

NOTHING = pl.lit(None, pl.String())
"""No detail."""


def answered(
    frame: pl.DataFrame,
    answer: pl.Expr,
    *,
    day: str = "day",
    detail: pl.Expr = NOTHING,
    behind: Sequence[str] = ("position",),
) -> pl.DataFrame:
    """The rows of a check: ``child, fact, day, answer, detail, behind`` from a frame with ``child`` and ``fact``.

    ``behind`` names columns of positions, that of the fact first; they stay an array until rows are shown.
    """
    return frame.select(
        "child",
        "fact",
        pl.col(day).alias("day"),
        answer.alias("answer"),
        detail.alias("detail"),
        pl.concat_arr(*behind).alias("behind"),
    )


def decided(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """``yes`` or ``no`` where that is certain, a yes first; else ``cannot tell``. A null is not certain."""
    return pl.when(yes).then(pl.lit(YES)).when(no).then(pl.lit(NO)).otherwise(pl.lit(CANNOT_TELL))


def where(condition: pl.Expr, words: str) -> pl.Expr:
    """A detail for the rows of which something holds."""
    return pl.when(condition).then(pl.lit(words))


def none_known(
    batch: Batch, frame: pl.DataFrame, events: tuple[str, ...], first: str | pl.Expr, last: str | pl.Expr
) -> pl.Expr:
    """Whether it is certain that none of some events happened from one day to another (``covered.surely_none``).

    In a stretch without a day nothing happened.
    """
    first, last = (pl.col(one) if isinstance(one, str) else one for one in (first, last))
    asked = frame.select("child", first=first.cast(pl.Int32), last=last.cast(pl.Int32))
    return pl.lit(surely_none(batch, asked, events, "first", "last") | (asked["first"] > asked["last"]))


def open_spans(batch: Batch, span: Span) -> pl.DataFrame:
    """What is open of a span as at the batch's day, one row a child, sorted by key.

    ``child, key, fact, position, started_on``, the fields it carries, ``today`` (the day), and ``shown``: whether the
    sources show that it had not ended by then.
    """
    still = spans(batch, span).filter(pl.col("ended_on").is_null())
    still = still.with_columns(today=pl.lit(day_of(batch.as_at), pl.Int32()))
    ends = span.closes.events if span.closes else span.opens.events
    return still.with_columns(shown=none_known(batch, still, ends, pl.col("started_on") + 1, "today"))


def limit_on(step: Step, day: date) -> Limit:
    """The limit of a step in force on a day; before the first one known, that one.

    Raises ValueError for a step that counts nothing.
    """
    blocks = [block for block in rules()[step[0]].steps if block.name == step[1]]
    limit = next((block for block in blocks if block.in_force(day)), blocks[0]).limit
    if limit is None:
        raise ValueError(f"{step[0]}, {step[1]}: there is nothing to count")
    return limit


def earliest_within(step: Step, last: date) -> date:
    """The first day from which the limit of a step, in force on the last day, reaches to that day."""
    n, unit = limit_on(step, last).span
    if unit == "months":
        return earliest_within_months(last, n)
    if unit not in ("days", "weeks"):
        raise ValueError(f"{step[0]}, {step[1]}: nothing is counted back in {unit}")
    return days_after(last, -n * {"days": 1, "weeks": 7}[unit])
