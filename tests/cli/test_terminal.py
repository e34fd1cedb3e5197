"""Windows, pipes and NO_COLOR, with a real terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from journey.store.log import open_log
from tests.cli.running import PROGRAM, process

ESCAPE = "\x1b["


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/journey.db"
    open_log(url).close()
    return url


def in_a_window(*arguments: str, **env: str) -> tuple[int, str]:
    """Run with standard output and error on a pseudo-terminal."""
    ours, theirs = pty.openpty()
    surroundings = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
    surroundings |= {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color", **env}
    child = subprocess.Popen([*PROGRAM, *arguments], stdout=theirs, stderr=theirs, env=surroundings)
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 65536):
            said += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return child.wait(timeout=30), said.decode()


def test_a_window_may_have_colour(store: str) -> None:
    code, said = in_a_window("verify", "--store", store)

    assert code == 0
    assert ESCAPE in said


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_no_colour_where_none_is_wanted(store: str, env: dict[str, str]) -> None:
    _, said = in_a_window("verify", "--store", store, **env)

    assert ESCAPE not in said
    assert "The store verifies" in said


def test_a_pipe_gets_no_colour(store: str) -> None:
    done = process("verify", "--store", store, env={"TERM": "xterm-256color"})

    assert ESCAPE not in done.stdout
    assert done.stderr == ""


def test_rows_keep_to_the_window(store: str) -> None:
    _, said = in_a_window("verify", "--store", store, COLUMNS="50", NO_COLOR="1")

    assert max(len(line) for line in said.splitlines()) <= 50


def test_a_workbook_is_not_poured_onto_a_terminal(store: str) -> None:
    code, said = in_a_window("verify", "--store", store, "--format", "xlsx")

    assert code == 2
    assert "--output FILE.xlsx" in said


def test_a_pipe_that_knows_ascii_alone_gets_ascii(store: str) -> None:
    done = process("verify", "--store", store, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert done.stdout.isascii()
