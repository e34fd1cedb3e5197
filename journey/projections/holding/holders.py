"""Who holds each child's case as at a day, and what kind of case it is: what every list of children also says."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.coverage.complete import is_complete
from journey.projections.helpers import key_of, same
from journey.projections.holding.allocations import CONSULTANT, LEAD, Role, allocations
from journey.projections.holding.case_kinds import with_kind
from journey.projections.holding.cases import breaks, open_cases, unbroken
from journey.projections.organisation.local_setting_frames import in_force, nobodies
from journey.projections.organisation.responsible_hub import hubs
from journey.projections.organisation.structure import UNKNOWN, Structure

UNALLOCATED: Final = "unallocated"
NOT_KNOWN: Final = "not known"

_ADMINISTRATIVE: Final = frozenset({"#n/a", "-", "blank", "n/a", "null"})
"""What stands for no worker without saying that anybody keeps an eye on the case."""


def holders(batch: Batch, structure: Structure = UNKNOWN, shown_role: Role = LEAD) -> pl.DataFrame:
    """One row a child, in order: ``child, la, child_id, stream, family, open, kind, case_status, plan, plan_since,
    lead_worker, consultant, team, hub, held_since, unheld_since, duty, positions``.

    Of an open case the lead worker is a reference, ``unallocated``, or ``not known`` where no source says; team and
    hub a name or ``not known``. Of a closed case nobody holds anything: null. ``kind`` is as ``case_kinds`` says;
    ``held_since`` the day since when the worker is shown, ``unheld_since`` that no worker is; ``duty`` what stands in
    the worker's place, where that names a duty tray.
    """
    return batch.once(("holders", structure, shown_role), lambda: _holders(batch, structure, shown_role))


def _holders(batch: Batch, structure: Structure, shown_role: Role) -> pl.DataFrame:
    ended = breaks(batch)
    lead = _last(allocations(batch, LEAD, shown_role, structure), ended, batch)
    formal = _last(allocations(batch, CONSULTANT, shown_role, structure), ended, batch)
    hub = _last(hubs(batch, structure), ended, batch)
    found = (
        with_kind(batch)
        .join(lead.select("child", "worker", "team", "since_day", "day", "position"), on="child", how="left")
        .join(formal.select("child", consultant="worker", formal_team="team"), on="child", how="left")
        .join(hub.select("child", "hub"), on="child", how="left")
        .join(_duty(batch, structure), on=["child", "day"], how="left")
        .join(open_cases(batch).with_columns(open=pl.lit(True)), on="child", how="left")
        .with_columns(pl.col("open").fill_null(False))
        .sort("child")
    )
    found = found.with_columns(today=pl.lit(day_of(batch.as_at), pl.Int32()))
    found = _with_behind(is_complete(found, batch, ("WorkerAllocated",), "today", "today", "recorded"))
    shown = pl.col("day").is_not_null() | pl.col("recorded")
    nobody = pl.when(shown).then(pl.lit(UNALLOCATED)).otherwise(pl.lit(NOT_KNOWN))
    is_open = pl.col("open")
    return found.select(
        *("child", "la", "child_id", "stream", "family", "open", "kind", "case_status"),
        # A status is of the last file; of a case that was closed since, it says nothing of a plan.
        pl.when(is_open | pl.col("plan_since").is_not_null()).then("plan").alias("plan"),
        "plan_since",
        pl.when(is_open).then(pl.coalesce("worker", nobody)).alias("lead_worker"),
        pl.when(is_open).then("consultant").alias("consultant"),
        pl.when(is_open).then(pl.coalesce("team", "formal_team", pl.lit(NOT_KNOWN))).alias("team"),
        pl.when(is_open).then("hub").alias("hub"),
        pl.when(is_open & pl.col("worker").is_not_null()).then("since_day").alias("held_since"),
        pl.when(is_open & pl.col("worker").is_null()).then("since_day").alias("unheld_since"),
        pl.when(is_open & pl.col("worker").is_null()).then("duty").alias("duty"),
        pl.col("behind").fill_null(pl.lit([], pl.List(pl.Int64()))).alias("positions"),
    )


def _with_behind(found: pl.DataFrame) -> pl.DataFrame:
    """Add ``behind``: the positions of each child, each once and in order; null without any.

    Sorted as one column: Polars sorts short lists one task a list, at many times the cost.
    """
    each = pl.concat(
        [found.select("child", "positions").explode("positions"), found.select("child", positions="position")]
    )
    said = each.drop_nulls("positions").unique().sort("child", "positions")
    lists = said.group_by("child", maintain_order=True).agg(pl.col("positions").alias("behind"))
    return found.join(lists, on="child", how="left", maintain_order="left")


def _last(said: pl.DataFrame, ended: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """What was said last about each child's present case; ``since_day`` is the first day of it without a change."""
    value = "hub" if "merged" in said.columns else "worker"
    own = same("key", "_before").fill_null(False)
    again = own & pl.col(value).eq_missing(pl.col(value).shift(1))
    runs = said.with_columns(pl.col("key").shift(1).alias("_before")).with_columns(
        pl.when(~again).then("day").forward_fill().alias("since_day")
    )
    last = runs.unique("child", keep="last", maintain_order=True).with_columns(
        pl.col("key").alias("said_key"), key_of("child", pl.lit(day_of(batch.as_at) + 1)).alias("key")
    )
    return unbroken(last, "said_key", ended)


def _duty(batch: Batch, structure: Structure) -> pl.DataFrame:
    """What stands where a worker should, where it says more than that the cell is empty: ``child, day, duty``."""
    seen = batch.select(("AllocationObserved",), "no_worker", "worker", base=("child", "day"))
    if structure.settings:
        seen = seen.join(batch.children.select("child", "la"), on="child", how="left", maintain_order="left")
        told = in_force(seen, nobodies(structure.settings), "worker")
        seen = told.with_columns(pl.coalesce("no_worker", "word").alias("no_worker"))
    says = ~pl.col("no_worker").str.to_lowercase().is_in(list(_ADMINISTRATIVE))
    kept = seen.filter(pl.col("no_worker").is_not_null() & says)
    return kept.select("child", "day", duty="no_worker").unique(["child", "day"], keep="last")
