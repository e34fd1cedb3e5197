"""Questions about the quality of the record: whether something is found that somebody should look at or put right."""

from __future__ import annotations

from functools import partial

from journey.domain.statements import child_stream
from journey.projections.quality.findings import quality
from journey.projections.quality.names import FINDINGS, short
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _names(view: View, child: str) -> list[str]:
    rows = view.once("quality", lambda: quality([view.batch]))
    stream = child_stream(view.la, view.survivors[child])
    return sorted({short(row["finding"]) for row in rows if row["stream"] == stream})


def _found(view: View, child: str, _about: str) -> str:
    return "; ".join(_names(view, child)) or NONE


def _is_found(finding: str, view: View, child: str, _about: str) -> str:
    return "yes" if finding in _names(view, child) else "no"


QUESTIONS = (
    Question("findings", "Everything in the child's record that somebody should look at.", "text", _found),
    *(
        Question(f"finding {short(name)}", says, "yes or no", partial(_is_found, short(name)), twins=True)
        for name, says in FINDINGS.items()
    ),
)
"""Questions of this file."""
