"""What the log shows of each journey of a sample: stages, referrals, workers, handoffs, drift, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

import polars as pl

from journey.audit.reporting.gaps import gaps
from journey.domain.statements import split_stream
from journey.projections.batch import Batch, day_of
from journey.projections.drift.flags import drift
from journey.projections.holding.handoffs import HANDOFF, handoffs
from journey.projections.holding.holders import holders
from journey.projections.questions import Asked
from journey.projections.rereferrals import referrals
from journey.projections.visits import visits

COUNTS: Final = (
    "stages", "again", "referrals", "rereferrals", "rereferrals_cannot_tell", "handoffs", "workers", "gaps", "gap_days",
    "hub_moves", "drift",
)  # fmt: skip
"""What is counted of each journey, in the twelve months up to the day of the frame."""

_OF_CHANGES: Final = ("handoffs", "workers", "gaps", "gap_days", "hub_moves")
"""What can be told only from the day on which anybody is first shown to have held a case."""


def journeys_of(asked: Asked, batch: Batch, here: pl.DataFrame, year: date, since: date) -> list[dict[str, Any]]:
    """One row a drawn journey of a batch: ``stream, la, child_id, stratum, referrals, rereferrals,
    rereferrals_cannot_tell, handoffs, workers, gaps, gap_days, hub_moves, drift, flags, visits, seen,
    seen_not_recorded, alone, alone_not_recorded``.

    Referrals, handoffs and gaps between allocations are counted from ``year`` on, visits from ``since`` on. ``workers``
    are those who held the case, as far as changes are shown: None where nobody is ever shown to have held it.
    """
    drawn = here.filter("drawn")
    referred = _since(referrals(batch), drawn, year).filter(~pl.col("while_open"))
    changed = _since(handoffs(batch, asked.structure), drawn, year)
    held = holders(batch, asked.structure)
    flagged = drift(batch, held).join(drawn, on="child")
    visited = _since(visits(batch), drawn, since)
    without = gaps(batch, asked.structure, drawn, year)
    holds = dict(held.select("child", "lead_worker").rows())
    answers, changes = _by_child(referred, "answer"), _by_child(changed, "kind", "from", "to")
    raised, visited_as = _by_child(flagged, "flag"), _by_child(visited, "seen", "alone")
    rows = []
    for child, stream, stratum in drawn.select("child", "stream", "stratum").rows():
        _, la, ident = split_stream(stream)
        asked_for = [answer for (answer,) in answers.get(child, ())]
        kinds = [kind for kind, _, _ in changes.get(child, ())]
        handed = [(one, other) for kind, one, other in changes.get(child, ()) if kind == HANDOFF]
        found = [seen for seen, _ in visited_as.get(child, ())]
        alone = [by_itself for _, by_itself in visited_as.get(child, ())]
        number, days = without.get(child, (None, None))
        flags = sorted({flag for (flag,) in raised.get(child, ())})
        rows.append({
            "stream": stream, "la": la, "child_id": ident, "stratum": stratum,
            "referrals": len(asked_for), "rereferrals": asked_for.count("yes"),
            "rereferrals_cannot_tell": asked_for.count("cannot tell"),
            "handoffs": len(handed), "workers": _workers(handed, holds.get(child)),
            "gaps": number, "gap_days": days,
            "hub_moves": kinds.count("hub_transfer"), "drift": len(flags), "flags": flags,
            "visits": len(found), "seen": found.count("seen"), "seen_not_recorded": found.count("not recorded"),
            "alone": alone.count("alone"), "alone_not_recorded": alone.count("not recorded"),
        })  # fmt: skip
    return rows


def without_changes(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows where nobody can tell who held a case before the day of the frame: no change is known of, not none."""
    return ({**row, **dict.fromkeys(_OF_CHANGES)} for row in rows)


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


def flag_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a flag of drift: ``flag`` and how many ``journeys`` have it."""
    listed = [flag for row in rows for flag in row["flags"]]
    return [{"flag": flag, "journeys": listed.count(flag)} for flag in sorted(set(listed))]


def _since(frame: pl.DataFrame, drawn: pl.DataFrame, day: date) -> pl.DataFrame:
    return frame.join(drawn.select("child"), on="child", how="semi").filter(pl.col("day") >= day_of(day))


def _by_child(frame: pl.DataFrame, *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    """Child → those columns of its rows."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for child, *row in frame.select("child", *columns).rows():
        found.setdefault(child, []).append(tuple(row))
    return found


def _workers(handed: Iterable[tuple[str | None, str | None]], holder: str | None) -> int | None:
    known = {who for both in handed for who in (*both, holder)} if handed else {holder}
    return len(known - {None, "unallocated", "not known"}) or None
