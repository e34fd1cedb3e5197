"""The tour: every command in it works as printed, and nothing that is not the tour's is removed."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from journey.cli.touring.folder import fresh
from journey.demo.borough.targets import MOST_WORKERS
from journey.domain.errors import UsageError
from tests.cli.running import journey
from tests.touring import Taken

STEPS = 13


def test_each_step_says_what_to_look_at_and_shows_it(tour: Taken) -> None:
    begins = [tour.printed.index(f"\n{number}. ") for number in range(1, STEPS + 1)]

    assert begins == sorted(begins)
    for begin, end in pairwise([*begins, len(tour.printed)]):
        assert "\n$ " in tour.printed[begin:end]
    assert f"\n{STEPS + 1}. " not in tour.printed


def test_a_command_typed_again_gives_what_was_printed(tour: Taken, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tour.copy(tmp_path / "demo"))
    [command] = re.findall(r"^\$ journey (show \S+ --last 6)$", tour.printed, re.MULTILINE)

    again = journey(*shlex.split(command), store="sqlite:///journey.db")

    shown = _answer(tour, f"journey {command}")
    assert again.stdout.splitlines()[: len(shown) - 1] == shown[:-1]
    assert "more lines" in shown[-1]


def test_the_child_that_is_replayed_had_eight_workers_in_the_year(tour: Taken) -> None:
    [child] = re.findall(r"^\$ journey why (\S+) handoffs$", tour.printed, re.MULTILINE)

    handed_on = _answer(tour, "journey handoffs --per child --at-least 7")

    assert any(line.split()[:4] == [child, "7", "0", str(MOST_WORKERS)] for line in handed_on), handed_on


def test_the_corrected_record_said_something_else_then(tour: Taken) -> None:
    asked = re.findall(r"^\$ (journey show \S+ --events-only --from .*)$", tour.printed, re.MULTILINE)

    known, now, every = ("\n".join(_answer(tour, command)) for command in asked)

    assert "Fact corrected" in every
    [(right, wrong)] = re.findall(r"date: (\d+ \w+ \d+) \(before: (\d+ \w+ \d+)\)", every)
    assert re.search(rf"^{wrong} .*Assessment authorised", known, re.MULTILINE)
    assert not re.search(rf"^{right} .*Assessment authorised", known, re.MULTILINE)
    assert re.search(rf"^{right} .*Assessment authorised .*corrected$", now, re.MULTILINE)
    assert not re.search(rf"^{wrong} .*Assessment authorised", now, re.MULTILINE)


def test_all_files_were_taken_in_and_the_first_only_once(tour: Taken) -> None:
    imports = (tour.folder / "import.txt").read_text(encoding="utf-8").splitlines()

    said = [line.strip() for line in _answer(tour, "sh import.txt") if line.startswith("    ")]

    assert len(said) == len(imports)
    assert said[0] == "This file is in the store already; nothing was written"
    assert all(re.fullmatch(r"Imported: [\d,]+ events?", line) for line in said[1:]), said


def test_the_sample_is_fifty_five_and_the_log_verifies(tour: Taken) -> None:
    assert "55 journeys (of 55 asked for)" in tour.printed
    assert "The store verifies" in tour.printed


def test_the_store_is_the_tours_own_and_all_that_it_leaves_may_go(tour: Taken, tmp_path: Path) -> None:
    folder = tour.copy(tmp_path / "demo")
    assert {"journey.db", "journey.keys.db", "journey.access.db"} <= {path.name for path in folder.iterdir()}

    fresh(folder)

    assert list(folder.iterdir()) == []


def test_what_no_tour_made_is_not_removed(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "journey.db").write_text("", encoding="utf-8")

    with pytest.raises(UsageError, match=r"mine\.txt.*nothing was removed"):
        fresh(folder)

    assert {path.name for path in folder.iterdir()} == {"mine.txt", "journey.db"}


def _answer(tour: Taken, command: str) -> list[str]:
    """The lines printed after a command, up to the next command or step."""
    after = tour.printed.split(f"\n$ {command}\n", 1)[1]
    return re.split(r"\n\$ |\n\n\d+\. ", after, maxsplit=1)[0].strip("\n").splitlines()
