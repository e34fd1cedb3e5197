"""The scenario files of the project, read and run once per test run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from journey.scenario.parts import Expected, NotAScenario, ScenarioFile
from journey.scenario.read import read_file
from journey.scenario.run import Outcome, run_file
from tests.source_tree import ROOT

FOLDER = ROOT / "scenarios"
PATHS = sorted(path for path in FOLDER.rglob("*.md") if path.name != "README.md")


@cache
def read(path: Path) -> ScenarioFile:
    """A file as read. Raises NotAScenario."""
    return read_file(path)


@cache
def outcomes(path: Path) -> tuple[Outcome, ...]:
    """Every outcome of a file."""
    return tuple(run_file(read(path)))


def readable() -> list[Path]:
    """The files that read as scenarios; another test complains of the others."""
    found = []
    for path in PATHS:
        try:
            read(path)
        except NotAScenario:
            continue
        found.append(path)
    return found


def with_rows(file: ScenarioFile, wanted: Callable[[Expected], bool]) -> ScenarioFile:
    """A file with those rows of **Then** alone, and the scenarios that have one."""
    own = [replace(one, then=tuple(row for row in one.then if wanted(row))) for one in file.scenarios]
    return replace(file, scenarios=tuple(one for one in own if one.then))
