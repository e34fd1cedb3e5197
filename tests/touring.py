"""The tour, taken once in a test run, however many its processes; the tests of README share what it leaves."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.source_tree import ROOT

_TOUR = (sys.executable, "-m", "journey", "demo", "tour", "demo")


@dataclass(frozen=True, slots=True)
class Taken:
    """The folder that a tour left, which no test may change, and all that it printed."""

    folder: Path
    printed: str

    def copy(self, to: Path) -> Path:
        """The folder once more, to do something in; ``to`` is not there yet."""
        return Path(shutil.copytree(self.folder, to))


def taken(shared: Path) -> Taken:
    """Take the tour in a folder that all processes of a test run see, or wait until another of them has."""
    with (shared / "tour.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        printed = shared / "tour.txt"
        if not printed.exists():
            printed.write_text(_take(shared), encoding="utf-8")
        return Taken(shared / "demo", printed.read_text(encoding="utf-8"))


def _take(folder: Path) -> str:
    environment = {**os.environ, "JOURNEY_STORE": "sqlite:////nowhere/of-mine.db", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(_TOUR, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
