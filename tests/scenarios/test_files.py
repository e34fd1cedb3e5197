"""Every scenario of the project, answered by the real store and the real projections."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.scenario.report import disagreements
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
    said = {(o.question.name, o.says) for path in readable() for o in outcomes(path)}
    asked = [question.name for question in questions().values() if question.twins]

    lacks = [f"{name} never {word}" for name in asked for says, word in YES_AND_NO if (name, says) not in said]

    assert not lacks, "write a scenario, and the twin that says the opposite: " + "; ".join(lacks)


def test_every_question_is_asked() -> None:
    asked = {outcome.question.name for path in readable() for outcome in outcomes(path)}

    assert sorted(set(questions()) - asked) == []


YES_AND_NO = ((True, "says yes"), (False, "says no"))
