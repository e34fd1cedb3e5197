"""Indicators of checks: how many of what a rule asks about were answered yes."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from journey.domain.rules import checks_of
from journey.domain.rules.language import NOT_APPLICABLE, Check
from journey.projections.batch import Batch
from journey.projections.checks import check_rows, with_positions
from journey.projections.indicators.measure import Period, unit_rows
from journey.projections.rereferrals import CountingRule


@dataclass(frozen=True, slots=True)
class OfCheck:
    """The units of a check: what it asks about on a day of the period or, ``at_end``, as at the day of the batch.

    What the rule does not ask about is in no denominator.
    """

    check: Check
    at_end: bool

    def __call__(self, batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
        asked = check_rows(batch, self.check).filter(pl.col("answer") != NOT_APPLICABLE)
        asked = asked if self.at_end else asked.filter(period.holds("day"))
        return unit_rows(with_positions(asked), pl.col("answer"), pl.col("positions"))


def of_check(rule: str, step: str, *, at_end: bool = False) -> OfCheck:
    """The units of a rule's check by its step."""
    (check,) = (one for one in checks_of(rule) if one.step == step)
    return OfCheck(check, at_end)
