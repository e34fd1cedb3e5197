"""The part of a batch that drift is mostly asked of: children with something open."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import Batch


def of_open_cases(batch: Batch, held: pl.DataFrame) -> Batch:
    """The facts of children with something open, who are few of all that were ever known."""
    return batch.once("of open cases", lambda: batch.only(held["open"]))
