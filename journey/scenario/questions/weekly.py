"""Questions about the weekly list: what it says about a child, in the order of the list."""

from __future__ import annotations

from typing import Any

from journey.domain.statements import child_stream
from journey.projections.weekly.changes import weekly
from journey.scenario.asked import asked
from journey.scenario.rows import Row, column
from journey.scenario.view import View
from journey.scenario.words import Question


def _lines(view: View, child: str, _about: str) -> list[dict[str, Any]]:
    rows = view.own("weekly", lambda: weekly(asked(view)))
    stream = child_stream(view.la, view.survivors[child])
    return [row for row in rows if row["stream"] == stream]


def _line(row: Row) -> str:
    return f"{row['section']}: {row['what']}"


def _change(row: Row) -> str:
    return row["change"] if row["weeks"] is None else f"{row['change']} {row['weeks']}"


QUESTIONS = (
    Question("weekly list", "What the list says of the child, and in which part.", "text", column(_lines, _line)),
    Question("weekly due days", "Of each line the day.", "text", column(_lines, "due")),
    Question("weekly days", "Days over, days to go or days since.", "text", column(_lines, "days")),
    Question("weekly changes", "New, still with the whole weeks, or cleared.", "text", column(_lines, _change)),
    Question("weekly reasons", "Why each line stands there.", "text", column(_lines, "detail")),
    Question("weekly workers", "Who is to act on each line.", "text", column(_lines, "lead_worker")),
)
"""Questions of this file."""
