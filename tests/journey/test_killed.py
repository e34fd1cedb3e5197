"""An import killed at any moment leaves nothing half-written, and the next one gives the full result."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from benchmarks.workbook import enlarge
from journey.store.log import open_log
from tests.journey.commands import APRIL, MARCH, SAMPLES, asked, counts, import_sample, imported
from tests.journey.held import NEVER, kill, start_import, until_held

CHILDREN = 2_000
AFTER_KEYS, MIDDLE = 0, 6_000
"""Events of the writing: the first comes when the keys of many children are made and nothing of the log is written."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A workbook with a middle, and how many rows it has."""
    path = tmp_path_factory.mktemp("large") / "april.xlsx"
    return path, enlarge("annex_a_2025_04.xlsx", CHILDREN, path)


def keys(store: str) -> int:
    """How many keys there are, read past the store."""
    if store.startswith("sqlite"):
        with closing(sqlite3.connect(store.removeprefix("sqlite:///").replace(".db", ".keys.db"))) as connection:
            return int(connection.execute("SELECT count(*) FROM keys").fetchone()[0])
    engine = create_engine(store)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM journey_keys.keys")).scalar_one()
    engine.dispose()
    return int(found)


def test_nothing_of_a_killed_import_is_left(store_url: str, tmp_path: Path, large: tuple[Path, int]) -> None:
    workbook, rows = large
    import_sample(store_url, MARCH, into=tmp_path)
    shown = asked(store_url, "show", "1000504")["rows"]
    with open_log(store_url, create=False) as log:
        place = log.place()
    chance = random.Random(20250430)

    for moment in (NEVER, AFTER_KEYS, MIDDLE, NEVER):
        running = start_import(store_url, workbook, APRIL, hold_at=moment)
        if moment == NEVER:
            time.sleep(chance.uniform(0.2, 0.8))
        else:
            until_held(running)
            assert keys(store_url) > 1_000
        kill(running)
        assert running.returncode == -9

        with open_log(store_url, create=False) as log:
            assert (log.place(), log.verify().problems) == (place, [])
        assert asked(store_url, "show", "1000504")["rows"] == shown

    account = imported(store_url, workbook, APRIL)
    meta = account["meta"]
    assert (meta["rows"], meta["rejected"]) == (rows, 0)
    assert counts(account, "retracted", "corrected")["List 6"] == (1, 1)
    with open_log(store_url, create=False) as log:
        assert log.place().position == place.position + meta["events"]
        assert log.verify().problems == []
    assert imported(store_url, workbook, APRIL)["meta"]["events"] == 0
    assert len(asked(store_url, "coverage")["rows"]) == 8


def test_a_first_import_killed_leaves_a_store_to_import_into(store_url: str, tmp_path: Path) -> None:
    running = start_import(store_url, SAMPLES[MARCH], MARCH, hold_at=400, rejects=tmp_path / "rejects.csv")
    until_held(running)
    kill(running)

    [account] = import_sample(store_url, MARCH, into=tmp_path)

    assert (account["meta"]["events"], account["meta"]["position"]) == (697, 697)
    with open_log(store_url, create=False) as log:
        assert log.verify().problems == []
