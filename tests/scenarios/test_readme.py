"""The page from which people learn to write a scenario: its example runs, and it names everything one may need."""

from __future__ import annotations

import re

import pytest

from journey.scenario.files.formats import COVERS_FROM, COVERS_TO, MADE, WHOLE, names
from journey.scenario.files.heading import AGAIN, GUARDED, WITHOUT
from journey.scenario.given import GIVEN
from journey.scenario.read import read_text
from journey.scenario.report import disagreements
from journey.scenario.run import run_file
from journey.scenario.then import THEN
from journey.scenario.when import WHEN
from journey.scenario.words import STATES
from tests.scenarios.files import FOLDER

README = FOLDER / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_the_example_can_be_copied_and_run() -> None:
    example = TEXT.split("```\n")[1]

    file = read_text(example, README)

    assert len(file.scenarios) == 2
    assert disagreements(README, run_file(file)) == []


@pytest.mark.parametrize("column", [*GIVEN, *WHEN, *THEN])
def test_every_column_is_explained(column: str) -> None:
    assert re.search(rf"^\| `{column}` \|", TEXT, flags=re.MULTILINE)


def test_the_example_of_files_runs() -> None:
    example = TEXT.split("```\n")[5]

    file = read_text(f"# Files\nWhat two months' files said.\n\n{example}", README)

    assert disagreements(README, run_file(file)) == []


@pytest.mark.parametrize("format_name", sorted({name.partition(" ")[0] for name in names()}))
def test_every_format_of_files_is_explained(format_name: str) -> None:
    assert re.search(rf"^\| `{format_name}`", TEXT, flags=re.MULTILINE)


@pytest.mark.parametrize("option", [MADE, COVERS_FROM, COVERS_TO, WHOLE, AGAIN, GUARDED, WITHOUT])
def test_all_that_a_heading_may_say_is_explained(option: str) -> None:
    assert re.search(rf"^\| `{option}\b", TEXT, flags=re.MULTILINE)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_named(state: str) -> None:
    assert f"`{state}`" in TEXT


@pytest.mark.parametrize("row", re.findall(r"^\| `(Fact \w+|Details added)` \| `([^`]+)` ", TEXT, flags=re.MULTILINE))
def test_statements_about_the_record_read_as_explained(row: tuple[str, str]) -> None:
    event, details = row
    reason = "" if event == "Details added" else "; reason: as explained"
    text = (
        "# Records\nOf the record.\n\n## A statement reads as explained\nAs at: 30 June 2017\n\n**Given**\n"
        "| Date | Event | Details |\n|---|---|---|\n| 2 March 2017 | Referral received | source: 2A |\n"
        "| 20 March 2017 | Fact corrected | what: Referral received, 2 March 2017; source: 3A |\n"
        f"| 21 March 2017 | {event} | {details}{reason} |\n\n"
        "**Then**\n| Question | Answer |\n|---|---|\n| events | 1 |\n"
    )

    said = read_text(text, README).scenarios[0].said[-1]

    assert said.data.get("reason", "") == reason.removeprefix("; reason: ")
