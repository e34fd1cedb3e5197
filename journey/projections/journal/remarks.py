"""Remarks out of a journal: read from the columns that hold them, for the few facts that have any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from journey.domain.shapes import Shape, shape
from journey.domain.values import ALSO_WRITTEN, UNREAD
from journey.projections.effective import CAME_FROM
from journey.projections.journal.layout import NAMED, Layout, Slot
from journey.projections.quality.remark_frames import REMARK_COLUMNS, in_order
from journey.projections.quality.remarks import is_compared

Column = Callable[[str], pl.Series]
"""A column of a batch by its name, in the order of ``origin``."""

_LISTS = {UNREAD: "not read", ALSO_WRITTEN: "also written"}
"""Fields that hold what a remark is about, with the kind of remark."""


def remarks(
    placed: pl.DataFrame, aside: pl.DataFrame, column: Column, layout: Layout, sheets: pl.Series
) -> pl.DataFrame:
    """``REMARK_COLUMNS`` of facts that stand where ``placed`` says and of those ``aside`` (the same columns).

    ``sheets`` are those of the sources, by their number.
    """
    disputed = column("disputed").fill_null(False)
    withdrawn = disputed.gather(aside["origin"])
    found = [
        *_in_lists(placed, column, layout),
        *_of_bits(placed, column, layout, "no_code"),
        *_of_bits(placed, column, layout, "differs"),
        _of_days(placed, column),
        _told(placed.filter(disputed.gather(placed["origin"])), pl.lit("disputed"), pl.lit("")),
        _told(aside.filter(withdrawn), pl.lit("withdrawn"), pl.lit("")),
        _told(aside.filter(~withdrawn), pl.lit("set aside"), pl.lit("")),
    ]
    rows = pl.concat(found)
    names = pl.Series(layout.names)
    return in_order(
        rows.with_columns(
            names.gather(rows["event"]).alias("event"),
            column("fact").gather(rows["origin"]).alias("fact"),
            column("position").gather(rows["origin"]).alias("position"),
            pl.when(kind="not read").then(sheets.gather(column("unread_source").gather(rows["origin"]))).alias("sheet"),
        ).select(*REMARK_COLUMNS)
    )


def _told(rows: pl.DataFrame, kind: pl.Expr, about: pl.Expr) -> pl.DataFrame:
    return rows.select("child", "event", "day", "origin", kind=kind.cast(pl.String), about=about.cast(pl.String))


def _in_lists(placed: pl.DataFrame, column: Column, layout: Layout) -> Iterator[pl.DataFrame]:
    """Remarks of which the journal holds a list."""
    for field, kind in _LISTS.items():
        events = [layout.codes[name] for name, slots in layout.slots.items() if field in slots]
        name = next(slots[field].column for slots in layout.slots.values() if field in slots)
        own = placed.filter(column(name).is_not_null().gather(placed["origin"]), pl.col("event").is_in(events))
        said = own.with_columns(column(name).gather(own["origin"]).alias("about")).explode("about")
        yield _told(said, pl.lit(kind), pl.col("about"))


def _of_bits(placed: pl.DataFrame, column: Column, layout: Layout, name: str) -> Iterator[pl.DataFrame]:
    """Remarks on fields of which a bit says that there is one."""
    bits = column(name)
    some = placed.filter((bits.fill_null(0) != 0).gather(placed["origin"]))
    bits = bits.gather(some["origin"])
    for code in some["event"].unique().sort():
        of = shape(layout.names[code])
        for field, slot in layout.slots[of.name].items():
            if field == CAME_FROM:
                continue  # no value that a source states of the fact itself
            kind = _compared(field) if name == "differs" else _not_coded(of, field, slot)
            if kind:
                has = ((bits & (1 << slot.bit)) != 0).fill_null(False)
                yield _told(some.filter(has, pl.col("event") == code), pl.lit(kind), pl.lit(field))


def _compared(field: str) -> str | None:
    return "disagreement" if is_compared(field) else None


def _not_coded(of: Shape, field: str, slot: Slot) -> str | None:
    """What it is of a field that it says something which the journal cannot hold."""
    if slot.family == "day":
        return "sealed"
    return "no code" if of.fields[field] == "code" or (slot.family == "list" and field not in NAMED) else None


def _of_days(placed: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Facts of whose day another source says last another."""
    differs = column("day_differs").fill_null(False).gather(placed["origin"])
    return _told(placed.filter(differs), pl.lit("disagreement"), pl.lit("occurred_on"))
