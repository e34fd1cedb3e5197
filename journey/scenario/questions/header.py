"""Questions about the first lines of a child's page: age, status, legal status, last seen."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from journey.projections.standing.standing import where_things_stand
from journey.scenario.cells import in_words
from journey.scenario.view import View
from journey.scenario.words import NONE, NOT_KNOWN, Question


def _field(field: str, view: View, child: str, _about: str) -> str:
    return _said(where_things_stand(view.facts(child), view.as_at)[field])


def _said(value: Any) -> str:
    """A value of the header; one without evidence is not known."""
    if isinstance(value, dict):
        return str(value["code"]) if "code" in value else NOT_KNOWN
    if isinstance(value, date):
        return in_words(value)
    return NONE if value is None else str(value)


QUESTIONS = (
    Question("age", "The child's age in years; unborn is an answer.", "text", partial(_field, "age"), alone=True),
    Question("case status", "The case status that was shown last.", "text", partial(_field, "case_status"), alone=True),
    Question(
        "legal status", "The legal status of a looked-after child.", "text", partial(_field, "legal_status"), alone=True
    ),
    Question("legal status since", "Since when.", "day", partial(_field, "legal_status_since"), alone=True),
    Question("last seen", "The day on which the child was last seen.", "day", partial(_field, "last_seen"), alone=True),
)
"""Questions of this file."""
