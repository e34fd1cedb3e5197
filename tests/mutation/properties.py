"""Which lines each test touches, recorded once, and the tests that a mutant is tried on after the scenarios."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import hypothesis
import pytest
from coverage import Coverage, CoverageData

from tests.mutation.apply import imports_of, preload
from tests.mutation.mutants import NUMBERS, PARTS, Mutant
from tests.mutation.touched import contexts_of, in_function, rules_meant, statement
from tests.source_tree import ROOT

FOLDERS: Final = ("tests/domain", "tests/projections")
"""Where the properties, the oracles and the tests of the four parts stand; who touches what is recorded of them."""

OTHERS: Final = ("tests/cli", "tests/journey")
"""Tests of commands, which are tried where none of those is near."""

MANY: Final = 60.0
"""Seconds taken for a test file that was not recorded."""


@dataclass(frozen=True)
class Tests:
    """What was recorded: the lines that each test file touches, and its seconds of processor time."""

    data: CoverageData
    seconds: dict[str, float]

    @cached_property
    def contexts(self) -> dict[str, dict[int, list[str]]]:
        """Of each file, the test files that touched each line."""
        return contexts_of(self.data)

    def of(self, mutant: Mutant) -> list[str]:
        """The test files to try a mutant on, the quickest first.

        Those that touch the changed statement; where it runs as its module is loaded, those that touch the module; if
        none does, those of the commands nearest to it. For a rule, or a number of one, those that name it.
        """
        if rules := rules_meant(mutant):
            names = {path for path in _written() if any(rule in _words(path) for rule in rules)}
        else:
            lines = self.contexts.get(mutant.path, {})
            names = {name for line in statement(mutant) for name in lines.get(line, [])}
            if "" in names or not in_function(mutant):
                names = {name for found in lines.values() for name in found if name}
            names = names or _of_commands(mutant.module)
        return sorted(names, key=lambda name: (self.seconds.get(name, MANY), name))


@cache
def _written() -> tuple[str, ...]:
    """Every test file but those that are no tests of the package's behaviour, or tests of scenarios."""
    files = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    return tuple(path.as_posix() for path in files if path.as_posix().startswith((*FOLDERS, *OTHERS)))


def _of_commands(module: str) -> set[str]:
    """The tests of the commands that are reached first from a module, from importer to importer."""
    reached = {module}
    while not (commands := {name for name in reached if name.startswith("journey.cli.")}):
        further = {name for name, imports in imports_of().items() if imports & reached} | reached
        if further == reached:
            return set()
        reached = further
    names = {name.rpartition(".")[2] for name in commands}
    return {path for path in _written() if any(Path(path).stem.startswith(f"test_{name}") for name in names)}


@cache
def _words(path: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (ROOT / path).read_text(encoding="utf-8")))


class _Recording:
    """Tells ``coverage`` which file a test stands in, and adds up the processor time of each."""

    def __init__(self, recorder: Coverage) -> None:
        self.recorder = recorder
        self.seconds: Counter[str] = Counter()
        self.since = time.process_time()
        self.file = ""

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """A test begins; what is still going on belonged to the one before."""
        now = time.process_time()
        self.seconds[self.file] += now - self.since
        self.since, self.file = now, item.nodeid.partition("::")[0]
        self.recorder.switch_context(self.file)


def steady() -> None:
    """Let Hypothesis draw the same examples every time, however long one takes: a busy machine breaks no law."""
    hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None)
    hypothesis.settings.load_profile("mutants")


def record(folder: Path) -> None:
    """Run every test and write who touched what into the folder."""
    include = [str(ROOT / path / "*") for part, path in PARTS.items() if part != NUMBERS]
    recorder = Coverage(data_file=str(folder / "properties.coverage"), include=include, config_file=False)
    recorder.erase()
    recorder.start()
    preload()
    recording = _Recording(recorder)
    steady()
    failed = pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *FOLDERS], plugins=[recording])
    recorder.stop()
    recorder.save()
    if failed:
        raise RuntimeError("The tests do not pass as they are: nothing could be learnt from a mutant.")
    seconds = {name: round(spent, 2) for name, spent in sorted(recording.seconds.items()) if name}
    (folder / "properties.json").write_text(json.dumps(seconds, indent=0), encoding="utf-8")


def touched_of(folder: Path) -> Tests:
    """What the tests touch, recorded now unless it was."""
    if not (folder / "properties.json").exists():
        subprocess.run([sys.executable, "-m", "tests.mutation.properties", str(folder)], cwd=ROOT, check=True)
    data = CoverageData(str(folder / "properties.coverage"))
    data.read()
    return Tests(data, json.loads((folder / "properties.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    record(Path(sys.argv[1]))
