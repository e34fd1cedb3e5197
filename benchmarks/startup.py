"""How long a person waits for a command, the whole process counted, beside a Python process that does nothing.

The promise: `--help` in less than 0.3 s, `show` in less than 0.6 s.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_up import fill
from benchmarks.timing import in_turns, medians

TIMES = 15
EMPTY = "an empty Python process"


def main() -> list[dict[str, object]]:
    """Median seconds of each command, the ratio to an empty process, and what is promised."""
    promised = {"journey --help": 0.3, "journey --version": 0.3, "journey show": 0.6}
    with TemporaryDirectory() as folder:
        store = Path(folder) / "journey.db"
        child = fill(store, events=1_000)
        runs = {
            EMPTY: process([sys.executable, "-c", "pass"]),
            "journey --help": process(journey("--help")),
            "journey --version": process(journey("--version")),
            "journey show": process(journey("show", child, "--store", f"sqlite:///{store}")),
        }
        taken = medians(in_turns(runs, TIMES))
    return [
        {
            "command": name,
            "seconds": seconds,
            "times an empty process": seconds / taken[EMPTY],
            "promised": f"under {promised[name]} s" if name in promised else None,
        }
        for name, seconds in taken.items()
    ]


def journey(*words: str) -> list[str]:
    """A command line of ours, run by this Python."""
    return [sys.executable, "-m", "journey", *words]


def process(command: list[str]) -> Callable[[], None]:
    """A run of a whole process that must succeed, its output thrown away."""

    def run() -> None:
        environment = {**os.environ, "JOURNEY_USER": "benchmark"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    return run
