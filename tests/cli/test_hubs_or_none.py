"""An authority without hubs never sees the word; wherever --hub can be said, --team can."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from journey.cli.main import cli
from tests.cli.running import journey
from tests.cli.test_help import commands

ABOUT_CHILDREN = (
    ("show", "1000504"),
    ("why", "1000252"),
    ("children",),
    ("caseloads",),
    ("caseloads", "--by", "team"),
    ("rereferrals",),
    ("handoffs",),
    ("handoffs", "--per", "child"),
    ("drift",),
    ("timescales",),
    ("quality",),
    ("weekly",),
    ("coverage",),
)


@pytest.mark.parametrize("asked", ABOUT_CHILDREN, ids=" ".join)
def test_the_word_is_in_no_table(sample: str, asked: tuple[str, ...]) -> None:
    done = journey(*asked, store=sample)

    assert done.exit_code in (0, 1), done.stderr
    assert "hub" not in (done.stdout + done.stderr).lower()


@pytest.mark.parametrize("asked", ABOUT_CHILDREN, ids=" ".join)
def test_nor_in_a_workbook(sample: str, asked: tuple[str, ...], tmp_path: Path) -> None:
    done = journey(*asked, "--output", str(tmp_path / "asked.xlsx"), store=sample)

    assert done.exit_code in (0, 1), done.stderr
    book = load_workbook(tmp_path / "asked.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not [text for text in (*book.sheetnames, *cells) if "hub" in text.lower()]


@pytest.mark.parametrize("asked", [("hubs",), ("caseloads", "--by", "hub")], ids=" ".join)
def test_who_asks_for_hubs_is_told_how_to_record_them(sample: str, asked: tuple[str, ...]) -> None:
    said = journey(*asked, store=sample).stdout

    assert "No hub is on record." in said
    assert "journey import organisation FILE" in said


def test_workers_have_no_empty_column_of_hubs(sample: str) -> None:
    heads = next(line for line in journey("workers", store=sample).stdout.splitlines() if line.startswith("Worker "))

    assert "Hub" not in heads


def test_before_anything_was_known_rereferrals_say_so(sample: str) -> None:
    said = journey("rereferrals", "--known-at", "2020-01-01", store=sample).stdout

    assert "Nothing of referrals was known" in said
    assert "Nothing of referrals was known" not in journey("rereferrals", store=sample).stdout


def test_where_a_hub_can_be_asked_for_a_team_can() -> None:
    options = {words: {str(one.name) for one in command.params} for words, command in commands(cli)}

    with_hub = {" ".join(words) for words, names in options.items() if "hub" in names}

    assert with_hub >= {"weekly", "caseloads", "children", "drift", "handoffs", "quality", "rereferrals", "timescales"}
    of_posts = {"workers"}  # a post is in a hub; no source says in which team
    assert [hub for hub in sorted(with_hub - of_posts) if "team" not in options[tuple(hub.split())]] == []
