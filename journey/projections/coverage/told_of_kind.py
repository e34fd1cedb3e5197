"""For which days the data say what is done in a kind of case: without them nobody can tell that nothing was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.coverage.covered import held, joined

_COLUMNS: Final = {"la": pl.String(), "kind": pl.String(), "told_from": pl.Int32(), "told_to": pl.Int32()}


def told_of_kind(batch: Batch, told_by: Mapping[str, Iterable[str]]) -> pl.DataFrame:
    """``la, kind, told_from, told_to`` (days): the last stretch without a gap for which an event of the kind is held.

    ``told_by`` is kind of case → the events of which any one must be held. A kind of which none is held is left out. A
    file that shows the latest only speaks for all the days up to its own.
    """
    rows = []
    for la in batch.coverage["la"].unique().sort():
        for kind, events in told_by.items():
            ends = [end for name in events if (end := _last_stretch(batch, la, name))]
            if ends:
                last = max(to for _, to in ends)
                rows.append((la, kind, min(first for first, to in ends if to == last), last))
    return pl.DataFrame(rows, _COLUMNS, orient="row")


def _last_stretch(batch: Batch, la: str, event: str) -> tuple[int, int] | None:
    """The last stretch of days, up to the as-at day, for which one event is held."""
    as_at = day_of(batch.as_at)
    files = [to for _, to in held(batch, la, event, "latest only") if to <= as_at]
    stretches = joined(held(batch, la, event, "every"))
    found = [(first, min(to, as_at)) for first, to in stretches if first <= as_at]
    return max([*found, *((0, to) for to in files)], key=lambda one: (one[1], -one[0]), default=None)
