"""Children not seen for longer than the standard of their kind of case, an interval of ``timescales.toml``."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.coverage.told_of_kind import told_of_kind
from journey.projections.drift.activity import opened
from journey.projections.drift.lasting import written
from journey.projections.helpers import look
from journey.projections.timescales.due import due_on
from journey.projections.unborn import not_yet_born
from journey.projections.visits import visits

STANDARDS: Final = {
    "cin": ("R12", "visit"),
    "cp": ("C10", "gap"),
    "looked_after": ("L07", "later"),
    "leaver": ("K03", "next"),
}
"""Kind of case → the rule and step whose limit is the longest that such a child goes unseen. Others have none."""

_TOLD_BY: Final = {
    "cin": ("CINVisitMade", "ChildSeen"),
    "cp": ("CPVisitMade",),
    "looked_after": ("LACVisitMade",),
    "leaver": ("LeaverVisitMade",),
}
"""Kind of case → what must be held for a day, for anybody to tell who was not seen by then."""

NOT_SEEN_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "since": pl.Int32(),
    "due": pl.Int32(),
    "days": pl.Int32(),
    "rule": pl.String(),
    "what": pl.String(),
    "detail": pl.String(),
    "positions": pl.List(pl.Int64()),
}
"""``since`` is the day last seen, or on which the case opened; ``due`` the last day of the standard after it; ``days``
are counted from ``since`` to the last day for which the data say who was seen."""


def not_seen(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Open cases whose child was last seen longer ago than the standard: ``NOT_SEEN_COLUMNS``.

    A visit counts unless the record says that the child was not seen; where it says neither, the line says so. Nothing
    is told beyond the data, or where no source says who was seen. An unborn child cannot be seen, and waits from birth.
    """
    last = _sightings(batch).unique("child", keep="last", maintain_order=True)
    since = held.filter("open").select("child", "la", "kind").join(opened(batch), on="child")
    since = since.join(last, on="child", how="left", maintain_order="left")
    since = since.join(told_of_kind(batch, _TOLD_BY), on=["la", "kind"])
    born = not_yet_born(batch)
    since = since.filter(~look(born["unborn"], "child")).with_columns(born=look(born["born"], "child"))
    since = since.with_columns(since=pl.coalesce("seen_on", pl.max_horizontal("opened", "born")))
    found = [_beyond(since.filter(pl.col("kind") == kind), *standard, batch) for kind, standard in STANDARDS.items()]
    return pl.concat(found)


def _sightings(batch: Batch) -> pl.DataFrame:
    """Days on which a child was seen, or visited without its being said: ``child, seen_on, sure, position``, sorted."""
    base = ("child", "key", "day", "position")
    seen = batch.select(("ChildSeen",), base=base).with_columns(sure=True)
    made = visits(batch).filter(pl.col("seen").is_in(["seen", "not recorded"]))
    made = made.with_columns(sure=pl.col("seen") == "seen").select(seen.columns)
    both = pl.concat([made, seen]).sort("key", "sure", maintain_order=True)
    return both.select("child", "sure", "position", seen_on="day")


def _beyond(since: pl.DataFrame, rule: str, step: str, batch: Batch) -> pl.DataFrame:
    late = since.with_columns(due_on((rule, step), since["since"]).alias("due"))
    late = late.filter(pl.col("told_to") > pl.col("due"))
    what = (
        pl.when(pl.col("seen_on").is_null() & (pl.col("born") == pl.col("since")))
        .then(pl.format("not seen since birth on {}", written("since")))
        .when(pl.col("seen_on").is_null())
        .then(pl.format("not seen since the case opened on {}", written("since")))
        .when("sure")
        .then(pl.format("last seen on {}", written("since")))
        .otherwise(pl.format("last visited on {}; whether seen is not recorded", written("since")))
    )
    block = timescale(rule, batch.as_at).step(step)
    found = late.select(
        "child",
        "since",
        "due",
        (pl.col("told_to") - pl.col("since")).alias("days"),
        pl.lit(rule).alias("rule"),
        what.alias("what"),
        pl.lit(f"seen within {block.limit} ({block.label})").alias("detail"),
        pl.concat_list("position").list.drop_nulls().alias("positions"),
    )
    return found.select(pl.col(name).cast(dtype) for name, dtype in NOT_SEEN_COLUMNS.items())
