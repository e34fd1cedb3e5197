"""Which hub was responsible for a child, and how that changed: by decision about the child or by reorganisation."""

from __future__ import annotations

import polars as pl

from journey.projections.batch import Batch
from journey.projections.helpers import key_of, look
from journey.projections.holding.allocations import changes
from journey.projections.holding.cases import breaks, unbroken
from journey.projections.organisation.structure import UNKNOWN, Merger, Structure

_SAID = ("child", "key", "day", "seq", "exact", "since", "team", "hub", "position", "merged")
_RAW = _SAID[:-1]
_BASE = ("child", "key", "day", "seq", "position")


def hubs(batch: Batch, structure: Structure = UNKNOWN) -> pl.DataFrame:
    """Which hub a child was with, said by said, in order: ``child, key, day, seq, exact, since, team, hub, position,
    merged``.

    From allocations, transfers, and the hubs that teams belong to (then ``team`` says which). ``merged`` rows are those
    of a merger, which moves every child of a hub without a decision about any.
    """
    return batch.once(("hubs", structure), lambda: _hubs(batch, structure))


def _hubs(batch: Batch, structure: Structure) -> pl.DataFrame:
    said = pl.concat([_allocated(batch), _transferred(batch), _of_teams(batch, structure)]).filter(
        pl.col("hub").is_not_null()
    )
    said = said.with_columns(merged=pl.lit(False)).select(_SAID).sort("key", "seq")
    for merger in structure.mergers:
        said = _after(merger, said, batch)
    return said


def hub_changes(batch: Batch, structure: Structure = UNKNOWN) -> pl.DataFrame:
    """Changes of hub, as ``allocations.changes`` gives them, with ``remapped``: whether only the organisation changed.

    That is so for a merger, for a hub taken apart whose work went to the other hub, and for a team that now belongs to
    another hub.
    """
    said = hubs(batch, structure)
    team_stayed = (pl.col("team") == pl.col("team").shift(1)).fill_null(False)
    reasons = said.select("key", "seq", "merged", pl.col("hub").alias("to"), team_stayed.alias("team_stayed"))
    changed = changes(said, "hub").join(
        reasons.unique(["key", "seq", "to"], keep="first", maintain_order=True),
        on=["key", "seq", "to"],
        how="left",
        maintain_order="left",
    )
    apart = _taken_apart(changed, batch, structure)
    remapped = pl.col("merged") | pl.col("team_stayed") | pl.lit(apart)
    return changed.with_columns(remapped.alias("remapped")).drop("merged", "team_stayed")


def _allocated(batch: Batch) -> pl.DataFrame:
    said = batch.select(("WorkerAllocated",), "hub", base=_BASE)
    return said.with_columns(exact=True, since=pl.col("day"), team=pl.lit(None, pl.String())).select(_RAW)


def _transferred(batch: Batch) -> pl.DataFrame:
    """Transfers that were accepted, to the hub that was agreed."""
    agreed = batch.select(("HubTransferAgreed",), "to_hub", base=("child", "start", "ordinal")).rename(
        {"to_hub": "hub"}
    )
    accepted = batch.select(("HubTransferred",), base=(*_BASE, "start", "ordinal")).join(
        agreed, on=["child", "start", "ordinal"], how="left", maintain_order="left"
    )
    return accepted.with_columns(exact=True, since=pl.col("day"), team=pl.lit(None, pl.String())).select(_RAW)


def _of_teams(batch: Batch, structure: Structure) -> pl.DataFrame:
    """The hub of the team that held the case, where a team is all that was said."""
    schema = {"la": pl.String(), "mapped_on": pl.Int32(), "team": pl.String(), "hub": pl.String()}
    mapped = pl.DataFrame(structure.teams, schema, orient="row").sort("mapped_on")
    shown = batch.select(("AllocationObserved",), "team", base=(*_BASE, "known_from")).with_columns(
        exact=False, since=pl.coalesce("known_from", pl.lit(0, pl.Int32()))
    )
    allocated = batch.select(("WorkerAllocated",), "team", "hub", base=_BASE).filter(pl.col("hub").is_null())
    recorded = allocated.with_columns(exact=True, since=pl.col("day"))
    raw = [name for name in _RAW if name != "hub"]
    both = pl.concat([shown.select(raw), recorded.select(raw)])
    of_la = both.join(batch.children.select("child", "la"), on="child").filter(pl.col("team").is_not_null())
    found = of_la.sort("day").join_asof(
        mapped, left_on="day", right_on="mapped_on", by=["la", "team"], strategy="backward", check_sortedness=False
    )
    return found.select(_RAW)


def _after(merger: Merger, said: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """What is said of hubs once a merger is known: its children are with the new hub, whatever name is still used."""
    of_la = batch.children.filter(pl.col("la") == merger.la).select("child")
    old_name = (
        (pl.col("hub") == merger.hub) & (pl.col("day") >= merger.day) & pl.col("child").is_in(of_la["child"].implode())
    )
    said = said.with_columns(pl.when(old_name).then(pl.lit(merger.into)).otherwise("hub").alias("hub"))
    before = said.filter(pl.col("day") < merger.day).unique("child", keep="last", maintain_order=True)
    with_hub = before.filter(pl.col("hub") == merger.hub).join(of_la, on="child", how="semi")
    moved = with_hub.with_columns(
        pl.col("key").alias("last_said"),
        pl.lit(merger.day, pl.Int32()).alias("day"),
        pl.lit(merger.day, pl.Int32()).alias("since"),
        pl.lit(merger.into).alias("hub"),
        pl.lit(merger.position, pl.Int64()).alias("position"),
        exact=True,
        merged=True,
        team=pl.lit(None, pl.String()),
    ).with_columns(key_of("child", "day").alias("key"))
    open_then = unbroken(moved, "last_said", breaks(batch)).select(_SAID)
    return pl.concat([said, open_then]).sort("key", "seq", maintain_order=True)


def _taken_apart(changed: pl.DataFrame, batch: Batch, structure: Structure) -> pl.Series:
    """For each change, whether the earlier hub had been taken apart and its work went to the later one."""
    schema = {"la": pl.String(), "from": pl.String(), "to": pl.String(), "split_on": pl.Int32()}
    splits = pl.DataFrame([(one.la, one.hub, one.into, one.day) for one in structure.splits], schema, orient="row")
    first = splits.unique(["la", "from", "to"], keep="first", maintain_order=True)
    of_la = changed.select("from", "to", "day", la=look(batch.children["la"], "child"))
    rows = of_la.join(first, on=["la", "from", "to"], how="left", maintain_order="left")
    return rows.select((pl.col("split_on") <= pl.col("day")).fill_null(False)).to_series()
