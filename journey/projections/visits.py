"""Visits: whether the child was seen, and seen alone, as four values each; nothing recorded is never a yes."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.coverage.covered import surely_all, surely_none
from journey.projections.helpers import look

VISITS: Final = ("CINVisitMade", "CPVisitMade", "LACVisitMade", "LeaverVisitMade")

SEEN: Final = ("seen", "not seen", "not applicable", "not recorded")
ALONE: Final = ("alone", "not alone", "not applicable", "not recorded")


STATUTORY: Final = ("CPVisitMade", "LACVisitMade")
"""Visits that a setting may say are made only to see the child."""

IMPLIES_SEEN: Final = "statutory_visit_implies_seen"
"""The setting that says so."""


def visits(batch: Batch, *events: str) -> pl.DataFrame:
    """Every visit (of some kinds): ``child, key, day, event, fact, seen, alone, position``, sorted.

    ``seen`` is one of ``SEEN`` and ``alone`` one of ``ALONE``. An unborn child is not applicable; one who was not seen
    was not seen alone. Annex A says of protection visits whether the child was seen alone, never whether seen: a child
    seen alone was seen, of any other it is not recorded, unless a setting of the batch says that such visits are made
    only to see the child.
    """
    kinds = events or VISITS
    found = with_unborn(
        batch.select(kinds, "seen", "seen_alone", base=("child", "key", "day", "event", "fact", "position")), batch
    )
    unborn, said, alone = pl.col("unborn"), pl.col("seen"), pl.col("seen_alone")
    implied = pl.col("event").is_in(STATUTORY) if IMPLIES_SEEN in batch.settings else pl.lit(False)
    seen = (
        pl.when(unborn).then(pl.lit("not applicable"))
        .when(said == "yes").then(pl.lit("seen"))
        .when(said == "no").then(pl.lit("not seen"))
        .when((alone == "yes").fill_null(False) | implied).then(pl.lit("seen"))
        .otherwise(pl.lit("not recorded"))
    )  # fmt: skip
    by_itself = (
        pl.when(unborn | (alone == "not-applicable")).then(pl.lit("not applicable"))
        .when(said == "no").then(pl.lit("not alone"))
        .when(alone == "yes").then(pl.lit("alone"))
        .when(alone == "no").then(pl.lit("not alone"))
        .otherwise(pl.lit("not recorded"))
    )  # fmt: skip
    told = (seen.alias("seen"), by_itself.alias("alone"))
    return found.select("child", "key", "day", "event", "fact", *told, "position")


def with_unborn(frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add ``unborn``: whether the child was not yet born on each row's ``day``, as far as is known."""
    born = look(batch.children.get_column("born"), "child")
    expected = look(batch.children.get_column("expected"), "child")
    not_born = born.is_null() & expected.is_not_null()
    return frame.with_columns(unborn=not_born | (born > pl.col("day")).fill_null(False))


def seen_in(batch: Batch, frame: pl.DataFrame, event: str, first: int, last: int) -> pl.DataFrame:
    """Add to a frame of children ``seen``: whether a visit of a kind found the child from one day to another, both
    included, and ``visit_position`` of the visit that tells.

    ``yes`` where one did; ``no`` where every visit is known, or the latest lies before, and none did; else ``cannot
    tell``: also where a visit was made and nobody recorded whether the child was seen.
    """
    within = visits(batch, event).filter(pl.col("day").is_between(first, last))
    best = pl.col("seen").replace_strict({"seen": 2, "not recorded": 1}, default=0, return_dtype=pl.Int8())
    told = within.with_columns(best.alias("best")).sort("child", "best", "key", maintain_order=True)
    told = told.unique("child", keep="last", maintain_order=True).select("child", "best", visit_position="position")
    found = frame.join(told, on="child", how="left", maintain_order="left").with_columns(
        window_from=pl.lit(first, pl.Int32()), window_to=pl.lit(last, pl.Int32())
    )
    none = pl.Series("none", surely_none(batch, found, (event,), "window_from", "window_to"))
    every = pl.Series("every", surely_all(batch, found, (event,), "window_from", "window_to"))
    answer = (
        pl.when(pl.col("best") == 2).then(pl.lit("yes"))
        .when(pl.col("best") == 1).then(pl.lit("cannot tell"))
        # A visit at which the child was not seen may hide an earlier one from a source that shows the latest only.
        .when(pl.col("best").is_null() & none | every).then(pl.lit("no"))
        .otherwise(pl.lit("cannot tell"))
    )  # fmt: skip
    return found.with_columns(answer.alias("seen")).drop("best", "window_from", "window_to")
