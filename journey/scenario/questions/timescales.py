"""Questions about timescales: the state of each rule, when it was due, by how many days it was missed."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from journey.domain.rules import Declared, declared
from journey.domain.rules.language import Clock
from journey.domain.timescales import rules
from journey.projections.batch import date_of
from journey.projections.timescales.running import timescales
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake, nearest, with_steps
from journey.scenario.view import View
from journey.scenario.words import NONE, NOT_KNOWN, Question


def _rows(view: View, child: str, named: str) -> list[dict[str, Any]]:
    """The runnings of a rule, or of one step of it, in the order in which they started."""
    rule, step = _rule(named)
    frame = view.once(rule, lambda: timescales(view.batch, [rule]))
    own = frame.filter(pl.col("child") == view.index(child))
    return (own if step is None else own.filter(pl.col("step") == step)).sort("started_on", "rung").to_dicts()


def _rule(named: str) -> tuple[str, str | None]:
    """The rule and, where it has several clocks, the step that a name asks about. Raises Mistake."""
    known = names()
    if named not in known:
        if steps := with_steps(named, known):
            raise Mistake(f"'{named}' is not asked as a whole.{steps}")
        raise Mistake(f"'{named}' is no rule.{nearest(named, known) or ' docs/timescales.md lists them all.'}")
    return known[named]


@cache
def names() -> dict[str, tuple[str, str | None]]:
    """What a rule is asked by: its id or title, or its id with the words of one of its steps."""
    found: dict[str, tuple[str, str | None]] = {}
    for rule in declared().values():
        found |= {f"{rule.id} {step.replace('_', ' ')}": (rule.id, step) for step in _steps(rule)}
        if len(rule.timescales) == 1:
            found |= {rule.id: (rule.id, None), rules()[rule.id].title: (rule.id, None)}
    return found


def _steps(rule: Declared) -> list[str]:
    """The steps of a rule's clocks and ladders."""
    steps = [[one.step] if isinstance(one, Clock) else [rung.step for rung in one.rungs] for one in rule.timescales]
    return [step for several in steps for step in several]


def _state(view: View, child: str, named: str) -> str:
    return next((str(row["state"]) for row in reversed(_rows(view, child, named))), NONE)


def _states(view: View, child: str, named: str) -> str:
    return "; ".join(str(row["state"]) for row in _rows(view, child, named)) or NONE


def _due(view: View, child: str, named: str) -> str:
    return "; ".join(_day(row["due"]) for row in _rows(view, child, named)) or NONE


def _days_over(view: View, child: str, named: str) -> str:
    over = (row["days_over"] for row in _rows(view, child, named))
    return "; ".join(NONE if days is None else str(days) for days in over) or NONE


def _day(day: int | None) -> str:
    return NOT_KNOWN if day is None else in_words(date_of(day))


def _of_rule(name: str, rule: str, step: str | None) -> Question:
    """The question that is called by the rule's id or title: the state of the running that started last."""
    title = rules()[rule].title
    of_step = f", {step.replace('_', ' ')}" if step else ""
    return Question(
        name,
        f"{title}{of_step}: the state of the running that started last.",
        "state",
        lambda view, child, _: _state(view, child, name),
        rule=name if step else rule,
    )


QUESTIONS = (
    Question("states of RULE", "The state of each running of a rule, in order.", "states", _states, check_about=_rule),
    Question("due days of RULE", "The day on which each running was due.", "days", _due, check_about=_rule),
    Question("days over of RULE", "By how many days each was missed.", "text", _days_over, check_about=_rule),
    *(_of_rule(name, rule, step) for name, (rule, step) in names().items() if not step or rule not in names()),
)
"""Questions of this file."""
