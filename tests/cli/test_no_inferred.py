"""``--no-inferred``: what no source gives the day of is marked wherever it is shown, and can be left out everywhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from journey.cli.main import cli
from journey.domain.statements import Precision, Statement
from journey.store.log import open_log
from tests.cli.running import journey
from tests.store.builders import said, write

DAY, LATER = date(2024, 4, 1), date(2024, 5, 2)
FILE = date(2025, 4, 30)


def begun(name: str, kind: str, on: date, precision: Precision = "exact") -> Statement:
    """The beginning of something, as a file says it."""
    return said("child:999:1", name=name, fact=f"{kind}/{on}/1", data={}, occurred_on=on, precision=precision)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """One child in care by a day that no source gives, and in a placement that began on a day that one does."""
    url = f"sqlite:///{tmp_path}/journey.db"
    with open_log(url) as log:
        care = begun("BecameLookedAfter", "care", DAY, "inferred")
        write(log, care, begun("PlacementStarted", "placement", LATER))
    return url


def asked(store: str, *arguments: str) -> dict[str, Any]:
    """The JSON of a reading command."""
    done = journey(*arguments, "--as-at", FILE.isoformat(), "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_an_inferred_event_is_marked(store: str) -> None:
    rows = asked(store, "show", "1")["rows"]

    assert [(row["event"], row["precision"]) for row in rows] == [
        ("BecameLookedAfter", "inferred"),
        ("PlacementStarted", "exact"),
    ]
    assert "1 April 2024 (inferred)" in journey("show", "1", "--as-at", "2025-04-30", store=store).stdout


def test_the_reasons_for_an_answer_say_which_day_is_inferred(store: str) -> None:
    (row,) = asked(store, "why", "1", "L10")["rows"]

    assert [(one["event"], one["precision"]) for one in row["because"]] == [
        ("Became looked after", "inferred"),
        ("Placement started", "exact"),
    ]
    assert "Became looked after, 1 April 2024 (inferred)" in " ".join(
        journey("why", "1", "L10", "--format", "md", "--as-at", "2025-04-30", store=store).stdout.split()
    )


def test_it_can_be_left_out_and_the_command_says_so(store: str) -> None:
    answer = asked(store, "show", "1", "--no-inferred")

    assert [row["event"] for row in answer["rows"]] == ["PlacementStarted"]
    assert " --no-inferred" in answer["meta"]["command"]
    assert " --no-inferred" not in asked(store, "show", "1")["meta"]["command"]


def test_it_is_left_out_of_what_is_asked_of_everybody(store: str) -> None:
    with_it = asked(store, "children")["rows"]
    without = asked(store, "children", "--no-inferred")["rows"]

    assert [(row["events"], row["plan"]) for row in with_it] == [(2, "looked after")]
    assert [row["events"] for row in without] == [1]
    assert "looked after" not in [row["plan"] for row in without]


def test_every_reading_command_has_it() -> None:
    commands = [(name, cli.get_command(click.Context(cli), name)) for name in cli.list_commands(click.Context(cli))]
    reading = {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in commands
        if command is not None and "--as-at" in {option for p in command.params for option in p.opts}
    }

    assert len(reading) > 8
    exports = ("export", "publish")
    assert [name for name, options in reading.items() if "--no-inferred" not in options and name not in exports] == []
