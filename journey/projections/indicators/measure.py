"""What an indicator is: a definition in words, and the units it counts with an answer for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

from journey.domain.calendar import days_after, months_before
from journey.domain.rules.language import Step
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import limit_on
from journey.projections.rereferrals import CountingRule

YES: Final = "yes"
NO: Final = "no"
CANNOT_TELL: Final = "cannot tell"

UNIT_COLUMNS: Final = {"child": pl.UInt32(), "answer": pl.String(), "positions": pl.List(pl.Int64())}
"""Columns of the units an indicator counts: the denominator is all rows, the numerator those with ``yes``.

``positions`` are those of the events behind the answer, the unit's own event first: by it a unit is known again when
the same question is asked as known on another day. Units of a mean have ``days`` (Int64) too, null where nobody can
tell."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included."""

    first: date
    last: date

    def holds(self, day: str) -> pl.Expr:
        """Whether a column's day lies in the period."""
        return pl.col(day).is_between(day_of(self.first), day_of(self.last))

    @classmethod
    def read(cls, text: str) -> Period:
        """The period that a text of two days stands for, as ``str`` writes it. Raises ValueError for any other."""
        first, _, last = text.partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


Units = Callable[[Batch, Period, CountingRule], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure.

    ``definition`` is the exact published wording where there is one, with ``reference``. A ``share`` has a denominator
    and an interval; a ``count`` is the number of units with ``yes``; a ``ratio`` is that number for each full-time
    worker; a ``mean`` is of the days of the units, in the unit ``mean_of``. One ``at`` the ``end`` of its period is
    asked of what had happened by then, one over the ``period`` of all that happened up to the as-at day. ``over`` is
    the step that says how far the period reaches back from its end. ``takes_rule`` says that it is counted by either
    counting rule, ``counted_by`` that it is counted by one alone where another is in use elsewhere. ``counts`` are the
    events without which there is nothing to count, with ``|`` between such as stand for each other: a period that no
    source covers with every one of them has no figure.
    ``per`` is what is counted: units as they are, or the workers who hold them (then units have a column ``worker``).
    """

    name: str
    title: str
    definition: str
    reference: str
    shape: Literal["share", "count", "ratio", "mean"]
    at: Literal["end", "period"]
    units: Units
    takes_rule: bool = False
    counts: tuple[str, ...] = ()
    per: Literal["unit", "worker"] = "unit"
    counted_by: CountingRule | None = None
    mean_of: Literal["days", "weeks"] | None = None
    over: Step | None = None

    def reaching(self, period: Period) -> Period:
        """The period that the figure of a period is over: that one, or so long a one up to its last day."""
        if self.over is None:
            return period
        months, _ = limit_on(self.over, period.last).span
        return Period(months_before(days_after(period.last, 1), months), period.last)


def unit_rows(frame: pl.DataFrame, answer: pl.Expr, positions: pl.Expr | None = None) -> pl.DataFrame:
    """Units from a frame with ``child`` and, unless given, ``position``."""
    behind = pl.concat_list("position") if positions is None else positions
    return frame.select(
        "child", answer.alias("answer"), behind.list.drop_nulls().cast(pl.List(pl.Int64())).alias("positions")
    )


def timed_rows(frame: pl.DataFrame, days: pl.Expr, positions: pl.Expr) -> pl.DataFrame:
    """Units of a mean, from a frame with ``child``: ``yes`` where the days can be told."""
    frame = frame.with_columns(days=days.cast(pl.Int64()))
    answer = pl.when(pl.col("days").is_null()).then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(YES))
    return unit_rows(frame, answer, positions).with_columns(frame["days"])


def told(yes: pl.Expr, known: pl.Expr | None = None) -> pl.Expr:
    """``yes`` or ``no``; ``cannot tell`` where it is null or not known."""
    sure = yes.is_not_null() if known is None else yes.is_not_null() & known.fill_null(False)
    return pl.when(~sure).then(pl.lit(CANNOT_TELL)).when(yes).then(pl.lit(YES)).otherwise(pl.lit(NO))
