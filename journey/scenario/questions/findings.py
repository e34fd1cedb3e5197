"""Questions about the quality of the record: whether something is found that somebody should look at or put right."""

from __future__ import annotations

from functools import partial
from typing import Any

from journey.domain.statements import child_stream
from journey.projections.quality.findings import quality
from journey.projections.quality.names import FINDINGS, short
from journey.scenario.rows import column
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _rows(view: View, child: str, _about: str) -> list[dict[str, Any]]:
    rows = view.once("quality", lambda: quality([view.batch]))
    stream = child_stream(view.la, view.survivors[child])
    return [row for row in rows if row["stream"] == stream]


def _names(view: View, child: str) -> list[str]:
    return sorted({short(row["finding"]) for row in _rows(view, child, "")})


def _found(view: View, child: str, _about: str) -> str:
    return "; ".join(_names(view, child)) or NONE


def _is_found(finding: str, view: View, child: str, _about: str) -> str:
    return "yes" if finding in _names(view, child) else "no"


QUESTIONS = (
    Question("findings", "Everything in the child's record that somebody should look at.", "text", _found),
    Question("details of findings", "Of each, by day, what it says.", "text", column(_rows, "detail")),
    Question("days of findings", "Of each the day it is about.", "text", column(_rows, "on")),
    Question("lists of findings", "Of each the list of the file that says it.", "text", column(_rows, "list")),
    Question("facts behind findings", "Of each how many facts it rests on.", "text",
             column(_rows, lambda row: len(row["events"]))),
    *(
        Question(f"finding {short(name)}", says, "yes or no", partial(_is_found, short(name)), twins=True)
        for name, says in FINDINGS.items()
    ),
)  # fmt: skip
"""Questions of this file."""
