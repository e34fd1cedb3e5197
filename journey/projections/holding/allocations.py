"""Who held a child's case: one row for each thing said about a role, in the order in which it came to be.

A recorded allocation is exact: from its day on that worker has the role, which ends the one before. What a file shows
on its day says only that the worker had the role by then. Annex A has one column of workers; which role it shows is a
setting, the lead worker unless said otherwise. From the 18th birthday on the personal adviser leads, where one is said.
"""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from journey.domain.rules.language import ADULT
from journey.projections.batch import Batch
from journey.projections.helpers import same
from journey.projections.organisation.local_setting_frames import in_force, nobodies, roles_shown
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.timescales.due import age_reached

Role = Literal["lead worker", "consultant"]

LEAD: Final[Role] = "lead worker"
CONSULTANT: Final[Role] = "consultant"
ADVISER: Final = "personal adviser"

_BASE = ("child", "key", "day", "seq", "start", "ordinal", "position")
_COLUMNS = ("child", "key", "day", "seq", "exact", "since", "worker", "team", "hub", "reason", "position")


def allocations(
    batch: Batch, role: Role = LEAD, shown_role: Role = LEAD, structure: Structure = UNKNOWN
) -> pl.DataFrame:
    """Who had a role, said by said, in order: ``child, key, day, seq, exact, since, worker, team, hub, reason,
    position``.

    ``worker`` is null where nobody had it or the file does not say who; ``reason`` is why the worker took it. ``since``
    is the first day on which what the row says may have become so: its own day when ``exact``, else the day after the
    file before it. ``shown_role`` is the role of the workers that Annex A shows, where the authority has not set it.
    """
    name = ("allocations", role, shown_role, structure)
    return batch.once(name, lambda: _allocations(batch, role, shown_role, structure))


def _allocations(batch: Batch, role: Role, shown_role: Role, structure: Structure) -> pl.DataFrame:
    said = _recorded(batch, role)
    shown = _shown(batch, role, shown_role, structure)
    if len(shown):
        shown = shown.join(said.filter("exact").select("child", "day"), on=["child", "day"], how="anti")
        said = pl.concat([said, shown])
    one = pl.col("worker").replace(dict(structure.same_as))
    return said.with_columns(one).sort("key", "seq").select(_COLUMNS)


def _recorded(batch: Batch, role: Role) -> pl.DataFrame:
    """Recorded allocations, and the ends of those that no other allocation had ended before."""
    begun = batch.select(("WorkerAllocated",), "worker", "team", "hub", "role", "reason", base=_BASE)
    of_role = pl.col("role") == role
    if role == LEAD:
        begun = _with_adult(begun, batch)
        of_role = of_role | pl.col("role").is_null() | ((pl.col("role") == ADVISER) & _grown())
    begun = begun.filter(of_role)
    ends = batch.select(("WorkerEnded",), base=_BASE).join(
        begun.select("child", "start", "ordinal", pl.col("seq").alias("of")), on=["child", "start", "ordinal"]
    )
    nobody = [pl.lit(None, pl.String()).alias(name) for name in ("worker", "team", "hub", "reason")]
    both = pl.concat(
        [begun.with_columns(pl.col("seq").alias("of"), begins=True), ends.with_columns(*nobody, begins=False)],
        how="diagonal",
    ).sort("key", "seq")
    holds = pl.when("begins").then("seq").forward_fill()
    return (
        both.filter(pl.col("begins") | (pl.col("of") == holds))
        .with_columns(exact=True, since=pl.col("day"))
        .select(_COLUMNS)
    )


def _shown(batch: Batch, role: Role, shown_role: Role, structure: Structure) -> pl.DataFrame:
    """What files show of the allocation on their day, of one role; a word that the authority lists is nobody."""
    seen = batch.select(("AllocationObserved",), "worker", "personal_adviser", "team", base=(*_BASE, "known_from"))
    if structure.settings:
        of_la = seen.join(batch.children.select("child", "la"), on="child", how="left", maintain_order="left")
        seen = in_force(of_la, roles_shown(structure.settings))
        for name in ("worker", "personal_adviser"):
            listed = nobodies(structure.settings).rename({"worker": name})
            told = in_force(seen, listed, name)
            seen = told.with_columns(pl.when(pl.col("word").is_null()).then(name).alias(name)).drop("word")
    else:  # a column, because Polars 2.1 cannot filter a long frame by a condition that names none
        seen = seen.with_columns(shown=pl.lit(None, pl.String()))
    shown = pl.col("shown").fill_null(shown_role)
    if role == LEAD:
        leads = pl.col("personal_adviser").is_not_null() & _grown()
        worker = pl.when(leads).then("personal_adviser").otherwise("worker")
        seen = _with_adult(seen, batch).filter(leads | (shown == role)).with_columns(worker.alias("worker"))
    else:
        seen = seen.filter(shown == role)
    return seen.with_columns(
        hub=pl.lit(None, pl.String()),
        reason=pl.lit(None, pl.String()),
        exact=False,
        since=pl.coalesce("known_from", pl.lit(0, pl.Int32())),
    ).select(_COLUMNS)


def _with_adult(said: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add ``adult``: the child's 18th birthday; null where the date of birth is not known."""
    adult = batch.children.select("child", age_reached(batch, ADULT).alias("adult"))
    return said.join(adult, on="child", how="left", maintain_order="left")


def _grown() -> pl.Expr:
    return (pl.col("day") >= pl.col("adult")).fill_null(False)


def changes(said: pl.DataFrame, value: str) -> pl.DataFrame:
    """Where ``value`` became another: ``child, key, day, seq, exact, position, from, to, from_on, from_key,
    from_position``, sorted.

    Rows without a value are no change: nobody can say what was so then. ``from_on`` is the first day on which the
    change may have happened (null where it is exact), ``from_key`` the row that last showed the earlier value.
    """
    known = pl.col(value).is_not_null()
    own_child = same("key", "_before").fill_null(False)
    # The first row after the last known one bounds the change from below, however many say nothing in between.
    bounded = (
        said.with_columns(pl.col("key").shift(1).alias("_before"), known.shift(1).fill_null(False).alias("_known"))
        .with_columns(pl.when(own_child & pl.col("_known")).then("since").forward_fill().alias("_since"))
        .filter(known)
    )
    before = bounded.with_columns(
        pl.col("key").shift(1).alias("from_key"),
        # What a file shows of its day was so at the end of that day.
        (pl.col("day") + pl.when("exact").then(0).otherwise(1)).shift(1).alias("_from_day"),
        pl.col("position").shift(1).alias("from_position"),
        pl.col(value).shift(1).alias("from"),
        pl.col(value).alias("to"),
    )
    changed = before.filter(same("key", "from_key").fill_null(False) & (pl.col("from") != pl.col("to")))
    first_day = pl.min_horizontal("day", pl.max_horizontal("_from_day", "_since"))
    return changed.select(
        *("child", "key", "day", "seq", "exact", "position", "from", "to"),
        pl.when(~pl.col("exact")).then(first_day).alias("from_on"),
        "from_key",
        "from_position",
    )
