"""Why a child stands in the caseload of somebody, or on the list of those not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from journey.projections.batch import Batch, date_of
from journey.projections.children_rows import rows_of_children
from journey.projections.holding.holders import UNALLOCATED
from journey.projections.timescales.answers import step_for
from journey.projections.weekly.not_seen import STANDARDS, not_seen

CASELOADS: Final = "caseloads"
NOT_SEEN: Final = "not seen"

_SENTENCE: Final = (
    "An open case is held by the lead worker whom its sources showed last; it is unallocated where they show none, and "
    "not known where none of them says. A closed case is held by nobody."
)
_DAYS: Final = ("held_since", "unheld_since")


def holding_rows(held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Who holds the case, since when, and by which events."""
    shown = held.select("child", "open", "held_since", "unheld_since", "kind", "duty", "positions")
    for row in rows_of_children(shown, held, names):
        since = next((date_of(row[name]) for name in _DAYS if row[name] is not None), None)
        worker = row["lead_worker"]
        yield {
            **{name: value for name, value in row.items() if name not in (*_DAYS, "open")},
            "question": CASELOADS,
            "title": "Who holds the case",
            "step": None,
            "answer": (row["lead_worker_name"] or worker) if row["open"] else "no open case",
            "day": None,
            "since": since,
            "detail": row["duty"] if worker == UNALLOCATED else None,
            "sentence": _SENTENCE,
            "authority": None,
            "reference": None,
        }


def unseen_rows(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """That a child was last seen longer ago than the standard of its kind of case."""
    found = not_seen(batch, held)
    for row in rows_of_children(found, held, names, days=("since", "due")):
        step = next(step for rule, step in STANDARDS.values() if rule == row["rule"])
        block = step_for(row["rule"], step, batch.as_at)
        yield {
            **row,
            "question": NOT_SEEN,
            "title": row["what"],
            "step": step,
            "answer": f"{row['days']} days",
            "sentence": block.sentence,
            "authority": block.label,
            "reference": block.reference,
        }
