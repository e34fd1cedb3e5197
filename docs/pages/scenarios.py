"""`docs/scenarios.md`: which scenario shows which rule, and on which side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docs.pages.markdown import GENERATED, table
from journey.domain.rules import every_rule
from journey.domain.timescales import rules
from journey.scenario.find import find_files, read_files
from journey.scenario.words import find_question, verdicts

_FOLDER = Path(__file__).parents[2] / "scenarios"

_INTRODUCTION = """\
# Scenarios by rule

Every scenario of the project is a short chronology with the answers expected of it, in tables that need no programming
(`scenarios/README.md` says how to write one). All of them are run by the tests, through a real store.

{files} files hold {scenarios} scenarios, which ask {answers} answers. Under a rule stand those that ask about it: in
the first column those in which it is met or the answer is yes, in the second those in which it is late, overdue or no,
in the third those in which nobody can tell, it is not asked, or time still runs.
"""

Sides = tuple[list[str], list[str], list[str]]
"""The scenarios that say yes, those that say no, and the others, as links."""


@cache
def page() -> str:
    """The document."""
    files = read_files(find_files([_FOLDER]))
    by_rule: dict[str, Sides] = defaultdict(lambda: ([], [], []))
    others: dict[str, list[str]] = defaultdict(list)
    scenarios = answers = 0
    for file in files:
        for scenario in file.scenarios:
            scenarios += 1
            link = f"[{scenario.title}](../scenarios/{file.path.relative_to(_FOLDER).as_posix()})"
            for expected in scenario.then:
                answers += 1
                question, about = find_question(expected.question)
                rule = (question.rule or about).partition(" ")[0]
                if rule not in every_rule():
                    _add(others[question.name], link)
                    continue
                for side in _sides(verdicts(question, expected.answer)):
                    _add(by_rule[rule][side], link)
    parts = [GENERATED, _INTRODUCTION.format(files=len(files), scenarios=scenarios, answers=answers)]
    parts += _rules(by_rule)
    parts.append("## Questions that are no rule's\n")
    parts.append(
        table(("question", "scenarios"), [(name, "<br>".join(found)) for name, found in sorted(others.items())])
    )
    return "\n".join(parts)


def _sides(says: set[bool]) -> list[int]:
    return [0 if yes else 1 for yes in sorted(says, reverse=True)] or [2]


def _add(found: list[str], link: str) -> None:
    if link not in found:
        found.append(link)


def _rules(by_rule: dict[str, Sides]) -> Iterator[str]:
    for name in every_rule():
        if name in by_rule:
            yield f"## {name}: {rules()[name].title}\n"
            cells = ["<br>".join(side) for side in by_rule[name]]
            yield table(("met, or yes", "late, overdue, or no", "neither"), [cells])
