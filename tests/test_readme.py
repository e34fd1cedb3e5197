"""README: every command in it can be typed, and answers what stands there."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from docs.readme import MORE, README, answered, commands, retold, same
from journey.cli.main import cli
from tests.touring import Taken

TEXT = README.read_text(encoding="utf-8")
TYPED = [line for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
         for line in block.splitlines() if line.startswith("journey ")]  # fmt: skip


def test_every_answer_is_what_its_command_prints(tour: Taken, tmp_path) -> None:
    assert retold(TEXT, tour.printed) == TEXT, "put right by: make readme"

    now = answered(TEXT, tour.copy(tmp_path / "demo"))

    assert same(now).splitlines() == same(TEXT).splitlines(), "put right by: make readme"
    assert len(commands(TEXT)) > 8


def test_an_answer_that_is_no_longer_so_is_found(tour: Taken) -> None:
    text = "```console\n$ journey rereferrals\nData to 31 March 2017, 4 days ago\nSomething else\n…\n```\n"

    now = answered(text, tour.folder)

    assert same(now).splitlines()[1:4] == ["$ journey rereferrals", "Data to 31 March 2017, N days ago", "Re-referrals"]
    assert now.splitlines()[4] == MORE


@pytest.mark.parametrize("line", TYPED)
def test_every_other_command_can_be_typed(line: str) -> None:
    words = shlex.split(line.partition(" #")[0])[1:]

    above = cli.make_context("journey", words)
    command: click.Command = cli
    rest = [*above._protected_args, *above.args]
    while isinstance(command, click.Group):
        _, found, rest = command.resolve_command(above, rest)
        assert found is not None
        command = found
        above = command.make_context(command.name, rest, parent=above)
        rest = [*above._protected_args, *above.args]
