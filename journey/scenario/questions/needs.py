"""Questions about what a rule, a check, a mean or an indicator rests on, as ``journey coverage`` asks its sources."""

from __future__ import annotations

from functools import cache

from journey.projections.coverage.answerable import Needs, every_question
from journey.projections.coverage.holdings import title_of
from journey.scenario.parts import Mistake, nearest
from journey.scenario.view import View
from journey.scenario.words import Question


@cache
def _asked() -> dict[str, Needs]:
    """By rule and step, or by title of an indicator, all that is needed; where steps are called alike, of both."""
    found: dict[str, Needs] = {}
    for kind, name, title, needs in every_question():
        called = title if kind == "indicator" else name.replace("_", " ")
        found[called] = (*found.get(called, ()), *needs)
    return found


def _known(name: str) -> Needs:
    if name not in _asked():
        raise Mistake(f"'{name}' rests on nothing that is known.{nearest(name, _asked())}")
    return _asked()[name]


def _needs(_view: View, _child: str, name: str) -> str:
    """``Section 47 enquiry started; Case closed, reason or Assessment authorised, outcome``."""
    return "; ".join(" or ".join(map(title_of, need.split("|"))) for need in dict.fromkeys(_known(name)))


QUESTIONS = (
    Question("what ANYTHING needs", "The events and fields that must be held before it can be answered; or where "
             "they stand for each other.", "text", _needs, about="nobody", check_about=_known),
)  # fmt: skip
"""Questions of this file."""
