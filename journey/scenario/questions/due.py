"""Questions about what a child's page says is next: what falls due, what is overdue, how many workers there were."""

from __future__ import annotations

from journey.projections.standing.due import what_is_due
from journey.projections.standing.header import workers_held
from journey.scenario.cells import in_words
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _next(view: View, child: str, _about: str) -> str:
    due = what_is_due(view.one_child(child))["next_due"]
    return f"{due['title']}, {in_words(due['due'])}" if due else NONE


def _overdue(view: View, child: str, _about: str) -> str:
    return "; ".join(one["title"] for one in what_is_due(view.one_child(child))["overdue"]) or NONE


def _workers(view: View, child: str, _about: str) -> str:
    held = workers_held(view.one_child(child), view.structure, view.la)["workers_12m"]
    return str(held) if isinstance(held, int) else NONE


QUESTIONS = (
    Question("next due", "The timescale that falls due first, and the day.", "text", _next, alone=True),
    Question("overdue", "The timescales that are overdue, most days first.", "text", _overdue, alone=True),
    Question(
        "workers in twelve months",
        "How many lead workers there were in the last twelve months.",
        "text",
        _workers,
        alone=True,
    ),
)
"""Questions of this file."""
