"""The page about maps says what the command does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from journey.importers.report import read_map
from tests.journey.reports import MARCH, import_report, meta, taken_in
from tests.source_tree import ROOT

PAGE = (ROOT / "docs/maps.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The one example in a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert isinstance(found, str)
    return found


@pytest.fixture
def example(tmp_path: Path) -> tuple[Path, Path]:
    """The report and the map of the worked example."""
    report, of = tmp_path / "visits.csv", tmp_path / "visits.toml"
    report.write_text(block("csv"), encoding="utf-8")
    of.write_text(block("toml"), encoding="utf-8")
    return report, of


def test_the_worked_example_does_what_the_page_says(sqlite_url: str, example: tuple[Path, Path]) -> None:
    report, of = example

    account = taken_in(sqlite_url, report, of, MARCH)

    assert meta(account, "rows", "new", "not_child", "rejected") == (5, 3, 1, 1)


def test_mistakes_read_as_the_page_shows_them(sqlite_url: str, example: tuple[Path, Path]) -> None:
    report, of = example
    with pytest.raises(BadInputFile) as refused:
        read_map(block("toml").replace('"Seen" = "seen"', '"Seen" = "sen"'), of.name)
    report.write_text(block("csv").replace(",Alone", ",With"), encoding="utf-8")

    done = import_report(sqlite_url, report, of, MARCH)

    missing = "visits.csv has no column 'Alone', named in visits.toml:17. Headers found in row 2: 'Person ID', "
    for shown, said in ((str(refused.value), str(refused.value)), (missing, done.stderr)):
        assert shown in PAGE
        assert shown in said


def test_every_key_of_a_map_is_explained() -> None:
    for key in ("name", "title", "event", "child", "sen", "date", "time", "holds", "covers", "extract_date", "sheet"):
        assert f"`{key}`" in PAGE
