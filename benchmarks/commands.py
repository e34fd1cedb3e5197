"""A command as a person waits for it, process and all: seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from benchmarks import steps
from benchmarks.journeys import LAST
from benchmarks.steps import Watch, cost, medians

_MEASURED = """
import runpy, sys
from benchmarks.memory import Memory
memory = Memory()
try:
    with memory:
        runpy.run_module("journey", run_name="__main__", alter_sys=True)
finally:
    print(memory.peak, file=sys.stderr)
"""


def waited(commands: Mapping[str, tuple[str, ...]], store: Path) -> dict[str, dict[str, Any]]:
    """What some commands cost (``steps.cost``), run in turns on a store; a run beforehand tells the peak of memory."""
    memory = {name: _peak(words, store) for name, words in commands.items()}
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for _ in range(steps.RUNS):
        for name, words in commands.items():
            watch = Watch()
            _run([sys.executable, "-m", "journey", *words], store)
            taken[name].append(watch.told())
    return {name: cost(medians(own) | {"peak_mib": memory[name]}) for name, own in taken.items()}


def _peak(words: tuple[str, ...], store: Path) -> int:
    """The peak of a run's memory, in MiB, told by the process itself at its end."""
    return int(_run([sys.executable, "-c", _MEASURED, *words], store).split()[-1])


def _run(command: list[str], store: Path) -> str:
    """Run a command that must succeed, its answer thrown away; what it said on the side."""
    times = {"JOURNEY_STORE": f"sqlite:///{store}", "JOURNEY_USER": "benchmark"}
    with TemporaryFile("w+") as said:
        asked = [*command, "--as-at", LAST.isoformat(), "--known-at", LAST.isoformat()]
        subprocess.run(asked, check=True, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, **times})
        said.seek(0)
        return said.read()
