"""The table When: one command by hand, read strictly and performed as the command line performs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey.scenario.parts import NotAScenario
from journey.scenario.read import read_text
from journey.scenario.run import run_file
from tests.scenarios.test_readme import TEXT


def scenario(row: str, *more: str, asked: str = "| refused | no |") -> str:
    return (
        "# Records\nOf the record.\n\n## A command is performed\nAs at: 30 June 2017\n\n**Given**\n"
        "| Date | Child | Event | Details |\n|---|---|---|---|\n"
        "| 2 March 2017 | Ada | Referral received | source: 2A |\n"
        "| 2 March 2017 | Ben | Contact received | |\n| 3 March 2017 | Ada | Child protection plan started | |\n\n"
        "**When**\n| Date | Child | Command | Details |\n|---|---|---|---|\n"
        + "\n".join((row, *more))
        + f"\n\n**Then**\n| Question | Answer |\n|---|---|\n{asked}\n"
    )


COMMANDS = re.findall(r"^\| `(record|correct|retract|merge|misfiled)` \| `([^`]+)`", TEXT, flags=re.MULTILINE)


def test_the_page_explains_every_command_with_an_example() -> None:
    assert {command for command, _ in COMMANDS} == {"record", "correct", "retract", "merge", "misfiled"}


@pytest.mark.parametrize(("command", "details"), COMMANDS)
def test_every_example_of_the_page_is_performed(command: str, details: str) -> None:
    child = "Ben" if command == "merge" else "Ada"
    text = scenario(f"| 5 April 2017 | {child} | {command} | {details} |")

    (outcome,) = run_file(read_text(text, Path("records.md")))

    assert outcome.right, outcome.answer


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| 5 April 2017 | Ada | corect | reason: x |", "'corect' is no command. The nearest: correct."),
        ("| 5 April 2017 | Ada | delete | |", "'delete' is no command. They are: record, correct,"),
        ("| 5 April 2017 | Ada | correct | source: 6 |", "'correct' does not say 'what'"),
        ("| 5 April 2017 | Ada | merge | reason: x |", "'merge' does not say 'into'"),
        ("| 5 April 2017 | Ada | misfiled | what: Referral received, 2 March 2017 |", "whose it is"),
        ("| 5 April 2017 | Ada | unmerge | from: Ben |", "'unmerge' has no detail 'from'"),
        ("| 5 April 2017 | Ada | retract | what: Refferal, 2 March 2017 |", "'Refferal' is no event"),
        (
            "| 5 April 2017 | Ada | retract | what: Fact corrected, 2 March 2017 |",
            "No 'Fact corrected' of 2 March 2017",
        ),
        ("| yesterday | Ada | unmerge | |", "'yesterday' is not a day"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(row: str, says: str) -> None:
    with pytest.raises(NotAScenario) as wrong:
        read_text(scenario(row), Path("records.md"))

    assert says in str(wrong.value)
    assert "records.md:17" in str(wrong.value)


def test_a_test_has_one_command() -> None:
    row = "| 5 April 2017 | Ada | unmerge | reason: x |"

    with pytest.raises(NotAScenario, match=r"records.md:18: \*\*When\*\* has one row"):
        read_text(scenario(row, row), Path("records.md"))


def test_a_reason_is_wanted() -> None:
    row = "| 5 April 2017 | Ada | retract | what: Referral received, 2 March 2017 |"
    text = scenario(row, asked="| why refused | Say why: --reason TEXT. It is kept sealed beside what it explains. |")

    (outcome,) = run_file(read_text(text, Path("records.md")))

    assert outcome.right, outcome.answer


def test_without_a_command_there_is_nothing_to_be_refused() -> None:
    text = scenario("| 5 April 2017 | Ada | unmerge | reason: x |")
    without = text[: text.index("**When**")] + text[text.index("**Then**") :]

    (outcome,) = run_file(read_text(without, Path("records.md")))

    assert not outcome.right
    assert outcome.answer == "Nothing was recorded by hand: the test has no table **When**."
