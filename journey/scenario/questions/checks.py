"""Questions about checks: what a rule asks of one event, or of one case as at the day."""

from __future__ import annotations

from functools import cache, partial

import polars as pl

from journey.domain.rules import checked
from journey.domain.rules.language import Check
from journey.domain.timescales import rules
from journey.projections.checks import check_rows
from journey.scenario.parts import Mistake, nearest
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _answers(view: View, child: str, check: Check) -> list[str]:
    """The answers about a child, in the order of the days that they are about."""
    frame = view.once(f"check {check.rule} {check.step}", lambda: check_rows(view.batch, check))
    return frame.filter(pl.col("child") == view.index(child)).sort("day", "fact")["answer"].to_list()


@cache
def names() -> dict[str, Check]:
    """What a check is asked by: rule and step in plain words."""
    every = (check for rule in checked().values() for check in rule.checks)
    return {f"{check.rule} {check.step.replace('_', ' ')}": check for check in every}


def _check(named: str) -> Check:
    known = names()
    if named not in known:
        raise Mistake(f"'{named}' is no check.{nearest(named, known) or ' Those are a rule and one of its steps.'}")
    return known[named]


def _last(check: Check, view: View, child: str, _about: str) -> str:
    return next(reversed(_answers(view, child, check)), NONE)


def _all(view: View, child: str, named: str) -> str:
    return "; ".join(_answers(view, child, _check(named))) or NONE


def _sentence(check: Check) -> str:
    """What the rule asks, as the guidance that was written last has it."""
    return next(step.sentence for step in reversed(rules()[check.rule].steps) if step.name == check.step)


QUESTIONS = (
    Question(
        "answers of CHECK", "The answer to a check for each event it asks about.", "text", _all, check_about=_check
    ),
    *(
        Question(name, f"Whether: {_sentence(check)}", "answer", partial(_last, check), rule=name)
        for name, check in names().items()
    ),
)
"""Questions of this file."""
