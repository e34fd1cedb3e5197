"""The demo's tour: every command in it works as printed, and nothing that is not the tour's is removed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from journey.demo.tour import FOLDER, SAMPLE, STEPS, main
from tests.source_tree import ROOT


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> tuple[Path, str]:
    """The folder a tour was taken in, and all that it printed."""
    folder = tmp_path_factory.mktemp("tour")
    environment = os.environ | {"JOURNEY_STORE": "sqlite:////nowhere/of-mine.db", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "journey.demo.tour"], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder, ran.stdout


def test_every_command_is_printed_before_it_is_run(taken) -> None:
    _, printed = taken

    at = -1
    for step in STEPS:
        at = printed.find(f"$ {step.command}\n", at + 1)
        assert at >= 0, f"not printed in its turn: {step.command}"


def test_the_child_is_shown_as_it_is_and_as_it_was_known(taken) -> None:
    _, printed = taken

    shown = [_answer(printed, step.command) for step in STEPS if step.command.startswith("journey show")]
    now, then, history = shown

    assert "17 September 2024" in now
    assert "18 September 2024" in then
    assert "17 September 2024" not in then
    assert "annex_a" in history or "annex-a" in history
    assert "17 September 2024" in history
    assert "18 September 2024" in history


def test_a_second_import_of_the_same_file_adds_nothing(taken) -> None:
    _, printed = taken

    again = _answer(printed, STEPS[0].command, last=True)

    assert re.search(r"\b0 (new )?events?\b|nothing", again, re.IGNORECASE), again


def test_the_store_is_the_tours_own(taken) -> None:
    folder, _ = taken

    left = {path.name for path in (folder / FOLDER).iterdir()}

    assert {"journey.db", "journey.keys.db", "journey.access.db"} <= left
    assert {path.name for path in SAMPLE.iterdir()} <= left


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "my notes.txt").write_text("mine", encoding="utf-8")

    assert main() == 2

    assert (tmp_path / FOLDER / "my notes.txt").read_text(encoding="utf-8") == "mine"
    assert "my notes.txt" in capsys.readouterr().err


def _answer(printed: str, command: str, *, last: bool = False) -> str:
    """What a command printed, up to the next step."""
    before, _, rest = printed.rpartition(f"$ {command}\n") if last else printed.partition(f"$ {command}\n")
    assert before or rest
    return re.split(r"\n\d+\. ", rest)[0]
