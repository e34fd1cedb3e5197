"""Means that a rule declares: of the children to whom something happened in the period, how long it took."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from journey.domain.rules import every_rule
from journey.domain.rules.language import Mean
from journey.projections.batch import Batch
from journey.projections.indicators.adopted import adopted, care_to_family, order_to_match
from journey.projections.indicators.measure import Period, timed_rows
from journey.projections.rereferrals import CountingRule

_ANSWERS = {
    ("L17", "average"): care_to_family,
    ("L17", "fostered"): care_to_family,
    ("L18", "average"): order_to_match,
}


@dataclass(frozen=True, slots=True)
class OfMean:
    """The units of a declared mean: children, each once, with the days it took or that nobody can tell them."""

    mean: Mean

    def __call__(self, batch: Batch, period: Period, _rule: CountingRule) -> pl.DataFrame:
        asked = adopted(batch, self.mean).filter(period.holds("day"))
        found = _ANSWERS[self.mean.rule, self.mean.step](batch, asked, self.mean)
        return timed_rows(found, pl.col("days"), pl.concat_list("position", "behind"))


def of_mean(rule: str, step: str) -> OfMean:
    """The units of a rule's mean by its step."""
    (mean,) = (one for one in every_rule()[rule].means if one.step == step)
    return OfMean(mean)
