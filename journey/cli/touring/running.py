"""Running the tour's commands in this process, as they would run on their own, and showing the head of each answer."""

from __future__ import annotations

import io
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

_STORE = "JOURNEY_STORE"
_GOOD = (0, 1)
"""Exit codes that are no failure: fine, and findings."""


class Stopped(Exception):
    """A command of the tour failed; what went wrong stands on the error stream already."""

    def __init__(self, command: str, code: int) -> None:
        super().__init__(f"The tour stopped: {command} ended with exit code {code}.")
        self.code = code


class _Screen(io.TextIOWrapper):
    """Takes what a command prints, which prints as if it went where the tour's own output goes."""

    def isatty(self) -> bool:
        return sys.__stdout__ is not None and sys.__stdout__.isatty()


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs commands of the group ``root``, each written as it would be typed."""

    root: click.Command

    def quiet(self, command: str) -> str:
        """What a command prints, without what it says beside it unless it fails. Raises Stopped where it does."""
        beside = io.StringIO()
        try:
            with redirect_stderr(beside):
                return self.answer(command)
        except Stopped:
            sys.stderr.write(beside.getvalue())
            raise

    def answer(self, command: str) -> str:
        """What a command prints. Raises Stopped where it fails."""
        kept = io.BytesIO()
        screen = _Screen(kept, encoding=sys.stdout.encoding or "utf-8", newline="")
        with redirect_stdout(screen):
            code = self.root.main(shlex.split(command)[1:], prog_name="journey", standalone_mode=False)
            screen.flush()
        if code not in _GOOD:
            raise Stopped(command, code)
        return kept.getvalue().decode(screen.encoding)

    def rows(self, command: str) -> list[dict[str, Any]]:
        """The rows of the answer to a question."""
        rows: list[dict[str, Any]] = json.loads(self.answer(f"{command} --format json"))["rows"]
        return rows


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder, with the store there, whatever store is set."""
    before = os.environ.pop(_STORE, None)
    try:
        with chdir(folder):
            yield
    finally:
        if before is not None:
            os.environ[_STORE] = before


def head(answer: str, lines: int) -> str:
    """The first lines of an answer, and how many more there are."""
    every = answer.splitlines()
    more = len(every) - lines
    return answer if more <= 1 else "\n".join([*every[:lines], f"… {more} more lines", ""])
