"""What a scenario file is made of, once read, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from journey.domain.errors import BadInputFile
from journey.domain.events.base import Event
from journey.domain.statements import Source, Statement
from journey.domain.words import Mistake as Mistake
from journey.domain.words import nearest as nearest
from journey.scenario.files.shown import ShownFile
from journey.scenario.lines import Line as Line

ONLY_CHILD = "the child"
"""What the child of a scenario is called when the tables have no column Child."""


@dataclass(frozen=True, slots=True)
class Interval:
    """That a day is not known exactly: it lies from ``first`` on, if that is known, up to the day that is given."""

    first: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a Given table. ``details`` are the pairs as written; ``known`` is the day it was recorded.

    ``on`` is the day it happened; with an ``interval``, the last on which it can have happened. ``source`` is the file
    that says it; None for what a person recorded.
    """

    line: Line
    event: type[Event]
    on: date
    at: time | None
    child: str | None
    who: str | None
    known: date
    details: tuple[tuple[str, str], ...]
    interval: Interval | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A row of a Then table: a question, about one child or (None) about all of them, and its answer in words."""

    line: Line
    question: str
    child: str | None
    answer: str


@dataclass(frozen=True, slots=True)
class When:
    """The row of a When table: a command by which ``who`` records on a day; ``arguments`` are those of its method."""

    line: Line
    day: date
    who: str
    command: str
    child: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command in When came to: how many statements were written on children, or why it was refused."""

    written: int
    refused: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One test. ``said`` is what was recorded, in the order of recording; ``children`` are the names it uses.

    ``files`` are then taken in, in their order; ``when`` is what a person records after that; ``complete`` the first
    and the last day for which the record is complete, None where it has no lower limit, or goes to the as-at day.
    """

    line: Line
    title: str
    la: str
    as_at: date
    known_at: date | None
    children: tuple[str, ...]
    said: tuple[Statement, ...]
    then: tuple[Expected, ...]
    when: When | None = None
    complete: tuple[date | None, date | None] = (None, None)
    files: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """One practice question: its definition and its tests."""

    path: Path
    question: str
    definition: str
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: where, the line, and a plain sentence."""

    path: Path
    line: Line
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line.number}: {self.says}\n    {self.line.text.strip()}"


class NotAScenario(BadInputFile):
    """A file that does not read as scenarios; ``problems`` are all that was found. Exit code 11."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def with_steps(rule: str, known: Iterable[str]) -> str:
    """A sentence that names what a rule of several steps is asked by; empty when there is no such rule."""
    asked_by = [name for name in known if name.casefold().startswith(f"{rule.casefold()} ")]
    return f" It has several steps, each of which is asked by itself: {', '.join(asked_by)}." if asked_by else ""
