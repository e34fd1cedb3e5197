"""Children not yet born: whether a child can be seen at all, and from which day on."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.helpers import key_of, look


def not_yet_born(batch: Batch) -> pl.DataFrame:
    """Per child in order, ``born`` and ``unborn``: whether that is still to come by the as-at day, as far as is known.

    Of a child of whom neither the day of birth nor an expected one is recorded, nobody says that it is unborn.
    """
    born = pl.col("born")
    to_come = (born > day_of(batch.as_at)).fill_null(False) | (born.is_null() & pl.col("expected").is_not_null())
    return batch.children.select("born", unborn=to_come)


def from_birth(batch: Batch, opened: pl.DataFrame) -> pl.DataFrame:
    """Moves the start of spans from before birth to the day of birth; ``opened`` has the columns of ``spans``.

    Adds ``unborn``: whether there is no day of the span on which the child was born.
    """
    children = not_yet_born(batch)
    found = opened.with_columns(
        born=look(children["born"], "child"), unborn=look(children["unborn"], "child").fill_null(False)
    )
    found = found.with_columns(unborn=pl.col("unborn") | (pl.col("ended_on") < pl.col("born")).fill_null(False))
    moved = ~pl.col("unborn") & (pl.col("born") > pl.col("started_on")).fill_null(False)
    found = found.with_columns(
        started_on=pl.when(moved).then("born").otherwise("started_on"),
        begun_before=pl.col("begun_before") & ~moved,
    )
    return found.with_columns(key=key_of("child", "started_on")).drop("born")
