"""Measured steps, each in a process of its own, so that its peak of memory is its own and nothing is left warm.

A step is a function that returns a dictionary with what its ``Watch`` tells; imports are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.memory import Memory

RUNS = 3
"""How often each of several steps that are compared is taken, in turns."""


class Watch:
    """Started when it is made; tells the ``seconds`` that passed, and the ``cpu`` seconds of all processors together,
    those of processes that it started and awaited among them."""

    def __init__(self) -> None:
        self._cpu, self._started = _cpu(), perf_counter()

    def told(self) -> dict[str, Any]:
        return {"seconds": perf_counter() - self._started, "cpu": _cpu() - self._cpu}


def _cpu() -> float:
    return sum(os.times()[:4])


def step(name: str, *words: object) -> dict[str, Any]:
    """Run ``module:function`` of this folder with some words as text: what it returns, and ``peak_mib``."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.steps", name, *map(str, words)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    row: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return row


def in_turns(steps: Mapping[str, tuple[object, ...]]) -> dict[str, dict[str, Any]]:
    """Steps by a label of their own, run in turns: of each the last result, with the median of its times."""
    taken: dict[str, list[dict[str, Any]]] = {label: [] for label in steps}
    for _ in range(RUNS):
        for label, (name, *words) in steps.items():
            taken[label].append(step(str(name), *words))
    return {label: own[-1] | medians(own) for label, own in taken.items()}


def medians(runs: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The median of each time of several runs."""
    return {name: median(row[name] for row in runs) for name in ("seconds", "cpu")}


def cost(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a step took, as columns of a table."""
    return {"seconds": found["seconds"], "cpu": found["cpu"], "MiB": found["peak_mib"]}


if __name__ == "__main__":
    module, _, function = sys.argv[1].partition(":")
    with Memory() as memory:
        found = getattr(import_module(f"benchmarks.{module}"), function)(*sys.argv[2:])
    print(json.dumps(found | {"peak_mib": memory.peak}))
