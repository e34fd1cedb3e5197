"""Which statements stand alone: nothing else in the log bears on their fact, whatever is known at whatever day.

Only these go past the effective history untouched. Corrected, retracted and moved facts, facts said twice, and latest
dates of a source that once went back, are mixed, together with every statement about the same thing.
"""

from __future__ import annotations

import polars as pl

from journey.projections.journal.going_on import of_what_goes_on
from journey.projections.journal.keys import thing
from journey.projections.journal.layout import Layout
from journey.projections.journal.roles import Role
from journey.projections.journal.weight import WITHIN, shows_latest, weighed


def split(statements: pl.DataFrame, sources: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Statements that stand alone, and all others. ``sources`` as ``weight.sources_frame`` makes them."""
    seeds = _seeds(statements, sources, layout)
    if seeds.is_empty():
        return statements, statements.clear()
    busy = pl.col("child").is_in(seeds["child"].unique().implode())
    rows = statements.with_row_index("row")
    mixed = (
        rows.lazy()
        .filter(busy)
        .select("row", "child", thing().alias("thing"))
        .join(seeds.lazy(), on=["child", "thing"], how="semi")
        .collect()["row"]
    )
    is_mixed = pl.zeros(rows.height, pl.Boolean, eager=True).scatter(mixed, True)
    return statements.filter(~is_mixed), statements.filter(is_mixed)


def _seeds(rows: pl.DataFrame, sources: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Things (child, thing) that have more than one statement bearing on one of their facts."""
    about = rows.filter(pl.col("role") != Role.SAY)
    said_twice = rows.filter((pl.col("fact").hash() ^ pl.col("child").hash()).is_duplicated())
    withdrawn = rows.join(
        about.filter(pl.col("target").is_not_null()).select("child", pl.col("target").alias("version")).unique(),
        on=["child", "version"],
        how="semi",
    )
    said = weighed(rows.filter(pl.col("role") == Role.SAY), sources)
    latest = said.filter(shows_latest(layout))
    parts = [
        *(frame.select("child", thing().alias("thing")) for frame in (about, said_twice, withdrawn)),
        _unsteady(latest).select("child", thing().alias("thing")),
        about.filter(pl.col("moved_to").is_not_null()).select("child", pl.col("moved_to").alias("thing")),
        of_what_goes_on(rows, layout).select("child", thing().alias("thing")),
    ]
    return pl.concat(parts).unique()


def _unsteady(latest: pl.DataFrame) -> pl.DataFrame:
    """The statements of every series of latest dates (child, source, event) that does not only go forward."""
    series = ["child", "event", "system"]
    ordered = latest.sort(*series, *WITHIN)
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in series)
    back = ordered.filter(same & (pl.col("day").is_null() | (pl.col("day") < pl.col("day").shift())))
    return ordered.join(back.select(series).unique(), on=series, how="semi")
