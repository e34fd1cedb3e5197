"""Cells as the dataset writes them, brought into the form in which columns are read: lists as text, not as JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from journey.importers.fields import SEPARATOR

_NOT_TICKED: Final = frozenset({"", "n", "no", "0", "false", "null", "none", "1900-01-01"})

_NO_CHECK: Final = (
    "refus",
    "declin",
    "not attend",
    "dna",
    "did not",
    "cancel",
    "not done",
    "schedul",
    "planned",
    "due",
)
"""What the status of a health check says that was not done."""

_NUMBERS: Final = {
    "unique pupil number": "upn",
    "upn": "upn",
    "former unique pupil number": "former_upn",
    "former upn": "former_upn",
    "nhs number": "nhs_number",
    "nhs": "nhs_number",
}


def ticked(text: str) -> list[str]:
    """The marks of a JSON list, or those of a JSON object that are answered; a text that is no JSON is one mark."""
    try:
        found: Any = json.loads(text)
    except ValueError:
        return [text] if text else []
    if isinstance(found, dict):
        return [str(mark) for mark, said in found.items() if str(said).strip().casefold() not in _NOT_TICKED]
    if isinstance(found, list):
        return [str(mark).strip() for mark in found if str(mark).strip()]
    return [text]


def factors(*texts: str) -> str:
    """Assessment factors as one text: ``1A;3B``."""
    return SEPARATOR.join(dict.fromkeys(mark for text in texts for mark in ticked(text)))


def plan(text: str) -> str:
    """A permanence plan as one text; several, where plans are made side by side, stand next to each other."""
    return " and ".join(ticked(text))


def check(type_: str, status: str) -> str:
    """Which check a row of health checks is: ``dental``, ``health``; empty for another, or one that was not done."""
    kind = type_.casefold()
    if any(word in status.casefold() for word in _NO_CHECK):
        return ""
    return "dental" if "dent" in kind else "health" if "health" in kind else ""


def number(type_: str, ended: bool) -> str:
    """The field that keeps a number by which others know a child; empty for one of which nothing is kept."""
    field = _NUMBERS.get(" ".join(type_.strip("'\"").casefold().split()), "")
    if not ended:
        return field
    return "former_upn" if field in ("upn", "former_upn") else ""
