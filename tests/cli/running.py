"""Running the command line in tests: in this process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from journey.cli.main import cli

SAMPLE = Path(__file__).parents[1] / "data" / "coherent_small"
PROGRAM = (sys.executable, "-c", "from journey.cli.main import main; main()")


def journey(*arguments: str, store: str = "", env: Mapping[str, str] | None = None) -> Result:
    """Run in this process; ``.stdout``, ``.stderr`` and ``.exit_code`` are what the caller of a process would get."""
    before = ("--store", store) if store else ()
    return CliRunner().invoke(cli, [*before, *arguments], prog_name="journey", env=env)


def process(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run as a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(env or {})}
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, env=surroundings, cwd=cwd, check=False, timeout=60
    )
