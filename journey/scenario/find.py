"""Finding scenario files, and reading many of them so that every mistake in all is named at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from journey.domain.errors import UsageError
from journey.scenario.parts import NotAScenario, Problem, ScenarioFile
from journey.scenario.read import read_file

NOT_SCENARIOS = "README.md"
"""The file of a folder that explains the others."""


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every Markdown file of the folders named, in order. Raises UsageError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.md") if file.name != NOT_SCENARIOS)
            if not inside:
                raise UsageError(f"{path} holds no scenarios: files that end in .md. Name a file or another folder.")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"There is no {path}. Name a scenario file, or a folder of them.")
    return list(dict.fromkeys(found))


def read_files(paths: Iterable[Path]) -> list[ScenarioFile]:
    """Every file read. Raises NotAScenario with the mistakes of all."""
    files: list[ScenarioFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files.append(read_file(path))
        except NotAScenario as wrong:
            problems += wrong.problems
    if problems:
        raise NotAScenario(problems)
    return files
