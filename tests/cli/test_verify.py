"""``journey verify`` on a store that is whole, and on one that somebody changed behind its back."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from journey.domain.statements import Source, Statement
from journey.store.log import open_log
from tests.cli.running import journey


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/journey.db"
    day = date(2025, 3, 31)
    with open_log(url) as log, log.writing() as writer:
        writer.append(
            [
                Statement(
                    f"child:999:{number}", "CaseClosed", f"episode/2025-03-0{number}/1/closed", day, Source("cin", day)
                )
                for number in (1, 2, 3)
            ]
        )
    return url


def test_a_whole_store_verifies(store: str) -> None:
    result = journey("verify", "--format", "json", store=store)

    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert said["rows"] == []
    assert said["meta"]["verified_to"] == 3


def test_a_changed_store_does_not_and_the_first_bad_position_is_named(store: str) -> None:
    with sqlite3.connect(store.removeprefix("sqlite:///")) as connection:
        triggers = connection.execute(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'events'"
        )
        made = triggers.fetchall()
        for name, _ in made:
            connection.execute(f"drop trigger {name}")
        connection.execute("update events set name = 'CaseOpened' where position = 2")
        for _, sql in made:
            connection.execute(sql)

    result = journey("verify", "--format", "json", store=store)

    said = json.loads(result.stdout)
    assert result.exit_code == 13
    assert [row["position"] for row in said["rows"]] == [2]
    assert said["meta"]["verified_to"] == 1


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = journey("verify", store=f"sqlite:///{tmp_path}/other.db")

    assert result.exit_code == 2
    assert "There is no store" in result.stderr
    assert list(tmp_path.iterdir()) == []
