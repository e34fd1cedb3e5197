"""The effective history in columns: many statements about one fact become what stands.

The same steps in the same order as ``journey.projections.effective``, which defines them; this is for many children.
"""

from __future__ import annotations

import polars as pl

from journey.domain.values import UNREAD
from journey.projections.journal.differing import says, with_differences
from journey.projections.journal.going_on import INFERRED, going_on
from journey.projections.journal.joins import Moves, standing
from journey.projections.journal.keys import key_pieces, thing
from journey.projections.journal.layout import DTYPES, Layout, Slot
from journey.projections.journal.roles import Role
from journey.projections.journal.weight import WEIGHT, WITHIN, shows_latest, weighed

BASE: dict[str, pl.DataType] = {
    "cluster": pl.UInt32(),
    "event": pl.UInt8(),
    "fact": pl.String(),
    "start": pl.Int32(),
    "ordinal": pl.Int32(),
    "day": pl.Int32(),
    "minute": pl.Int16(),
    "occurred_from": pl.Int32(),
    "precision": pl.UInt8(),
    "position": pl.Int64(),
    "known_on": pl.Int32(),
    "known_from": pl.Int32(),
    "recorded_on": pl.Int32(),
    "source": pl.UInt32(),
    "first_source": pl.UInt32(),
    "no_code": pl.UInt64(),
    "differs": pl.UInt64(),
    "day_differs": pl.Boolean(),
    "disputed": pl.Boolean(),
    "unread_source": pl.UInt32(),
    "aside": pl.Boolean(),
}
"""Columns of a fact besides its slots. ``position`` and ``recorded_on`` are those of the first statement about it.

``source`` is that of the last statement about it, ``first_source`` of the one that was known first. ``no_code`` holds,
as bits, the slots with text in no code set, ``differs`` those of which another source says last something else (for
the day it happened: ``day_differs``). ``disputed``: one source says last that it is so, another that it is not.
``unread_source`` is that of the last statement that names values not read. ``aside``: it does not stand, because only
dates that went back say it, or because it was retracted though another source states it.
"""


