"""The help: every command is listed under its use and ends with an example that can be typed; asking is quick."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator

import click
import pytest

from journey.cli.main import USES, cli
from tests.cli.running import PROGRAM, journey, process
from tests.source_tree import ROOT

HEAVY = ("polars", "sqlalchemy", "pydantic", "eventsourcing", "rich", "jinja2", "xlsxwriter", "statsmodels", "numpy")


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            if isinstance(command, click.Group):
                yield from commands(command, *path, name)
            else:
                yield (*path, name), command


ALL = dict(commands(cli))
each_command = pytest.mark.parametrize("path", ALL, ids=" ".join)


def test_commands_are_found() -> None:
    assert {("show",), ("children",), ("coverage",)} <= ALL.keys()


@each_command
def test_every_command_is_listed_in_the_help_with_one_sentence(path: tuple[str, ...]) -> None:
    listed = journey(*path[:-1], "--help").stdout

    line = next(line.split() for line in listed.splitlines() if line.split()[:1] == [path[-1]])
    assert len(line) > 3
    assert "..." not in listed.partition("Example:")[0].replace("[ARGS]...", "")


@each_command
def test_every_help_ends_with_an_example_that_can_be_typed(path: tuple[str, ...]) -> None:
    said = journey(*path, "--help").stdout

    example = said.rpartition("Example:")[2].split()
    assert example[0] == "journey"
    assert tuple(example[1 : 1 + len(path)]) == path
    words = shlex.split(" ".join(example))[1 + len(path) :]
    with cli.make_context("journey", [*path, *words]):  # the group's own options
        ALL[path].make_context(path[-1], words, resilient_parsing=False).close()


@each_command
def test_every_command_takes_the_store_after_its_name(path: tuple[str, ...]) -> None:
    assert "--store URL" in journey(*path, "--help").stdout


@pytest.mark.parametrize("use", USES)
def test_every_heading_is_one_of_the_known(use: str) -> None:
    from journey.cli import main

    assert {found for found, _ in main._commands().values()} <= set(USES)
    assert use.strip() == use


def test_the_help_says_the_exit_codes() -> None:
    said = " ".join(journey("--help").stdout.split())

    assert "0 fine, 1 findings, 2 usage, 11 bad input file, 12 busy" in said


def test_the_help_imports_nothing_heavy() -> None:
    asked = (
        "import sys\nfrom journey.cli.main import cli\n"
        "cli.main(['--help'], prog_name='journey', standalone_mode=False)\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )

    assert _said_by_a_process(asked) == "[]"


def test_a_question_over_a_borough_builds_no_event_class() -> None:
    asking = ("journey.cli.asking", "journey.projections.questions", "journey.projections.drift.flags",
              "journey.projections.drift.by_unit", "journey.projections.holding.handoffs",
              "journey.projections.rereferrals")  # fmt: skip
    built = (
        f"import sys, {', '.join(asking)}\n"
        "from journey.projections.journal.layout import layout\n"
        "layout()\n"
        "print([one for one in ('pydantic', 'journey.domain.events.base') if one in sys.modules], file=sys.stderr)"
    )

    assert _said_by_a_process(built) == "[]"


def _said_by_a_process(text: str) -> str:
    """What a process of its own says on its error stream when it runs this text."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([PROGRAM[0], "-c", text], capture_output=True, text=True, check=True, env=surroundings)
    return done.stderr.strip()


def test_the_version_is_said() -> None:
    import journey as package

    assert process("--version").stdout == f"journey {package.__version__}\n"


def test_a_word_mistyped_is_answered_with_the_nearest() -> None:
    result = journey("shwo", "1000504")

    assert result.exit_code == 2
    assert "No such command 'shwo'" in result.stderr
    assert "show" in result.stderr
