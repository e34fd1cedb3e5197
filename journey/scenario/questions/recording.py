"""Questions about what a person recorded in **When**: whether it was refused, known already, how much was written."""

from __future__ import annotations

from journey.scenario.parts import Mistake, Recorded
from journey.scenario.view import View
from journey.scenario.words import Question


def _recorded(view: View) -> Recorded:
    if view.recorded is None:
        raise Mistake("Nothing was recorded by hand: the test has no table **When**.")
    return view.recorded


def _refused(view: View, _child: str, _about: str) -> str:
    return "yes" if _recorded(view).refused else "no"


def _why(view: View, _child: str, _about: str) -> str:
    return _recorded(view).refused or "none"


def _known(view: View, _child: str, _about: str) -> str:
    done = _recorded(view)
    return "no" if done.refused or done.written else "yes"


def _written(view: View, _child: str, _about: str) -> str:
    return str(_recorded(view).written)


QUESTIONS = (
    Question("refused", "Whether the command in When was refused.", "yes or no", _refused, about="all", twins=True),
    Question("why refused", "The reason, in the words of the command.", "text", _why, about="all"),
    Question(
        "already known",
        "Whether the record said so already, so that nothing was written.",
        "yes or no",
        _known,
        about="all",
        twins=True,
    ),
    Question("statements written", "How many the command in When wrote on children.", "count", _written, about="all"),
)
"""Questions of this file."""
