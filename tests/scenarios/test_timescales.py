"""Each timescale of statute or statutory guidance has a scenario file of its own, with both sides of the last day."""

from __future__ import annotations

from journey.domain.rules import declared
from journey.domain.rules.language import Clock, Ladder
from journey.domain.timescales import rules
from journey.scenario.run import Outcome
from tests.scenarios.files import FOLDER, outcomes
from tests.scenarios.test_files import lacking

OWN = FOLDER / "timescales"


def test_both_sides_of_the_last_day_of_each_limit() -> None:
    said = {(named_as(outcome), says) for rule in limits() for outcome in own(rule) for says in outcome.says}

    assert len(limits()) > 20
    assert lacking((name for names in limits().values() for name in names), said) == []


def test_each_has_one_file() -> None:
    assert {rule: files for rule in limits() if len(files := sorted(OWN.glob(f"{rule.lower()}_*.md"))) != 1} == {}


def limits() -> dict[str, list[str]]:
    """What the steps of each timescale that is not local are asked by, by rule."""
    found: dict[str, list[str]] = {}
    for rule in declared().values():
        names = [step for timescale in rule.timescales for step in steps(timescale)]
        binding = {step.name for step in rules()[rule.id].steps if step.authority != "local"}
        asked = [
            rule.id if len(names) == 1 else f"{rule.id} {name.replace('_', ' ')}" for name in names if name in binding
        ]
        found |= {rule.id: asked} if asked else {}
    return found


def steps(timescale: Clock | Ladder) -> list[str]:
    """The steps of a clock or of a ladder's rungs."""
    return [timescale.step] if isinstance(timescale, Clock) else [rung.step for rung in timescale.rungs]


def own(rule: str) -> list[Outcome]:
    """What the rule's own file answers."""
    return [outcome for path in OWN.glob(f"{rule.lower()}_*.md") for outcome in outcomes(path)]


def named_as(outcome: Outcome) -> str:
    """The timescale that a question asks about."""
    return outcome.about or outcome.question.rule
