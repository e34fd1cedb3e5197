"""``journey scenarios``: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import journey

RIGHT = """\
# Referrals
A referral is a request for services.

## A referral is on record
As at: 30 June 2017

**Given**
| Date         | Event             | Details    |
|--------------|-------------------|------------|
| 2 March 2017 | Referral received | source: 2A |

**Then**
| Question                            | Answer |
|-------------------------------------|--------|
| detail of Referral received: source | 2A     |
"""


def written(folder: Path, text: str, name: str = "referrals.md") -> Path:
    """A scenario file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_quiet_when_all_is_as_expected(tmp_path: Path) -> None:
    result = journey("scenarios", "run", str(written(tmp_path, RIGHT)))

    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "1 file, 1 scenario, 1 answer: all as expected.\n"


def test_an_answer_that_is_not_the_expected_one_is_a_finding(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT.replace("| 2A     |", "| 6      |"))

    result = journey("scenarios", "run", str(path))

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{path}:15: 'detail of Referral received: source' is 2A, not 6.",
        "    A referral is on record",
        "    | detail of Referral received: source | 6      |",
    ]
    assert result.stderr == "1 file, 1 scenario, 1 answer: 1 not as expected.\n"


def test_a_file_that_does_not_read_runs_nothing(tmp_path: Path) -> None:
    written(tmp_path, RIGHT.replace("2A     |", "6      |"), "first.md")
    wrong = written(tmp_path, RIGHT.replace("source: 2A", "sauce: 2A"), "second.md")

    result = journey("scenarios", "run", str(tmp_path))

    assert result.exit_code == 11
    assert result.stdout == ""
    assert f"{wrong}:10: 'Referral received' has no detail 'sauce'. The nearest: source.\n    | 2 M" in result.stderr


def test_a_path_that_is_not_there_is_a_mistake_of_use(tmp_path: Path) -> None:
    result = journey("scenarios", "run", str(tmp_path / "missing.md"))

    assert result.exit_code == 2
    assert "missing.md. Name a scenario file, or a folder of them." in result.stderr


def test_a_folder_without_scenarios_is_a_mistake_of_use(tmp_path: Path) -> None:
    written(tmp_path, "# How to write one\n", "README.md")

    result = journey("scenarios", "run", str(tmp_path))

    assert result.exit_code == 2
    assert "holds no scenarios" in result.stderr


def test_scenarios_are_listed_with_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT)

    result = journey("scenarios", "list", str(path), "--format", "json")

    assert json.loads(result.stdout)["rows"] == [
        {
            "file": path.as_posix(),
            "line": 4,
            "question": "Referrals",
            "scenario": "A referral is on record",
            "as_at": "2017-06-30",
        }
    ]


def test_every_question_is_listed_with_what_it_asks() -> None:
    rows = json.loads(journey("scenarios", "list", "--questions", "--format", "json").stdout)["rows"]

    assert {"events", "days of EVENT"} <= {row["question"] for row in rows}
    assert all(row["says"].endswith(".") for row in rows)
