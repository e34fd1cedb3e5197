"""What goes wrong is said on the error stream, and the exit code says it to programs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import click
import pytest

from journey.cli.failures import FAULT, exit_code
from journey.domain import errors
from tests.cli.running import PROGRAM, journey

CODES = {
    errors.JourneyError: 1,
    errors.UsageError: 2,
    errors.UnknownChild: 2,
    errors.BadInputFile: 11,
    errors.TooManyRetractions: 11,
    errors.IdsChanged: 11,
    errors.Busy: 12,
    errors.Conflict: 12,
    errors.StoreDamaged: 13,
    errors.Interrupted: 14,
    errors.NotPermitted: 15,
}


def raising(error: BaseException) -> int:
    def run() -> None:
        raise error

    return exit_code(run)


def test_every_error_has_one_of_the_exit_codes_that_the_help_promises() -> None:
    defined = {c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.JourneyError)}

    promised = set(map(int, re.findall(r"(?<!\d)\d+(?= )", journey("--help").stdout.rpartition("Exit codes:")[2])))
    assert {c.exit_code for c in defined} <= promised


@pytest.mark.parametrize(("error", "code"), CODES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_an_error_is_its_message_and_its_code(
    error: type[errors.JourneyError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raising(error("List 3, row 17: not a date. Put it right.")) == code

    said = capsys.readouterr()
    assert said.err == "List 3, row 17: not a date. Put it right.\n"
    assert said.out == ""


def test_usage_errors_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(click.UsageError("no")) == 2
    assert "no" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()], ids=["Ctrl-C", "refused at a question"])
def test_an_interruption_says_that_nothing_is_half_written(
    error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raising(error) == 14
    assert capsys.readouterr().err == "Stopped. Nothing was half-written.\n"


def test_a_fault_is_short_and_says_how_to_see_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JOURNEY_DEBUG", raising=False)

    assert raising(ZeroDivisionError("division by zero\nsecond line")) == FAULT == 70

    said = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero)" in said
    assert "JOURNEY_DEBUG=1" in said
    assert "Traceback" not in said
    assert "second line" not in said


def test_a_fault_shows_its_traceback_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOURNEY_DEBUG", "1")

    assert raising(ZeroDivisionError("division by zero")) == FAULT
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), ("text", 0), (True, 0)])
def test_a_command_returns_its_exit_code(result: object, code: int) -> None:
    assert exit_code(lambda: result) == code


@pytest.mark.parametrize("arguments", [("--help",), ("show", "--help")])
def test_a_reader_that_leaves_is_no_error(arguments: tuple[str, ...]) -> None:
    child = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()

    complaint = child.stderr.read()

    assert complaint == b""
    assert child.wait(timeout=30) == 0


def test_ctrl_c_in_a_real_process(tmp_path: Path) -> None:
    waits = (
        "import time, click\nfrom journey.cli.main import cli\n"
        "@cli.command()\ndef wait():\n    click.echo('waiting')\n    time.sleep(30)\n"
        "cli.get_command = lambda ctx, name: wait\ncli(['wait'])"
    )
    child = subprocess.Popen(
        [PROGRAM[0], "-c", waits],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    child.stdout.readline()

    child.send_signal(signal.SIGINT)

    _, said = child.communicate(timeout=30)
    assert child.returncode == 14
    assert said.strip() == "Stopped. Nothing was half-written."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show",), "Missing argument 'CHILD'"),
        (("show", "1", "--as-at", "31/02/2025"), "'31/02/2025' is not a day of the calendar"),
        (("show", "1", "--as-at", "yesterday"), "write 2025-03-31, 31/03/2025"),
        (("show", "1", "--output", "page.doc"), "no format has the ending '.doc'"),
        (("show", "1", "--position", "-1"), "--position"),
        (("show", "1", "--format", "pdf"), "'pdf' is not one of"),
        (("show", "1", "--output", "/no/such/folder/a.json"), "there is no folder /no/such/folder"),
        (("show", "1", "--store", "no-such.db"), "There is no store at"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_2(arguments: tuple[str, ...], said: str) -> None:
    result = journey(*arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""
