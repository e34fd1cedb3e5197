"""The page about the format says what is so: its examples are taken in, its tables name every table and setting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey.importers.organisation import ORGANISATION
from journey.importers.organisation.settings import SETTINGS
from tests.importers.organisation.files import take_in
from tests.source_tree import ROOT

PAGE = (ROOT / "docs/organisation.md").read_text(encoding="utf-8")


def _example(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.+?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "hubs.toml"
    path.write_text(_example("toml"), encoding="utf-8")

    meta = take_in(f"sqlite:///{tmp_path}/journey.db", path)

    assert meta["new"] == meta["rows"] == 11


def test_the_csv_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "hubs.csv"
    path.write_text(_example("csv"), encoding="utf-8")

    meta = take_in(f"sqlite:///{tmp_path}/journey.db", path, "--la", "999", "--extract-date", "2018-01-31", "--whole")

    assert meta["new"] == meta["rows"] == 2


@pytest.mark.parametrize("name", [*(listing.name for listing in ORGANISATION.listings), *SETTINGS])
def test_every_table_and_setting_is_explained(name: str) -> None:
    assert f"| `{name}` |" in PAGE
