"""Questions about where things stand: who holds the case, in which hub, on which plan; and caseloads."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from journey.projections.batch import date_of
from journey.projections.holding.caseloads import By, caseloads
from journey.projections.holding.holders import UNALLOCATED, holders
from journey.scenario.cells import in_words
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _held(view: View) -> pl.DataFrame:
    return view.once("holders", lambda: holders(view.batch, view.structure))


def _of(view: View, child: str) -> dict[str, Any]:
    return _held(view).filter(pl.col("child") == view.index(child)).row(0, named=True)


def _text(field: str, view: View, child: str, _about: str) -> str:
    return str(_of(view, child)[field] or NONE)


def _since(view: View, child: str, _about: str) -> str:
    day = _of(view, child)["held_since"]
    return NONE if day is None else in_words(date_of(day))


def _open(view: View, child: str, _about: str) -> str:
    return "yes" if _of(view, child)["open"] else "no"


def _load(by: By, view: View, _child: str, holder: str) -> str:
    counted = view.once(f"caseloads {by}", lambda: caseloads(_held(view), by, view.structure))
    own = counted.filter(pl.col("holder") == holder)
    return str(own["children"].sum())


def _unallocated(view: View, child: str, _about: str) -> str:
    return _load("lead_worker", view, child, UNALLOCATED)


QUESTIONS = (
    Question("case open", "Whether anything of the child's is open.", "yes or no", _open, twins=True),
    Question("lead worker", "Who holds the case; unallocated is an answer.", "text", partial(_text, "lead_worker")),
    Question("consultant", "The consultant social worker.", "text", partial(_text, "consultant")),
    Question("current hub", "The hub responsible for the child.", "text", partial(_text, "hub")),
    Question("current team", "The team that holds the case.", "text", partial(_text, "team")),
    Question("held since", "Since when the lead worker has held the case.", "day", _since),
    Question("current plan", "The plan the child is on.", "text", partial(_text, "plan")),
    Question("caseload of WORKER", "Open cases that a lead worker holds.", "count", partial(_load, "lead_worker"),
             about="all", twins=True),
    Question("hub caseload of HUB", "Open cases of a hub.", "count", partial(_load, "hub"), about="all", twins=True),
    Question("unallocated children", "Open cases that nobody holds.", "count", _unallocated, about="all", twins=True),
)  # fmt: skip
"""Questions of this file."""
