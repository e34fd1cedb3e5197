"""What the log shows of each journey of a sample: stages, referrals, workers, handoffs, drift, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

import polars as pl

from journey.domain.statements import split_stream
from journey.projections.batch import Batch, day_of
from journey.projections.drift import drift
from journey.projections.handoffs import HANDOFF, handoffs
from journey.projections.holders import holders
from journey.projections.questions import Asked
from journey.projections.rereferrals import referrals
from journey.projections.visits import visits

COUNTS: Final = (
    "stages", "again", "referrals", "rereferrals", "rereferrals_cannot_tell", "handoffs", "workers", "hub_moves",
    "drift",
)  # fmt: skip
"""What is counted of each journey, in the twelve months up to the day of the frame."""


def journeys_of(asked: Asked, batch: Batch, here: pl.DataFrame, year: date, since: date) -> list[dict[str, Any]]:
    """One row a drawn journey of a batch: ``stream, la, child_id, stratum, referrals, rereferrals,
    rereferrals_cannot_tell, handoffs, workers, hub_moves, drift, flags, visits, seen, seen_not_recorded, alone,
    alone_not_recorded``.

    Referrals and handoffs are counted from ``year`` on, visits from ``since`` on. ``workers`` are those who held the
    case, as far as changes are shown: None where nobody is ever shown to have held it.
    """
    drawn = here.filter("drawn")
    referred = _since(referrals(batch), drawn, year).filter(~pl.col("while_open"))
    changed = _since(handoffs(batch, asked.structure), drawn, year)
    held = holders(batch, asked.structure)
    flagged = drift(batch, held).join(drawn, on="child")
    visited = _since(visits(batch), drawn, since)
    holds = dict(held.select("child", "lead_worker").rows())
    rows = []
    for child, stream, stratum in drawn.select("child", "stream", "stratum").rows():
        _, la, ident = split_stream(stream)
        own = [frame.filter(pl.col("child") == child) for frame in (referred, changed, flagged, visited)]
        moved = own[1].filter(pl.col("kind") == HANDOFF)
        rows.append({
            "stream": stream, "la": la, "child_id": ident, "stratum": stratum,
            "referrals": len(own[0]), "rereferrals": _number(own[0], "answer", "yes"),
            "rereferrals_cannot_tell": _number(own[0], "answer", "cannot tell"),
            "handoffs": len(moved), "workers": _workers(moved, holds.get(child)),
            "hub_moves": len(own[1].filter(pl.col("kind") == "hub_transfer")),
            "drift": own[2]["flag"].n_unique(), "flags": sorted(set(own[2]["flag"])),
            "visits": len(own[3]), "seen": _number(own[3], "seen", "seen"),
            "seen_not_recorded": _number(own[3], "seen", "not recorded"),
            "alone": _number(own[3], "alone", "alone"),
            "alone_not_recorded": _number(own[3], "alone", "not recorded"),
        })  # fmt: skip
    return rows


def without_changes(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows where nobody can tell who held a case before the day of the frame: no change is known of, not none."""
    return ({**row, "handoffs": None, "workers": None, "hub_moves": None} for row in rows)


def summary(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a count of ``COUNTS``: ``measure, journeys, median, most, total, with_any``; of the ``journeys`` of which
    it is known. Where it is known of none the others are None."""
    found = []
    for name in COUNTS:
        known = [row[name] for row in rows if row[name] is not None]
        found.append({
            "measure": name, "journeys": len(known), "median": median(known) if known else None,
            "most": max(known, default=None), "total": sum(known) if known else None,
            "with_any": sum(value > 0 for value in known) if known else None,
        })  # fmt: skip
    return found


def flags(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a flag of drift: ``flag`` and how many ``journeys`` have it."""
    listed = [flag for row in rows for flag in row["flags"]]
    return [{"flag": flag, "journeys": listed.count(flag)} for flag in sorted(set(listed))]


def _since(frame: pl.DataFrame, drawn: pl.DataFrame, day: date) -> pl.DataFrame:
    return frame.join(drawn.select("child"), on="child", how="semi").filter(pl.col("day") >= day_of(day))


def _workers(moved: pl.DataFrame, holder: str | None) -> int | None:
    known = {*moved["from"].drop_nulls(), *moved["to"].drop_nulls()}
    if holder not in (None, "unallocated", "not known"):
        known.add(str(holder))
    return len(known) or None


def _number(frame: pl.DataFrame, column: str, value: str) -> int:
    return len(frame.filter(pl.col(column) == value))
