"""Until when each child's record must be kept, by which class and why, and whether a hold forbids disposing of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from journey.domain.calendar import birthday
from journey.domain.retention import ADOPTED, ADULT, MADE_BY, From, classes, step_of
from journey.domain.shapes import shapes
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.holding.cases import open_now

KEEP: Final = "keep"
DUE: Final = "due"
HELD: Final = "on hold"
CANNOT_TELL: Final = "cannot tell"
STATES: Final = (KEEP, DUE, HELD, CANNOT_TELL)

_BASE: Final = ("child", "day", "position")
_NOT_CHILDREN: Final = frozenset({"Imports", "The organisation", "Diagnostic"})
"""Stages of events that stand on other streams than a child's."""

_NO_CONTACT: Final = _NOT_CHILDREN | {"The record"}
"""Stages of events that are nothing that anybody did with the child."""

CLAIM_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "retention_class": pl.String(),
    "counted_from": pl.String(),
    "years": pl.Int32(),
    "from_on": pl.Int32(),
    "positions": pl.List(pl.Int64()),
}


def retention(batch: Batch) -> pl.DataFrame:
    """One row a child, in order: ``child, state, retention_class, counted_from, years, from_on, keep_until, held_since,
    positions``.

    The class that keeps longest counts; the record may be disposed of after ``keep_until``. ``cannot tell`` where the
    day from which any class counts is not known, or nothing on the record makes one of a class. Days are Int32;
    ``positions`` those of the events behind it, a hold's included.
    """
    claims = with_ends(claims_of(batch))
    unknown = claims.filter(pl.col("keep_until").is_null()).unique("child", keep="first", maintain_order=True)
    longest = claims.filter(pl.col("keep_until").is_not_null()).sort("keep_until", descending=True, maintain_order=True)
    counts = pl.concat([unknown, longest]).unique("child", keep="first", maintain_order=True)
    held = open_now(batch, "LegalHoldPlaced", "LegalHoldLifted").select(
        "child", held_since="day", hold=pl.col("position")
    )
    found = batch.children.select("child").join(counts, on="child", how="left").join(held, on="child", how="left")
    hold = pl.when(pl.col("hold").is_not_null()).then(pl.concat_list("hold")).otherwise(_NOTHING)
    return found.select(
        "child",
        _state(day_of(batch.as_at)).alias("state"),
        *("retention_class", "counted_from", "years", "from_on", "keep_until", "held_since"),
        pl.concat_list(pl.col("positions").fill_null(_NOTHING), hold)
        .list.unique(maintain_order=True)
        .alias("positions"),
    ).sort("child")


_NOTHING = pl.lit([], pl.List(pl.Int64()))


def _state(today: int) -> pl.Expr:
    return (
        pl.when(pl.col("held_since").is_not_null())
        .then(pl.lit(HELD))
        .when(pl.col("keep_until").is_null())
        .then(pl.lit(CANNOT_TELL))
        .when(pl.col("keep_until") < today)
        .then(pl.lit(DUE))
        .otherwise(pl.lit(KEEP))
    )


def facts_behind(batch: Batch, kept: pl.DataFrame) -> dict[int, str]:
    """The fact key behind each position that the rows of ``retention`` name."""
    named = kept.select(pl.col("positions").explode().alias("position")).drop_nulls().unique()
    found = batch.select(_every(), base=("position", "fact")).join(named, on="position", how="semi")
    return dict(found.select("position", "fact").iter_rows())


def claims_of(batch: Batch) -> pl.DataFrame:
    """Every class that applies to a child, and from when it counts (null: not known): ``CLAIM_COLUMNS``."""
    found = [frame for of, rule in classes().items() for frame in _claims(batch, of, {s.name for s in rule.steps})]
    return pl.concat([pl.DataFrame(schema=CLAIM_COLUMNS), *(frame.select(*CLAIM_COLUMNS) for frame in found)])


def with_ends(claims: pl.DataFrame) -> pl.DataFrame:
    """With ``keep_until``, the anniversary: 29 February has its own on 1 March in other years."""
    days = claims.select("from_on", "years").unique().drop_nulls()
    ends = [day_of(birthday(date_of(day), years)) for day, years in days.rows()]
    table = days.with_columns(pl.Series("keep_until", ends, pl.Int32))
    return claims.join(table, on=["from_on", "years"], how="left", maintain_order="left")


def _claims(batch: Batch, of: str, steps: set[str]) -> Iterator[pl.DataFrame]:
    made = _made(batch, of)
    if made.is_empty():
        return
    if "order" in steps:
        yield _claim(batch, of, "order", made.with_columns(from_on="day", positions=pl.concat_list("position")))
    if "last_contact" in steps:
        last = _last_contact(batch)
        both = pl.concat_list("position", "last_position")
        joined = made.join(last, on="child", how="left")
        yield _claim(batch, of, "last_contact", joined.with_columns(from_on="last_day", positions=both))
    if "birth" in steps:
        joined = made.join(batch.children.select("child", "born"), on="child", how="left").with_columns(
            positions=pl.concat_list("position")
        )
        died = _died_young(batch) if "death" in steps else _NOBODY
        yield _claim(batch, of, "birth", joined.join(died, on="child", how="anti").with_columns(from_on="born"))
        yield _claim(batch, of, "death", joined.join(died, on="child").with_columns(from_on="died"))


_NOBODY = pl.DataFrame(schema={"child": pl.UInt32, "died": pl.Int32})


def _claim(batch: Batch, of: str, since: From, frame: pl.DataFrame) -> pl.DataFrame:
    step = step_of(of, since, batch.as_at)
    years = step.limit.value if step and step.limit else None
    return frame.with_columns(
        retention_class=pl.lit(of, pl.String), counted_from=pl.lit(since, pl.String), years=pl.lit(years, pl.Int32)
    )


def _made(batch: Batch, of: str) -> pl.DataFrame:
    """The last event that makes a record of a class, one row a child."""
    found = batch.select(MADE_BY[of], base=_BASE)
    if of == "adoption":
        left = batch.select(("CeasedLookedAfter",), base=_BASE, where=(("reason", ADOPTED),))
        found = pl.concat([found, left]).sort("child", "day", maintain_order=True)
    return found.unique("child", keep="last", maintain_order=True)


def _last_contact(batch: Batch) -> pl.DataFrame:
    names = tuple(name for name in _every() if shapes()[name].stage not in _NO_CONTACT)
    found = batch.select(names, base=_BASE).unique("child", keep="last", maintain_order=True)
    return found.rename({"day": "last_day", "position": "last_position"})


def _every() -> tuple[str, ...]:
    return tuple(name for name, kind in shapes().items() if kind.series != "record" and kind.stage not in _NOT_CHILDREN)


def _died_young(batch: Batch) -> pl.DataFrame:
    """``child, died`` of those shown to have died before they were adults."""
    died = batch.registered("date_of_death").select("child", died="date_of_death").drop_nulls()
    told = died.join(batch.children.select("child", "born").drop_nulls(), on="child")
    grown = [day_of(birthday(date_of(born), ADULT)) for born in told["born"].to_list()]
    return (
        told.with_columns(pl.Series("grown", grown, pl.Int32))
        .filter(pl.col("died") < pl.col("grown"))
        .select("child", "died")
    )
