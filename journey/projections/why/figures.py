"""Why a child counts in a figure of ``indicators``: the units that are its own, with the answer to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from journey.domain.statements import split_stream
from journey.projections.indicators import indicator
from journey.projections.indicators.asking import Wanted, told
from journey.projections.indicators.measure import Period
from journey.projections.indicators.periods import periods
from journey.projections.one_child.asked import OneAsked
from journey.projections.rereferrals import CountingRule


@dataclass(frozen=True, slots=True)
class Over:
    """What figures are asked over: a period (the month of the as-at day by default), by a counting rule."""

    first: date | None = None
    last: date | None = None
    rule: CountingRule = "referrals-only"

    def period(self, as_at: date) -> Period:
        """The period. Raises UsageError for one that ends before it begins."""
        (one,) = periods(None, self.first, self.last, 1, as_at)
        return one


NOW: Final = Over()


def figure_rows(asked: OneAsked, name: str, over: Over, holder: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The units of one indicator that are the child's, in the order of their events."""
    one = indicator(name)
    _, la, ident = split_stream(asked.cluster.survivor)
    for _, period, units in told(asked, Wanted([one], [over.period(asked.at.as_at)], over.rule)):
        for unit in units.sort("positions").iter_rows(named=True):
            days = unit.get("days")
            yield {
                **holder,
                "child_id": ident,
                "la": la,
                "stream": asked.cluster.survivor,
                "question": one.name,
                "title": one.title,
                "step": str(period),
                "answer": unit["answer"],
                "detail": None if days is None else f"{days} days",
                "sentence": f"{one.definition}.",
                "authority": None,
                "reference": one.reference,
                "positions": unit["positions"],
            }
