"""Questions about all hubs and teams at once, as ``journey hubs`` lists them, in their order."""

from __future__ import annotations

from typing import Any

from journey.projections.organisation.hub_rows import hub_rows
from journey.scenario.asked import asked
from journey.scenario.rows import Row, column, said
from journey.scenario.view import View
from journey.scenario.words import Question


def _rows(view: View, _child: str, _about: str) -> list[dict[str, Any]]:
    return view.own("hub rows", lambda: hub_rows(asked(view), {}))


def _named(row: Row) -> str:
    return f"{row['unit']} {row['hub']}"


def _size(row: Row) -> str:
    return f"{row['children']} {said(row['size'])}"


_FIELDS = (
    ("hubs open", "open", "Of each whether it is open."),
    ("hubs opened", "opened", "Of each the day it opened, or the last on which it can have."),
    ("hubs opened from", "opened_from", "Of each the first day on which it can have opened, where that is not known."),
    ("hubs ended", "ended", "Of each the day it ended."),
    ("what became of the hubs", "became", "Of each the hubs that it merged into."),
    ("managers of the hubs", "group_manager", "Of each its group manager."),
    ("posts filled of the hubs", "filled", "Of each the core posts that are filled."),
)

QUESTIONS = (
    Question("hubs and teams", "Each by name.", "text", column(_rows, _named), about="all"),
    Question("children of the hubs", "Of each how many, and whether that is few or many.", "text",
             column(_rows, _size), about="all"),
    *(Question(name, says, "text", column(_rows, field), about="all") for name, field, says in _FIELDS),
)  # fmt: skip
"""Questions of this file."""
