"""Where a question stands at a position inside an import, and at one between two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import journey
from tests.journey.commands import MARCH, import_sample

INSIDE = 20


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the sample's first month."""
    folder: Path = tmp_path_factory.mktemp("one_month")
    url = f"sqlite:///{folder / 'journey.db'}"
    import_sample(url, MARCH, into=folder)
    return url


def answered(store: str, *words: str) -> dict[str, Any]:
    done = journey(*words, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_inside_the_first_import_there_are_no_data_yet_and_nothing_is_covered(store: str) -> None:
    found = answered(store, "children", "--position", str(INSIDE))

    assert found["meta"]["data_to"] is None
    assert found["meta"]["as_at"] == MARCH.isoformat()
    child = found["rows"][0]["child_id"]
    said = journey("show", child, "--position", str(INSIDE), store=store).stdout
    assert said.startswith("No data yet: at this position the first import was not complete")
    assert answered(store, "show", child, "--position", str(INSIDE))["meta"]["now"]["overdue"] == []


def test_when_the_import_is_complete_its_day_is_the_data_date(store: str) -> None:
    end = answered(store, "children")["meta"]["position"]

    found = answered(store, "children", "--position", str(end))

    assert (found["meta"]["data_to"], found["meta"]["as_at"]) == (MARCH.isoformat(), MARCH.isoformat())


def test_a_store_fed_by_people_has_data_to_the_day_at_every_position(sqlite_url: str) -> None:
    words = ("record", "ReferralReceived", "1001", "--on", "2025-03-03", "source=2A", "--new", "--la", "999")
    assert journey(*words, store=sqlite_url).exit_code == 0

    assert answered(sqlite_url, "children", "--position", "1")["meta"]["data_to"] is not None
