"""The answers in README.md, made by running its commands in the folder that a tour leaves.

python -m docs.readme

A block of the kind ``console`` holds commands after ``$ `` and what each answers. Lines are cut at 156 columns; an
answer whose last line is ``…`` keeps as many lines as stand there. A command of the tour is of whom the tour looks at.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from click.testing import CliRunner

from journey.cli.main import cli

README: Final = Path(__file__).parents[1] / "README.md"
MORE: Final = "…"
_WIDTH: Final = 156
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT: Final = "$ "

_WHOM: Final = re.compile(r"\b\d{7}\b|\b\d{4}-\d\d-\d\d\b|\bHub \d+")
_DIFFERS: Final = (
    (re.compile(r"[\d,]+ (?=days ago|working days after)"), "N "),
    (re.compile(r"\b[0-9a-f]{12,}\b"), "#"),
    (re.compile(r"\d{4}-\d\d-\d\dT\S+"), "T"),
    (re.compile(r"--known-at \S+"), "--known-at D"),
    (re.compile(r"^( +Known at +)\d.*$", re.MULTILINE), r"\1D"),
)
"""What is another at each run: days since, names of a store and its keys, the moment, and today."""


def answered(text: str, folder: Path) -> str:
    """The text with the answers that its commands give in a folder, each in its turn."""
    return _BLOCK.sub(lambda block: _answers(block[0], lambda line: _run(line, folder)), text)


def retold(text: str, tour: str) -> str:
    """The text with the tour's commands as it printed them: of the children, days and hubs that are in its borough."""
    printed = {_WHOM.sub("#", line): line for line in re.findall(r"^\$ .*$", tour, re.MULTILINE)}
    return re.sub(r"^\$ .*$", lambda line: printed.get(_WHOM.sub("#", line[0]), line[0]), text, flags=re.MULTILINE)


def same(text: str) -> str:
    """The text without what differs from run to run: two that are the same by it say the same."""
    for pattern, instead in _DIFFERS:
        text = pattern.sub(instead, text)
    return text


def commands(text: str) -> list[str]:
    """The commands of all such blocks, in their order."""
    return [line.removeprefix(_PROMPT) for block in _BLOCK.findall(text) for line in block.splitlines()
            if line.startswith(_PROMPT)]  # fmt: skip


def _answers(block: str, run: Callable[[str], str]) -> str:
    parts = re.split(r"^(?=\$ )", block, flags=re.MULTILINE)
    return "".join(_answer(part, run) for part in parts if part)


def _answer(part: str, run: Callable[[str], str]) -> str:
    """A command with its answer as it is now, in as many lines as stood there."""
    command, *before = part.splitlines()
    told = [_cut(line) for line in run(command.removeprefix(_PROMPT)).rstrip().splitlines()]
    stood = "\n".join(before).rstrip().splitlines()
    if stood and stood[-1] == MORE and len(told) > len(stood):
        told = [*told[: len(stood) - 1], MORE]
    after = [""] * (len(before) - len(stood))
    return "".join(f"{line}\n" for line in (command, *told, *after))


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + MORE


def _run(line: str, folder: Path) -> str:
    """What a command prints in a folder, on both streams. Raises RuntimeError where it fails."""
    program, *words = shlex.split(line)
    with chdir(folder):
        ran = CliRunner().invoke(cli, words, prog_name="journey", env={"JOURNEY_STORE": None})
    if program != "journey" or ran.exit_code not in (0, 1):
        raise RuntimeError(f"{line}\n{ran.output}")
    return ran.output


def main() -> int:
    """Take the tour, write the answers again, and say whether any changed."""
    with TemporaryDirectory(prefix="journey-readme-") as aside:
        folder = Path(aside) / "demo"
        tour = CliRunner().invoke(cli, ["demo", "tour", str(folder)], prog_name="journey")
        if tour.exit_code:
            print(tour.output, file=sys.stderr)
            return 1
        before = README.read_text(encoding="utf-8")
        now = answered(retold(before, tour.stdout), folder)
    if same(now) != same(before):
        README.write_text(now, encoding="utf-8")
        print("README.md written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
