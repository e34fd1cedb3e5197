"""Questions about where things stand: who holds the case, in which hub, on which plan; and caseloads."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from journey.projections.batch import date_of
from journey.projections.holding.case_kinds import KINDS
from journey.projections.holding.caseloads import By, caseloads
from journey.projections.holding.holders import UNALLOCATED, holders
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake
from journey.scenario.rows import said
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


def _loads(view: View, _child: str, by: str) -> str:
    rows = caseloads(_held(view), _BY[by], view.structure).to_dicts()
    return "; ".join(f"{row['holder']} {row['children']}" for row in rows)


def _in_kinds(view: View, _child: str, about: str) -> str:
    by, holder = about.split("; ")
    rows = caseloads(_held(view), _BY[by], view.structure).filter(pl.col("holder") == holder).to_dicts()
    counted = {name: row[name] for row in rows for name in _COUNTED if row[name]}
    return ", ".join(f"{said(name)} {said(value)}" for name, value in counted.items()) or NONE


_BY: dict[str, By] = {"worker": "lead_worker", "consultant": "consultant", "hub": "hub", "team": "team"}
_COUNTED = (*KINDS, "families", "duty", "fte")


def _is_holder(by: str) -> None:
    if by not in _BY:
        raise Mistake(f"Caseloads are of a {', '.join(_BY)}, not of a '{by}'.")


def _is_holder_of(about: str) -> None:
    _is_holder(about.split("; ")[0])


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
    Question("caseloads by GROUP", "Open cases by worker, consultant, hub or team, in their order.", "text", _loads,
             about="all", check_about=_is_holder),
    Question("cases of GROUP called WORKER", "The kinds of cases, families, those on duty and full-time equivalents.",
             "text", _in_kinds, about="all", check_about=_is_holder_of),
    Question("unallocated children", "Open cases that nobody holds.", "count", _unallocated, about="all", twins=True),
)  # fmt: skip
"""Questions of this file."""
