"""Remarks on the facts of many children, as a frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from journey.projections.effective import Fact
from journey.projections.quality.remarks import remarks_on

REMARK_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "event": pl.String(),
    "fact": pl.String(),
    "day": pl.Int32(),
    "position": pl.Int64(),
    "kind": pl.String(),
    "about": pl.String(),
    "sheet": pl.String(),
}
"""Columns of ``Batch.remarks``, sorted by child, day, fact, kind and about. ``kind`` is one of ``remarks.KINDS``;
``about`` the column with the problem, the field, or the field and the lists that say something else; empty for what
was set aside, is disputed or was withdrawn. ``sealed`` is a date that this reader cannot open. ``position`` is that of
the statement which first said the fact; ``sheet``, of a value not read, that in which it stands."""


def remark_rows(facts: Iterable[tuple[int, int | None, Fact]]) -> pl.DataFrame:
    """``REMARK_COLUMNS`` of facts, each with its child and day (since 1900)."""
    rows = [
        (child, fact.event, fact.key, day, min(s.position for s in fact.said), *remark)
        for child, day, fact in facts
        for remark in remarks_on(fact)
    ]
    return in_order(pl.DataFrame(rows, REMARK_COLUMNS, orient="row"))


def in_order(remarks: pl.DataFrame) -> pl.DataFrame:
    """Remarks in the order in which they are told."""
    return remarks.sort("child", "day", "fact", "kind", "about")
