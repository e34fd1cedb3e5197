"""The quality of the record: everything about a child's journey that somebody should look at or put right.

Findings are warnings on replay and never change the record. Each names the facts it rests on. A check is a function
from a batch to a frame of ``FINDING_COLUMNS``, in the ``CHECKS`` of its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import polars as pl

from journey.projections.batch import Batch, date_of
from journey.projections.quality import child as quality_child
from journey.projections.quality import counts as quality_counts
from journey.projections.quality import overlaps as quality_overlaps
from journey.projections.quality import record as quality_record
from journey.projections.quality import rules as quality_rules
from journey.projections.quality import same as quality_same
from journey.projections.quality import sources as quality_sources
from journey.projections.quality.same import ANSWER_COLUMNS, across, shared

Check = Callable[[Batch], pl.DataFrame]

CHECKS: Final[tuple[Check, ...]] = (
    *quality_record.CHECKS,
    *quality_overlaps.CHECKS,
    *quality_rules.CHECKS,
    *quality_child.CHECKS,
    *quality_counts.CHECKS,
    *quality_same.CHECKS,
    *quality_sources.CHECKS,
)
"""Every check of single children."""


def findings(batch: Batch) -> pl.DataFrame:
    """What there is to look at in each child's own history: ``FINDING_COLUMNS``."""
    return pl.concat(check(batch) for check in CHECKS)


def quality(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """One row a finding, by child and day: ``child_id, la, stream, finding, on, detail, list, events, positions``.

    ``list`` is the sheet of the latest file that says the first of the facts, of a value not read that in which it
    stands (empty for what a person recorded),
    ``events`` the keys of the facts it rests on.
    """
    found, may_be_shared = [pl.DataFrame(schema=ANSWER_COLUMNS)], []
    for batch in batches:
        found.append(_answers(batch, findings(batch)))
        may_be_shared.append(shared(batch))
    rows = pl.concat([*found, across(may_be_shared)])
    order = ("la", "child_id", "on", "finding", "detail", "events")
    rows = rows.sort(*order[:-1], pl.col("events").list.join(" "), nulls_last=False)
    return [{**row, "on": None if row["on"] is None else date_of(row["on"])} for row in rows.iter_rows(named=True)]


def _answers(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Findings as ``ANSWER_COLUMNS``: with the child, and the list that says the first of the facts."""
    rows = found.with_columns(position=pl.col("positions").list.first())
    rows = rows.join(batch.said_by(rows["position"]), on="position", how="left", maintain_order="left")
    rows = rows.with_columns(pl.coalesce("list", "sheet").fill_null("").alias("list"))
    return rows.join(batch.children, on="child", how="left", maintain_order="left").select(*ANSWER_COLUMNS)