def resolve(rows: pl.DataFrame, sources: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The facts that visible statements come to, those that stand and those ``aside``: ``BASE`` and the slots.

    ``rows`` are statements with the ``cluster`` (child) that each belongs to and the ``record`` (its place among those
    of the child), and hold every visible statement about the things they speak of. Facts after the as-at day are still
    among the result.
    """
    dtypes = BASE | {name: DTYPES[slot.family] for name, slot in layout.columns.items()}
    kept = standing(rows)
    if kept.is_empty():
        return pl.DataFrame(schema=dtypes)
    moves = Moves(kept)
    rows = _set_aside(weighed(kept, sources), layout)
    found = _found(rows, moves, layout)
    pairs = going_on(found, layout)
    if not pairs.is_empty():
        moves.add(pairs.select("cluster", "one", "other").iter_rows())
        again = pl.col("cluster").is_in(pairs["cluster"].unique().implode())
        found = pl.concat([found.filter(~again), _found(rows.filter(again), moves, layout)])
    facts = _without_retracted(found)
    if moves:
        whole = found.filter(pl.col("key") == pl.col("root"))
        facts = _shown(facts, moves, whole)
    return facts.select(pl.col(name).cast(dtype) for name, dtype in dtypes.items())


def _found(rows: pl.DataFrame, moves: Moves, layout: Layout) -> pl.DataFrame:
    """The facts that weighed statements come to, retracted ones among them, under the key that stands for all."""
    ordered = _keyed(rows, moves)
    ordered = ordered.sort("cluster", "key", *WEIGHT).with_columns(
        ((pl.col("cluster") != pl.col("cluster").shift()) | (pl.col("key") != pl.col("key").shift()))
        .fill_null(False)
        .cum_sum()
        .alias("group"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("at"),
    )
    return _facts(ordered, layout)


def _keyed(rows: pl.DataFrame, moves: Moves) -> pl.DataFrame:
    """With ``root`` (the thing) and ``key`` (one for all keys of a fact)."""
    rows = rows.with_columns(thing().alias("thing"))
    if not moves:
        return rows.with_columns(root="thing", key="fact")
    rows = rows.join(moves.roots(), on=["cluster", "thing"], how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("root").fill_null(pl.col("thing")))
    part = pl.col("fact").str.slice(pl.col("thing").str.len_chars())
    return rows.with_columns((pl.col("root") + part).alias("key"))


def _set_aside(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """With ``aside``: a latest date before one that its source had said before.

    What a person says is never set aside, and a person's date is what the source is compared with from then on.
    """
    series = ["child", "event", "system"]
    is_latest = shows_latest(layout) & (pl.col("role") == Role.SAY)
    latest = rows.filter(is_latest & pl.col("day").is_not_null()).sort(*series, *WITHIN)
    latest = latest.with_columns((~pl.col("from_file")).cum_sum().over(series).alias("since"))
    before = pl.col("day").cum_max().shift().over(*series, "since")
    back = latest.filter(pl.col("from_file") & (pl.col("day") < before))["position"]
    return rows.with_columns(pl.col("position").is_in(back.implode()).alias("aside"))


def _facts(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """One row per fact, from statements sorted by fact and weight and numbered by ``group`` and ``at``.

    Every field comes from the last statement that says it: the greatest ``at`` among those.
    """
    said, counts = pl.col("role") == Role.SAY, ~pl.col("aside")
    on_existence = said | pl.col("role").is_in([Role.RETRACT, Role.REINSTATE])
    on_day = said | (pl.col("role") == Role.MOVE)
    on_sure_day = on_day & (pl.col("precision") != INFERRED)
    slots = _used(rows, layout)
    found = rows.group_by("group", maintain_order=True).agg(
        pl.when(said).then("at").min().alias("said"),
        pl.when(said & counts).then("at").max().alias("last_said"),
        pl.when(on_existence & counts).then("at").max().alias("exists"),
        _last(on_sure_day & counts, on_day & counts).alias("dated"),
        _last(on_sure_day, on_day).alias("dated_aside"),
        (~counts).all().alias("nothing_counts"),
        pl.when(said).then("known_on").min().alias("known_on"),
        pl.col("position").min(),
        pl.col("at").max().alias("last"),
        *(pl.when(says(slot) & counts).then("at").max().alias(name) for name, slot in slots.items()),
    )
    found = found.filter(pl.col("said").is_not_null()).with_columns(
        pl.coalesce("dated", pl.when("nothing_counts").then("dated_aside")).alias("dated")
    )
    found = _first_known(rows, found)
    facts = _gathered(rows, found, slots, layout)
    return with_differences(facts, rows, found["group"], slots, layout)


def _last(better: pl.Expr, else_: pl.Expr) -> pl.Expr:
    """The place of the last statement of the better kind; where there is none, of the other."""
    return pl.coalesce(pl.when(better).then("at").max(), pl.when(else_).then("at").max())


def _used(rows: pl.DataFrame, layout: Layout) -> dict[str, Slot]:
    """The slots of which these statements say anything."""
    counts = rows.select(pl.col(name).count() for name in layout.columns).row(0)
    no_code = rows.select(pl.col("no_code").bitwise_or()).item() or 0
    both = zip(layout.columns.items(), counts, strict=True)
    return {name: slot for (name, slot), count in both if count or no_code & (1 << slot.bit)}


def _first_known(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """With ``known_from`` and the place (``first``) of those who knew first, and ``recorded_on`` of the first statement
    in the log."""
    saying = rows.lazy().filter(pl.col("role") == Role.SAY)
    known_from = saying.group_by("group", "known_on").agg(pl.col("known_from").max(), pl.col("at").min().alias("first"))
    joined = found.lazy().join(known_from, on=["group", "known_on"], how="left", maintain_order="left")
    recorded = rows.lazy().select("position", "recorded_on")
    return joined.join(recorded, on="position", how="left", maintain_order="left").collect()


def _gathered(rows: pl.DataFrame, found: pl.DataFrame, slots: dict[str, Slot], layout: Layout) -> pl.DataFrame:
    """The values at the places found."""
    said = found["said"]
    dated = found["dated"].fill_null(said)
    event = rows["event"].gather(said)
    nowhere = pl.Series([None], dtype=pl.UInt32).new_from_index(0, found.height)
    observed = event.is_in(layout.with_series("observed"))
    columns = {name: rows[name].gather(said) for name in ("cluster", "root", "key", "start", "ordinal")}
    columns |= {name: rows[name].gather(dated) for name in ("minute", "occurred_from", "precision")}
    columns |= {name: found[name] for name in ("position", "known_on", "known_from", "recorded_on")}
    columns |= {
        "event": event,
        "day": rows["day"].gather(found["dated"]),
        "source": rows["source"].gather(found["last"]),
        "first_source": rows["source"].gather(found["first"]),
        "retracted": (rows["role"].gather(found["exists"]) == Role.RETRACT).fill_null(False),
        "aside": found["exists"].is_null(),
    }
    no_code = pl.zeros(found.height, pl.UInt64, eager=True)
    unread = {own[UNREAD].column for own in layout.slots.values() if UNREAD in own}
    for name, slot in layout.columns.items():
        # What was observed before the latest observation is not so any more, unless it says so again.
        at = found[name] if name in slots else nowhere
        at = at.zip_with((~observed | (at >= found["last_said"])).fill_null(False), nowhere)
        columns[name] = rows[name].gather(at).cast(DTYPES[slot.family])
        if name in unread:
            columns["unread_source"] = rows["source"].gather(at)
        if name in slots:
            no_code = no_code | (rows["no_code"].gather(at).fill_null(0) & (1 << slot.bit))
    return pl.DataFrame(columns).with_columns(no_code.alias("no_code"), fact="key")


def _without_retracted(facts: pl.DataFrame) -> pl.DataFrame:
    """Without what was retracted; the end of a retracted thing is retracted with it. What is disputed stays, aside."""
    retracted = facts.filter("retracted").select("cluster", pl.col("key").alias("root")).unique()
    facts = facts.join(retracted.with_columns(gone=True), on=["cluster", "root"], how="left", maintain_order="left")
    gone = pl.col("retracted") | pl.col("gone").fill_null(False)
    return facts.filter(~gone | pl.col("disputed")).with_columns(pl.col("aside") | gone)


def _shown(facts: pl.DataFrame, moves: Moves, resulting: pl.DataFrame) -> pl.DataFrame:
    """With joined facts under the key of the start date that resulted."""
    shown = moves.shown(resulting.select("cluster", "key", "day").iter_rows())
    facts = facts.join(shown, on=["cluster", "root"], how="left", maintain_order="left")
    part = pl.col("key").str.slice(pl.col("root").str.len_chars())
    fact = pl.coalesce(pl.col("shown") + part, pl.col("key"))
    return facts.with_columns(fact.alias("fact")).with_columns(key_pieces())
