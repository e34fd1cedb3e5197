"""Questions about handoffs: how often the lead worker changed, and what else changed around the child."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from journey.projections.batch import date_of
from journey.projections.holding.handoffs import HANDOFF, handoffs
from journey.scenario.cells import in_words
from journey.scenario.rows import Row, column, said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _found(view: View, child: str, kind: str) -> pl.DataFrame:
    frame = view.once("handoffs", lambda: handoffs(view.batch, view.structure))
    return frame.filter((pl.col("child") == view.index(child)) & (pl.col("kind") == kind))


def _count(kind: str, view: View, child: str, _about: str) -> str:
    return str(len(_found(view, child, kind)))


def _of_stage(stage: str, view: View, child: str, _about: str) -> str:
    return str(len(_found(view, child, HANDOFF).filter(pl.col("stage") == stage)))


def _days(view: View, child: str, _about: str) -> str:
    return "; ".join(in_words(date_of(day)) for day in _found(view, child, HANDOFF)["day"]) or NONE


def _exact(view: View, child: str, _about: str) -> str:
    return str(len(_found(view, child, HANDOFF).filter(pl.col("precision") == "exact")))


def _every(view: View, child: str, _about: str) -> list[dict[str, Any]]:
    frame = view.once("handoffs", lambda: handoffs(view.batch, view.structure))
    return frame.filter(pl.col("child") == view.index(child)).to_dicts()


def _change(row: Row) -> str:
    return f"{said(row['kind'])} from {said(row['from'])} to {said(row['to'])}"


_KINDS = (
    ("handoffs", HANDOFF, "How often the lead worker changed, cover aside."),
    (
        "spells of cover",
        "cover",
        "How often somebody stood in for ten working days or less, until the worker returned.",
    ),
    ("formal reallocations", "formal_reallocation", "How often the consultant social worker changed."),
    ("hub transfers", "hub_transfer", "How often another hub took the child on, by decision about the child."),
    ("team transfers", "team_transfer", "How often the team changed without the hub."),
    ("organisational remaps", "organisational_remap", "How often the hub changed by reorganisation alone."),
    ("round trips", "round_trip", "How often the child came back to an earlier worker or hub within twelve months."),
)

QUESTIONS = (
    *(Question(name, says, "count", partial(_count, kind), twins=True) for name, kind, says in _KINDS),
    Question("planned handoffs", "Handoffs at a transfer point.", "count", partial(_of_stage, "planned"), twins=True),
    Question("other handoffs", "Handoffs at no transfer point.", "count", partial(_of_stage, "other"), twins=True),
    Question("exact handoffs", "Handoffs of which the day is known.", "count", _exact, twins=True),
    Question("changes around the child", "Every change, by day: of what kind, from whom to whom.", "text",
             column(_every, _change)),
    Question("days of changes", "Of each of them the day, or the last it may have been.", "text",
             column(_every, "day", days=True)),
    Question("first days of changes", "Of each the first day it may have been, where only files show it.", "text",
             column(_every, "from_on", days=True)),
    Question("stages of changes", "Of each whether it was planned.", "text", column(_every, "stage")),
    Question("days of handoffs", "The days on which the lead worker changed.", "days", _days),
)  # fmt: skip
"""Questions of this file."""
