"""A mutant tried: in a process of its own, forked from one in which everything is loaded but nothing has run."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from tests.mutation.apply import in_force, put_in_force, resting_on
from tests.mutation.mutants import Mutant
from tests.mutation.properties import steady
from tests.mutation.touched import WAYS, Touched, Unit, looking
from tests.source_tree import ROOT

CPU_SECONDS: Final = 400
"""After so long a mutant that goes round in circles is stopped, and counts as killed."""
WALL_SECONDS: Final = 3_000
MEMORY: Final = 8 * 2**30

_TURNS: Final = (3, 9, 20, 60)
"""So many scenarios at a time: most mutants are noticed by the first."""

_TESTED: Final = ("conftest", "domain", "journey", "oracle", "projections", "scenarios")

Result = dict[str, Any]


def forked(task: Callable[[], Result]) -> Result:
    """What a task answers, in a process of its own that is ended when it takes too long; with its processor time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(task, writing)
    os.close(writing)
    said, deadline = b"", time.monotonic() + WALL_SECONDS
    while select.select([reading], [], [], max(0, deadline - time.monotonic()))[0]:
        if not (part := os.read(reading, 65536)):
            break
        said += part
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    _, status, used = os.wait4(child, 0)
    found: Result = (
        json.loads(said) if said else {"killed": True, "by": f"stopped: {os.waitstatus_to_exitcode(status)}"}
    )
    return found | {"cpu": round(used.ru_utime + used.ru_stime, 2)}


def _answer(task: Callable[[], Result], to: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        try:
            found = task()
        except BaseException as raised:  # whatever a mutant does, it is noticed
            found = {"killed": True, "by": "".join(traceback.format_exception_only(raised)).strip()[:300]}
        os.write(to, json.dumps(found).encode())
    finally:
        os._exit(0)


def by_scenarios(mutant: Mutant | None, units: list[Unit]) -> Result:
    """Whether one of the scenarios gives an answer that it should not; without a mutant, of the package as it is."""

    code = _ready(mutant)

    def task() -> Result:
        if mutant:
            put_in_force(mutant, code)
        done = 0
        for turn in _turns(units):
            for way, stem, numbers in _by_file(turn):
                done += len(numbers)
                if wrong := _first_wrong(way, stem, numbers):
                    return {"killed": True, "by": wrong, "tried": done}
        return {"killed": False, "tried": done, "in force": mutant is None or in_force(mutant)}

    return forked(task)


def by_properties(mutant: Mutant | None, tests: list[str]) -> Result:
    """Whether one of the tests fails."""
    code = _ready(mutant)

    def task() -> Result:
        for name in [name for name in sys.modules if name.startswith("tests.") and name.split(".")[1] in _TESTED]:
            del sys.modules[name]
        if mutant:
            put_in_force(mutant, code)
        steady()
        failed = _Failed()
        options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT)]
        for number, test in enumerate(tests, 1):
            pytest.main([*options, str(ROOT / test)], plugins=[failed])
            if failed.names:
                return {"killed": True, "by": failed.names[0], "tried": number}
        return {"killed": False, "tried": len(tests), "in force": mutant is None or in_force(mutant)}

    return forked(task)


class _Failed:
    """Notes which tests failed, or did not load."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has run."""
        if report.failed:
            self.names.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file was loaded."""
        if report.failed:
            self.names.append(f"{report.nodeid} (loading)")


def _ready(mutant: Mutant | None) -> str:
    """The changed text; what it takes to find and to load it is done before the fork."""
    if mutant is None:
        return ""
    resting_on(mutant.module)
    return mutant.code()


def _turns(units: list[Unit]) -> list[list[Unit]]:
    turns, at = [], 0
    for size in (*_TURNS, len(units)):
        turns.append(units[at : at + size])
        at += size
    return [turn for turn in turns if turn]


def _by_file(units: list[Unit]) -> list[tuple[str, str, set[str]]]:
    files: dict[tuple[str, str], set[str]] = {}
    for way, stem, number in units:
        files.setdefault((way, stem), set()).add(number)
    return [(way, stem, numbers) for (way, stem), numbers in files.items()]


def _first_wrong(way: str, stem: str, numbers: set[str]) -> str:
    """The first answer that is not the expected one, with its scenario; empty where all are."""
    from journey.scenario.read import read_file
    from journey.scenario.run import run_file

    view, asked = looking(way)
    file = asked(read_file(next((ROOT / "scenarios").rglob(f"{stem}.md"))))
    own = replace(file, scenarios=tuple(one for one in file.scenarios if one.la in numbers))
    for outcome in run_file(own, view):
        if not outcome.right:
            return f"{stem}: {outcome.scenario.title}"
    return ""


def touched_of(folder: Path) -> Touched:
    """What the scenarios touch, recorded now unless it was."""
    if not (folder / "scenarios.json").exists():
        for way in reversed(WAYS):
            subprocess.run([sys.executable, "-m", "tests.mutation.touched", str(folder), way], cwd=ROOT, check=True)
    return Touched.read(folder)
