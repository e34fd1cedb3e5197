"""The real import as a process of its own, which can be stopped at one event of its writing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.source_tree import ROOT

_HELD = """
import sys
from itertools import count
from journey.cli.main import main
from journey.store import database, failures, postgres, sqlite, writing

hold_at, patience = int(sys.argv[1]), int(sys.argv[2])
del sys.argv[1:3]
for module in (database, failures, postgres, sqlite):
    module.WAIT_SECONDS = patience
sqlite._PRAGMAS = (f"PRAGMA busy_timeout = {patience * 1000}", *sqlite._PRAGMAS[1:])
encoded, numbers = writing.Writer._encoded, count()


def held(self, said):
    for event in encoded(self, said):
        if next(numbers) == hold_at:
            print("held", flush=True)
            sys.stdin.readline()
        yield event


writing.Writer._encoded = held
main()
"""

NEVER = -1
"""No event to stop at."""


def start_import(
    store: str, path: Path, day: date, *, hold_at: int = NEVER, patience: int = 60, rejects: Path | None = None
) -> subprocess.Popen[str]:
    """Start the command. ``hold_at`` is the event at which it stops until told to go on; ``patience`` in seconds."""
    command = [sys.executable, "-c", _HELD, str(hold_at), str(patience)]
    command += ["--store", store, "import", "annex-a", str(path), "--la", "999", "--extract-date", day.isoformat()]
    command += ["--format", "json", "--rejects", str(rejects or path.with_suffix(".rejects.csv"))]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def until_held(process: subprocess.Popen[str]) -> None:
    """Wait until the process stands at its event."""
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n", process.communicate()[1]


def kill(process: subprocess.Popen[str]) -> None:
    """End it without a chance to tidy up."""
    process.kill()
    process.communicate()
