"""Handoffs: how often a child's case changed hands, and what else changed around the child.

A handoff is a change of the lead worker. Cover of ten working days or less with the same worker's return is not one;
neither is, on its own, a change of hub, team or consultant, nor a reorganisation, nor a new case after the last had
closed. Each is counted under its own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from journey.projections.batch import Batch, date_of
from journey.projections.holding.allocations import CONSULTANT, LEAD, Role, allocations, changes
from journey.projections.holding.cases import breaks, unbroken
from journey.projections.holding.cover import CHANGE, COVER
from journey.projections.holding.worker_changes import FIRST_CONTACT, worker_changes
from journey.projections.organisation.local_settings import transfer_points
from journey.projections.organisation.responsible_hub import hub_changes
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.timescales.due import due_on

HANDOFF: Final = "worker_handoff"
KINDS: Final = (
    HANDOFF,
    "formal_reallocation",
    "hub_transfer",
    "team_transfer",
    "organisational_remap",
    "round_trip",
    "cover",
    "first_contact",
)
"""What a row of handoffs can be. A round trip is said beside the change that ended it."""

TRANSFER_POINTS: Final = (
    "InitialCPConferenceHeld",
    "CPPlanStarted",
    "CINPlanStarted",
    "BecameLookedAfter",
    "LACReviewHeld",
)
"""After which events a change of worker is planned: a local setting, as is for how long (``handoff.planned``)."""


@dataclass(frozen=True)
class HandoffSettings:
    """What an authority sets for itself. ``shown_role`` is the role of the workers that Annex A shows."""

    shown_role: Role = LEAD
    transfer_points: tuple[str, ...] = TRANSFER_POINTS


DEFAULTS: Final = HandoffSettings()

_COLUMNS = ("child", "key", "day", "from_on", "kind", "from", "to", "stage", "precision", "positions")


def handoffs(batch: Batch, structure: Structure = UNKNOWN, settings: HandoffSettings = DEFAULTS) -> pl.DataFrame:
    """Every change around a child: ``child, key, day, from_on, kind, from, to, stage, precision, positions``.

    ``day`` is the day of the change; where only two files show it (``precision`` ``interval``), the day of the later
    one, and ``from_on`` the first day on which it may have happened: a change between two files hides others, so that
    such rows are a lower bound. ``stage`` of changes of the lead worker is ``planned`` after a transfer point, else
    ``other``. Sorted by child, day and kind.
    """
    return batch.once(("handoffs", structure, settings), lambda: _handoffs(batch, structure, settings))


def _handoffs(batch: Batch, structure: Structure, settings: HandoffSettings) -> pl.DataFrame:
    ended = breaks(batch)
    led = allocations(batch, LEAD, settings.shown_role, structure)
    worker = worker_changes(led, ended, batch)
    hub = unbroken(hub_changes(batch, structure), "from_key", ended)
    formal = allocations(batch, CONSULTANT, settings.shown_role, structure)
    team = changes(led.with_columns(worker="team"), "worker").join(hub.select("key"), on="key", how="anti")
    moved = worker.filter(pl.col("part") == CHANGE)
    found = [
        moved.with_columns(kind=pl.lit(HANDOFF)),
        worker.filter(pl.col("part") == COVER).with_columns(kind=pl.lit("cover")),
        worker.filter(pl.col("part") == FIRST_CONTACT).with_columns(kind=pl.lit("first_contact")),
        unbroken(changes(formal, "worker"), "from_key", ended).with_columns(kind=pl.lit("formal_reallocation")),
        hub.filter(~pl.col("remapped")).with_columns(kind=pl.lit("hub_transfer")),
        hub.filter("remapped").with_columns(kind=pl.lit("organisational_remap")),
        unbroken(team, "from_key", ended).with_columns(kind=pl.lit("team_transfer")),
        _round_trips(moved, worker.filter(pl.col("part").is_in((CHANGE, FIRST_CONTACT)))).with_columns(
            kind=pl.lit("round_trip")
        ),
        _round_trips(hub.filter(~pl.col("remapped"))).with_columns(kind=pl.lit("round_trip")),
    ]
    every = pl.concat(found, how="diagonal_relaxed").with_columns(
        pl.when("exact").then(pl.lit("exact")).otherwise(pl.lit("interval")).alias("precision"),
        pl.concat_list(pl.col("from_position"), pl.col("position")).alias("positions"),
    )
    return (
        _staged(every, batch, structure, settings)
        .sort("key", "kind", "from", "to", maintain_order=True)
        .select(_COLUMNS)
    )


def _round_trips(changed: pl.DataFrame, every: pl.DataFrame | None = None) -> pl.DataFrame:
    """Changes back to somebody (or some hub) left within the limit before, be it by a change that counts as none."""
    left = changed if every is None else every
    back_by = due_on(("handoff", "round_trip"), left["day"])
    left = left.select("child", pl.col("from").alias("to"), pl.col("seq").alias("left_seq"), back_by.alias("back_by"))
    back = changed.join(left, on=["child", "to"]).filter(
        (pl.col("left_seq") < pl.col("seq")) & (pl.col("day") <= pl.col("back_by"))
    )
    return back.unique(["key", "seq", "to"], maintain_order=True).select(changed.columns)


def _staged(found: pl.DataFrame, batch: Batch, structure: Structure, settings: HandoffSettings) -> pl.DataFrame:
    """Add ``stage``: of a change that only an interval is known of, whether any day of it would be planned."""
    points = _points(batch, structure, settings)
    points = points.with_columns(due_on(("handoff", "planned"), points["day"]).alias("planned_to"))
    rows = found.with_row_index("row")
    near = rows.join(points.select("child", pl.col("day").alias("point"), "planned_to"), on="child").filter(
        (pl.col("point") <= pl.col("day")) & (pl.coalesce("from_on", "day") <= pl.col("planned_to"))
    )
    planned = pl.col("row").is_in(near["row"].unique().implode())
    by_worker = pl.col("kind").is_in((HANDOFF, "round_trip"))
    stage = pl.when(by_worker & planned).then(pl.lit("planned")).when(by_worker).then(pl.lit("other"))
    return rows.with_columns(stage.alias("stage")).drop("row")


def _points(batch: Batch, structure: Structure, settings: HandoffSettings) -> pl.DataFrame:
    """The transfer points of each child: ``child, day``, by what the authority had set for the day, else by default."""
    default = batch.select(settings.transfer_points, base=("child", "day"))
    own = transfer_points(structure.settings)
    if not own:
        return default
    la = batch.children.select("child", "la")
    default = default.join(la, on="child", how="left", maintain_order="left")
    for one in own:
        points = batch.select(one.values, base=("child", "day")).join(la, on="child", how="left")
        days = (pl.col("la") == one.la) & pl.col("day").is_between(one.first, one.last)
        default = pl.concat([default.filter(~days), points.filter(days).select(default.columns)])
    return default.select("child", "day").sort("child", "day", maintain_order=True)


def observed_from(batch: Batch) -> date | None:
    """The first day on which anything was said about who held a case; no change before it can be known."""
    days = batch.select(("AllocationObserved", "WorkerAllocated"), base=("day",))["day"]
    return min((date_of(day) for day in days.unique()), default=None)
