"""Questions about why: the answers that ``journey why`` gives about a child, and the events behind each."""

from __future__ import annotations

from functools import partial
from typing import Any

from journey.domain.errors import UsageError
from journey.projections.why.explain import Explained, explain, question_named
from journey.scenario.asked import asked
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake
from journey.scenario.rows import Row, column
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _explained(view: View, child: str, about: str) -> Explained:
    own = f"{view.la}:{child}"
    return view.own(f"why {own} {about}", lambda: explain(asked(view), own, about or None))


def _rows(view: View, child: str, about: str) -> list[dict[str, Any]]:
    return _explained(view, child, about).rows


def _because(row: Row) -> str:
    return ", ".join(_event(one) for one in row["because"]) or NONE


def _event(one: Row) -> str:
    day = f" {in_words(one['on'])}" if one["on"] else ""
    return f"{one['event']}{day}" + ("" if one["precision"] == "exact" else f" ({one['precision']})")


def _asked(row: Row) -> str:
    return f"{row['question']} {row['answer']}".replace("_", " ")


def _untold(view: View, child: str, _about: str) -> str:
    found = _explained(view, child, "")
    both = {**found.untold, **found.untold_checks}
    return "; ".join(f"{rule} {both[rule]}" for rule in sorted(both)) or NONE


def _is_asked(about: str) -> None:
    try:
        question_named(about)
    except UsageError as unknown:
        raise Mistake(str(unknown)) from None


_of_one = partial(Question, alone=True)

QUESTIONS = (
    _of_one("answers to ANYTHING", "What journey why answers: to a rule, a flag, a finding, an indicator, handoffs, "
             "caseloads, not seen or quality.", "text", column(_rows, "answer"), check_about=_is_asked),
    _of_one("events behind ANYTHING", "Of each answer the events that it rests on.", "text", column(_rows, _because),
             check_about=_is_asked),
    _of_one("reasons for ANYTHING", "Of each answer what it says beside, or why nobody can tell.", "text",
             column(_rows, "detail"), check_about=_is_asked),
    _of_one("steps of ANYTHING", "Of each answer the step of the rule.", "text", column(_rows, "step"),
             check_about=_is_asked),
    _of_one("late, overdue or flagged", "All that journey why says without a question.", "text",
             column(_rows, _asked)),
    _of_one("not to be told", "How many answers nobody can tell, by rule.", "text", _untold),
)  # fmt: skip
"""Questions of this file."""
