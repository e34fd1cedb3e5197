"""What the rows behind a command say, in words: a question asks for one column of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from journey.projections.batch import date_of
from journey.scenario.cells import in_words
from journey.scenario.view import View
from journey.scenario.words import NONE, Answer

Row = Mapping[str, Any]
Rows = Callable[[View, str, str], Iterable[Row]]
"""The rows behind a question: of the view, the child, and what stood for the word in capitals."""


def column(rows: Rows, name: str | Callable[[Row], Any], *, days: bool = False) -> Answer:
    """Answers with one column of every row, in their order; ``days`` are days since 1900."""
    value = name if callable(name) else lambda row: row[name]

    def answer(view: View, child: str, about: str) -> str:
        told = [value(row) for row in rows(view, child, about)]
        return "; ".join(said(date_of(one) if days and one is not None else one) for one in told) or NONE

    return answer


def said(value: Any) -> str:
    """A value in words."""
    if value is None or value in ("", [], {}):
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, Mapping):
        return (
            str(value["code"]) if "code" in value else ", ".join(f"{name} {said(one)}" for name, one in value.items())
        )
    if isinstance(value, list | tuple):
        return ", ".join(said(one) for one in value)
    return str(value).replace("_", " ")
