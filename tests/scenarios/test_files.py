"""Every scenario of the project, answered by the real store and the real projections."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from journey.domain.rules import declared
from journey.scenario.report import disagreements
from journey.scenario.run import Outcome
from journey.scenario.words import questions
from tests.scenarios.files import PATHS, outcomes, read, readable

SCENARIOS = [(path, scenario) for path in readable() for scenario in read(path).scenarios]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_file_reads(path: Path) -> None:
    assert read(path).scenarios


@pytest.mark.parametrize(("path", "scenario"), SCENARIOS, ids=[f"{p.stem}: {s.title}" for p, s in SCENARIOS])
def test_scenario(path, scenario) -> None:
    found = [outcome for outcome in outcomes(path) if outcome.scenario.line == scenario.line]

    assert len(found) == len(scenario.then)
    assert not disagreements(path, found), "\n".join(disagreements(path, found))


def test_every_question_that_can_say_yes_and_no_has_both() -> None:
    said = {(o.question.name, says) for o in every() for says in o.says}
    asked = [question.name for question in questions().values() if question.twins]

    assert asked
    assert lacking(asked, said) == [], "write a scenario, and its twin that says the opposite"


def test_every_rule_has_a_scenario_that_says_met_and_one_that_says_late_or_overdue() -> None:
    said = {(rule, says) for o in every() for rule in rules_of(o) for says in o.says}

    assert lacking(declared(), said) == [], "write a scenario, and its twin that says the opposite"


def test_every_check_and_every_step_of_a_rule_with_several_clocks_has_both() -> None:
    said = {(o.about or o.question.rule, says) for o in every() for says in o.says}
    asked = [question.rule for question in questions().values() if " " in question.rule]

    assert asked
    assert lacking(asked, said) == []


def test_every_question_is_asked() -> None:
    asked = {outcome.question.name for outcome in every()}

    assert sorted(name for name, question in questions().items() if not question.rule and name not in asked) == []


def test_a_question_without_its_twin_is_found() -> None:
    assert lacking(["R01", "R02"], {("R01", True), ("R01", False), ("R02", True)}) == ["R02 never says no"]


@cache
def every() -> tuple[Outcome, ...]:
    """Every outcome of every file."""
    return tuple(outcome for path in readable() for outcome in outcomes(path))


def rules_of(outcome: Outcome) -> list[str]:
    """The rule that a question answers for, by its own name or by what it is asked about."""
    named = outcome.question.rule or (outcome.about if "RULE" in outcome.question.name else "")
    return [named.split()[0]] if named else []


def lacking(names: Iterable[str], said: set[tuple[str, bool]]) -> list[str]:
    """Names that no scenario answers with yes, or none with no."""
    words = ((True, "yes"), (False, "no"))
    return [f"{name} never says {word}" for name in names for says, word in words if (name, says) not in said]
