"""Of which events the imported files hold what, for which days: ``holdings`` as the coverage of a batch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from journey.projections.batch import COVERAGE_COLUMNS, day_of
from journey.projections.coverage.holdings import Declarations as Declarations
from journey.projections.coverage.holdings import holdings
from journey.projections.standpoint import Standpoint
from journey.store.log import Log


def carried(log: Log, at: Standpoint, declarations: Declarations, las: Iterable[str]) -> pl.DataFrame:
    """What the files hold that were known at the standpoint, up to its as-at day: ``COVERAGE_COLUMNS``.

    ``las`` are the authorities in the store.
    """
    rows = [
        (la, held.event, held.carries, None if held.first is None else day_of(held.first), day_of(held.last))
        for la, held in holdings(log, at, declarations, las)
    ]
    return pl.DataFrame(rows, COVERAGE_COLUMNS, orient="row")


def cut(coverage: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """What was held as at an earlier day: nothing after it, and of what is shown by file no later file."""
    last = day_of(as_at)
    every = pl.col("carries").is_in(("every", "of some"))
    began = pl.col("from").is_null() | (pl.col("from") <= last)
    until = pl.when(every).then(pl.min_horizontal("to", pl.lit(last, pl.Int32()))).otherwise("to")
    return coverage.filter(pl.when(every).then(began).otherwise(pl.col("to") <= last)).with_columns(until.alias("to"))
