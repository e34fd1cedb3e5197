"""P02: whether an open case kept its lead worker and its hub in the last twelve months, or since it opened."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import EPISODE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import answered, decided, earliest_within, none_known, open_spans
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import key_of, preceding
from journey.projections.holding.handoffs import HANDOFF, handoffs

_TOOK_ON: Final = ("HubTransferred",)


def same_worker(batch: Batch) -> pl.DataFrame:
    """A change that two files show counts where it lies in the time for certain; between files others may hide."""
    cases = _cases(batch, "same_worker")
    every = surely_all(batch, cases, ("WorkerAllocated",), "since", "today")
    moved = handoffs(batch).filter(pl.col("kind") == HANDOFF).join(cases.select("child", "since"), on="child")
    within = moved.filter(pl.col("day") > pl.col("since"))
    counted = within.group_by("child").agg(
        sure=(pl.coalesce("from_on", "day") > pl.col("since")).sum(),
        most=pl.len(),
        moves=pl.col("positions").explode().drop_nulls(),
    )
    found = cases.with_columns(every=every).join(counted, on="child", how="left", maintain_order="left")
    sure, most = pl.col("sure").fill_null(0), pl.col("most").fill_null(0)
    shown = pl.col("shown")
    answer = decided((most == 0) & pl.col("every") & shown, (sure > 0) & shown)
    return found.select(
        "child",
        "fact",
        pl.col("today").alias("day"),
        answer.alias("answer"),
        pl.format("{} changes of lead worker known", most).alias("detail"),
        pl.concat_list("position", pl.col("moves").fill_null([])).alias("behind"),
    )


def same_hub(batch: Batch) -> pl.DataFrame:
    """Only what was decided about the child counts, so that a reorganisation is no move."""
    cases = _cases(batch, "same_hub").with_columns(today_key=key_of("child", "today"))
    took = batch.select(_TOOK_ON, base=("key", "day", "position"))
    found = preceding(cases, took, ["day", "position"], "last_", on="today_key")
    moved = (pl.col("last_day") > pl.col("since")).fill_null(False)
    found = found.with_columns(last_position=pl.when(moved).then("last_position"))
    none = none_known(batch, found, _TOOK_ON, pl.col("since") + 1, "today")
    shown = pl.col("shown")
    return answered(found, decided(none & ~moved & shown, moved & shown), day="today",
                    behind=("position", "last_position"))  # fmt: skip


def _cases(batch: Batch, step: str) -> pl.DataFrame:
    """Open episodes with ``since``: the first day of the time asked about, or the day they opened if that is later."""
    first = pl.lit(day_of(earliest_within(("P02", step), batch.as_at)), pl.Int32())
    return open_spans(batch, EPISODE).with_columns(since=pl.max_horizontal("started_on", first))


ANSWERS: Final = {"same_worker": same_worker, "same_hub": same_hub}
