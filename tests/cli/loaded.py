"""The command as a process of its own, forked from one that has loaded what imports need: its memory and its seconds.

Of each such process the kernel tells what it took; nothing that ran before counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.source_tree import ROOT

_LOADED = """
import json, os, sys
from importlib import import_module
from pkgutil import walk_packages
from journey.cli.main import main

for under in ("journey.domain", "journey.importers", "journey.store"):
    for module in walk_packages(import_module(under).__path__, f"{under}."):
        import_module(module.name)

for line in sys.stdin:
    said, *words = json.loads(line)
    process = os.fork()
    if not process:
        for stream, path in enumerate((os.devnull, os.devnull, said)):
            os.dup2(os.open(path, os.O_RDWR), stream)
        sys.argv = ["journey", *words]
        main()
        sys.exit(0)
    _, status, took = os.wait4(process, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), took.ru_maxrss]), flush=True)
"""


class Ran(NamedTuple):
    """Exit code, what was said on the side, peak of resident memory in bytes, and seconds."""

    code: int
    said: str
    peak: int
    seconds: float


def run(*words: str) -> Ran:
    """Run the command; what it prints is let go."""
    loaded = _loaded()
    assert loaded.stdin is not None
    assert loaded.stdout is not None
    with tempfile.NamedTemporaryFile() as said:
        begun = perf_counter()
        loaded.stdin.write(json.dumps([said.name, *words]) + "\n")
        loaded.stdin.flush()
        code, peak = json.loads(loaded.stdout.readline())
        return Ran(code, Path(said.name).read_text(encoding="utf-8"), peak * 1024, perf_counter() - begun)


@cache
def _loaded() -> subprocess.Popen[str]:
    """The process to fork from; it ends when this one does, as nobody writes to it any more."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _LOADED]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings)
