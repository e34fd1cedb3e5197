"""To which day the lists of the latest are sure to hold something: what one source lists does not vouch for another's.

A list that shows the last visit of each child shows that there was none by a blank only of those whom it lists. What
the yearly returns alone say is open may stand in no such list.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import Span
from journey.domain.statements import YEARLY_RETURNS
from journey.projections.batch import Batch
from journey.projections.helpers import preceding
from journey.projections.timescales.spans import spans

NO_DAY: Final = -1
"""A day before every other: in no list on any day."""


def listed_to(batch: Batch, events: tuple[str, ...], position: str, ended_on: pl.Expr) -> pl.Expr:
    """``ended_on``, or ``NO_DAY`` where the fact of a position, of one of those events, is said by returns alone."""
    positions = batch.once(("in returns alone", events), lambda: _in_returns_alone(batch, events))
    return pl.when(pl.col(position).is_in(positions.implode())).then(NO_DAY).otherwise(ended_on)


def _in_returns_alone(batch: Batch, events: tuple[str, ...]) -> pl.Series:
    """The positions of the facts of those names of which neither the first nor the last to speak shows a list."""
    if batch.coverage.filter(pl.col("carries") == "latest only").is_empty():
        return pl.Series(dtype=pl.Int64)
    said = batch.said_by(batch.select(events, base=("position",))["position"])
    return said.filter(pl.col(name).is_in(YEARLY_RETURNS) for name in ("first_system", "last_system"))["position"]


def with_listed(batch: Batch, opened: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Adds ``listed_as`` to the spans of a kind: the position of what a list would hold, the span that each lies in."""
    if span.within is None:
        return opened.with_columns(listed_as="position")
    found = preceding(opened, spans(batch, span.within), ["position"], "outer_")
    return found.with_columns(listed_as=pl.coalesce("outer_position", "position")).drop("outer_key", "outer_position")
