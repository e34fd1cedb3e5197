"""``journey demo tour``: a small borough's files taken in, and what can be asked of them, step by step."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from journey.cli.output import print_text
from journey.cli.touring.folder import fresh
from journey.cli.touring.running import Runner, Stopped, head, inside

if TYPE_CHECKING:
    from journey.cli.touring.steps import Step

_WIDTH = 100
_CHILDREN = 1_000
"""Enough for most of what the tour shows, and few enough to be taken in while somebody waits."""


@click.command(epilog="Example: journey demo tour demo")
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path), metavar="[FOLDER]")
@click.option("--children", type=click.IntRange(100), default=_CHILDREN, show_default=True, help="How many children.")
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, metavar="S", help="Which borough.")
@click.pass_context
def command(ctx: click.Context, folder: Path, children: int, seed: int) -> int:
    """A guided tour: an invented borough is made and taken in, and every kind of question asked of it.

    FOLDER (default: demo) is made anew and holds the files, a store of its own and nothing else. Every command is
    printed before it is run, so that it can be typed again there. Of long answers the first lines are shown.
    """
    fresh(folder)
    tour = _Tour(Runner(ctx.find_root().command))
    print_text(f"All people in this borough are invented. Its files and its store are in {folder.resolve()}\n")
    try:
        with inside(folder):
            tour.take(children, seed)
    except Stopped as stopped:
        click.echo(str(stopped), err=True)
        return stopped.code
    print_text(f"\nTry them yourself:  cd {folder}{_activated(folder)}  then  journey --help\n")
    return 0


def _activated(folder: Path) -> str:
    """How to find the command from there, where it is installed in an environment of its own."""
    if sys.prefix == sys.base_prefix:
        return ""
    return f" && . {Path(os.path.relpath(sys.prefix, folder.resolve())) / 'bin' / 'activate'}"


class _Tour:
    """Prints the steps and runs them, in the folder that is the working one."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._number = 0

    def take(self, children: int, seed: int) -> None:
        """All steps, in their order."""
        from journey.cli.touring.steps import ALL_FILES, first_file, made, steps
        from journey.cli.touring.whom import whom
        from journey.demo.files.writing import COMMANDS

        self._step(made(children, seed))
        imports = Path(COMMANDS).read_text(encoding="utf-8").splitlines()
        self._step(first_file(imports[0]))
        self._say(ALL_FILES)
        print_text(f"$ {ALL_FILES.commands[0]}\n\n")
        for line in imports:
            first, *_ = self._runner.quiet(line).splitlines()
            print_text(f"{_short(line)}\n    {first}\n")
        for step in steps(whom(Path(), self._runner)):
            self._step(step)

    def _say(self, step: Step) -> None:
        self._number += 1
        print_text(f"\n{fill(f'{self._number}. {step.says}', _WIDTH)}\n\n")

    def _step(self, step: Step) -> None:
        self._say(step)
        for line in step.commands:
            print_text(f"$ {line}\n\n")
            print_text(f"{head(self._runner.answer(line), step.lines)}\n")


def _short(line: str) -> str:
    """The source and the first file of an import."""
    words = shlex.split(line)
    return " ".join(words[1:4]) + (" …" if len(words) > 4 else "")
