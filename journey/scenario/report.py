"""What running scenarios found, in plain lines: FILE:LINE for what is not as expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journey.scenario.run import Outcome


def disagreements(path: Path, outcomes: Sequence[Outcome]) -> list[str]:
    """One paragraph per answer that is not the expected one."""
    return [
        f"{path}:{outcome.expected.line.number}: '{outcome.expected.question}'{_of(outcome)} is "
        f"{outcome.answer}, not {outcome.expected.answer}.\n"
        f"    {outcome.scenario.title}\n"
        f"    {outcome.expected.line.text.strip()}"
        for outcome in outcomes
        if not outcome.right
    ]


def summary(files: int, outcomes: Sequence[Outcome]) -> str:
    """How many files, scenarios and answers, and how many are not as expected."""
    scenarios = {(id(outcome.scenario)) for outcome in outcomes}
    wrong = sum(not outcome.right for outcome in outcomes)
    ending = "all as expected" if not wrong else f"{wrong:,} not as expected"
    return (
        f"{_count(files, 'file')}, {_count(len(scenarios), 'scenario')}, {_count(len(outcomes), 'answer')}: {ending}."
    )


def _of(outcome: Outcome) -> str:
    several = len(outcome.scenario.children) > 1 and outcome.expected.child
    return f" of {outcome.expected.child}" if several else ""


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
