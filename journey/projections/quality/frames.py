"""Findings as frames: what each check of the record's quality returns, and the stretches that several ask of."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.shapes import shape
from journey.projections.batch import DAY_BITS, Batch
from journey.projections.helpers import key_of
from journey.projections.holding.cases import paired
from journey.projections.timescales.day_tables import as_date

FINDING_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "finding": pl.String(),
    "on": pl.Int32(),
    "detail": pl.String(),
    "events": pl.List(pl.String()),
    "positions": pl.List(pl.Int64()),
    "list": pl.String(),
}
"""Columns of findings. ``on`` is null for what is of no day; ``list`` is the sheet where that is not the last of the
first fact's. ``events`` are the keys of the facts a finding rests on,
the one to put right first; ``positions`` those of the statements that first said them, in the same order."""

FOREVER: Final = (1 << DAY_BITS) - 2
"""The last day of what nothing has ended."""

STRETCH: Final = ("child", "key", "day", "fact", "position", "ended_on", "end_fact", "end_position", "until")


def none_found() -> pl.DataFrame:
    """No findings."""
    return pl.DataFrame(schema=FINDING_COLUMNS)


def told(
    frame: pl.DataFrame,
    finding: str | pl.Expr,
    on: str | None,
    detail: str | pl.Expr,
    *facts: str,
    sheet: str | None = None,
) -> pl.DataFrame:
    """A finding for each row. ``on`` names the column of its day; ``facts`` are the prefixes of the ``fact`` and
    ``position`` columns that it rests on (the empty one for the row's own); those that are null are left out. ``sheet``
    names the column of the sheet that says it."""
    return frame.select(
        "child",
        (pl.lit(finding) if isinstance(finding, str) else finding).alias("finding"),
        (pl.col(on) if on else pl.lit(None, pl.Int32)).cast(pl.Int32).alias("on"),
        (pl.lit(detail) if isinstance(detail, str) else detail).alias("detail"),
        (pl.col(sheet) if sheet else pl.lit(None, pl.String)).alias("list"),
        *(
            pl.concat_list(f"{prefix}{name}" for prefix in facts).list.drop_nulls().alias(plural)
            for name, plural in (("fact", "events"), ("position", "positions"))
        ),
    ).select(pl.col(name).cast(dtype) for name, dtype in FINDING_COLUMNS.items())


def stretches(batch: Batch, opened: str, ended: str, *fields: str) -> pl.DataFrame:
    """Everything of a kind, by the day it began: ``STRETCH`` and the fields.

    ``until`` is the last day: that of its end, or on which it was no longer listed for a lawful reason, or
    ``FOREVER``. ``ended_on``, ``end_fact`` and ``end_position`` are null where no end is recorded.
    """
    return batch.once(("stretches of", opened, ended, fields), lambda: _stretches(batch, opened, ended, fields))


def _stretches(batch: Batch, opened: str, ended: str, fields: tuple[str, ...]) -> pl.DataFrame:
    listed = ("not_listed_since",) if "not_listed_since" in shape(opened).fields else ()
    found = paired(batch, opened, ended, *listed, *fields)
    end_fact = pl.format(f"{{}}/{shape(ended).part}", "fact")
    return found.with_columns(
        pl.when(pl.col("ended_on").is_not_null()).then(end_fact).alias("end_fact"),
        pl.col("ended_position").alias("end_position"),
        pl.coalesce("ended_on", *listed, pl.lit(FOREVER, pl.Int32)).alias("until"),
    ).select(*STRETCH, *fields)


def inside(frame: pl.DataFrame, some: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add ``name``: whether one of the stretches was running on each row's day, its first and last day included.

    Both frames are sorted by key.
    """
    until = key_of("child", "until").cum_max()
    running = some.select(_began="key", _until=until).unique("_began", keep="last", maintain_order=True)
    found = frame.join_asof(running.set_sorted("_began"), left_on="key", right_on="_began", strategy="backward")
    # The greatest end of the children before lies below every key of this one.
    return found.with_columns((pl.col("_until") >= pl.col("key")).fill_null(False).alias(name)).drop("_until", "_began")


def without(batch: Batch, frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """The rows of which nothing is said of a field, not even a text in no code set."""
    odd = batch.remarks().filter(pl.col("kind") == "no code", pl.col("about") == field).select("child", "fact")
    return frame.filter(pl.col(field).is_null()).join(odd, on=["child", "fact"], how="anti", maintain_order="left")


def day_in_words(day: str | pl.Expr) -> pl.Expr:
    """A day (since 1900) as ISO text, for a detail."""
    return as_date(day).dt.to_string("%Y-%m-%d")
