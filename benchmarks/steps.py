"""Measured steps, each in a process of its own, so that its peak of memory is its own and nothing is left warm.

A step is a function that returns a dictionary with ``seconds``, which it measures itself, imports left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

RUNS = 3
"""How often each of several steps that are compared is taken, in turns."""


def step(name: str, *words: object) -> dict[str, Any]:
    """Run ``module:function`` of this folder with some words as text: what it returns, and ``peak_mib``."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.steps", name, *map(str, words)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    row: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return row


def in_turns(steps: Mapping[str, tuple[object, ...]]) -> dict[str, dict[str, Any]]:
    """Steps by a label of their own, run in turns: of each the last result, with the median of its ``seconds``."""
    taken: dict[str, list[dict[str, Any]]] = {label: [] for label in steps}
    for _ in range(RUNS):
        for label, (name, *words) in steps.items():
            taken[label].append(step(str(name), *words))
    return {label: own[-1] | {"seconds": median(_seconds(own))} for label, own in taken.items()}


def _seconds(rows: Iterable[Mapping[str, Any]]) -> Iterable[float]:
    return [float(row["seconds"]) for row in rows]


def peak() -> int:
    """The most memory that this process has held, in MiB; 0 where the system does not say.

    From ``/proc`` where there is one: what the system tells of a child's use counts its parent's memory in.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return _used()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))


def _used() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    module, _, function = sys.argv[1].partition(":")
    found = getattr(import_module(f"benchmarks.{module}"), function)(*sys.argv[2:])
    print(json.dumps(found | {"peak_mib": peak()}))
