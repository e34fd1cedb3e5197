"""The access log: every reading is recorded before anything is shown, apart from the log of events."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from journey.domain.errors import NotPermitted
from journey.store.access import AccessLog, Entry
from journey.store.address import Address, beside, parse
from journey.store.hashing import Place
from journey.store.log import Log, open_log

from .builders import CHILD, said, write


def read(log: Log, **changes: object) -> Place:
    """Record one reading."""
    entry = {
        "who": "an auditor",
        "purpose": "case audit",
        "command": "journey show 1000007",
        "as_at": date(2025, 3, 31),
        "known_at": None,
        "position": 1,
        "children": [CHILD],
    }
    return log.access.record(**{**entry, **changes})  # type: ignore[arg-type]


def test_a_reading_is_recorded_with_who_and_why(store_url: str) -> None:
    with open_log(store_url, clock=lambda: 1_700_000_000_000_000) as log:
        place = read(log)

        [entry] = log.access.entries()
        assert entry[:10] == (
            1,
            1_700_000_000_000_000,
            "an auditor",
            "case audit",
            "journey show 1000007",
            "2025-03-31",
            "",
            1,
            1,
            f'["{CHILD}"]',
        )
        assert place == (1, entry.chain) == log.access.head()


def test_the_entry_is_hashed_over_these_very_bytes(log: Log) -> None:
    read(log)

    [entry] = log.access.entries()

    parts = [
        entry.at,
        *(t.encode() for t in entry[2:7]),
        entry.log_position,
        entry.children_count,
        entry.children.encode(),
    ]
    content = b"\0" + b"".join(
        part.to_bytes(8, "big") if isinstance(part, int) else len(part).to_bytes(8, "big") + part for part in parts
    )
    assert entry.leaf == sha256(content).digest()
    assert entry.chain == sha256(bytes(32) + entry.leaf).digest()


def test_a_thousand_children_are_named_and_all_are_counted(log: Log) -> None:
    read(log, children=[f"child:821:{number}" for number in range(1_500)])

    [entry] = log.access.entries()

    assert entry.children_count == 1_500
    assert json.loads(entry.children) == [f"child:821:{number}" for number in range(1_000)]


def test_readings_are_nothing_to_the_log_of_events(log: Log) -> None:
    write(log, said())
    place = log.place()

    for _ in range(3):
        read(log)

    assert log.place() == place
    assert log.access.head().position == 3
    assert [entry.position for entry in log.access.entries(after=1)] == [2, 3]


def test_those_who_read_at_once_take_turns(store_url: str) -> None:
    with open_log(store_url) as one, open_log(store_url) as other, ThreadPoolExecutor(4) as threads:
        list(threads.map(read, [one, other] * 10))

        assert one.access.verify() == (other.access.head(), [])
        assert one.access.head().position == 20


def test_an_entry_changed_behind_the_triggers_is_found(log: Log) -> None:
    for number in range(4):
        read(log, position=number)

    engine = create_engine(_address(log).url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER access_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE access DISABLE TRIGGER access_no_change")
        connection.exec_driver_sql("UPDATE access SET who = 'nobody' WHERE position = 3")
    engine.dispose()

    upto, problems = log.access.verify()
    assert upto.position == 2
    assert [problem.position for problem in problems] == [0, 3]
    assert all(problem.problem.startswith("access log: ") for problem in problems)


def test_reading_waits_for_no_writer(log: Log) -> None:
    with log.writing() as writer:
        writer.append([said()])

        assert read(log).position == 1


def test_nothing_is_shown_when_the_reading_cannot_be_recorded(tmp_path: Path) -> None:
    open_log(str(tmp_path / "journey.db")).close()
    (tmp_path / "journey.access.db").unlink()
    (tmp_path / "journey.access.db").mkdir()

    with (
        open_log(str(tmp_path / "journey.db"), create=False) as log,
        pytest.raises(NotPermitted, match=r"^Nothing is shown because the reading cannot be recorded: .*access\.db"),
    ):
        read(log)


def test_nothing_is_shown_when_the_access_log_is_no_database(tmp_path: Path) -> None:
    open_log(str(tmp_path / "journey.db")).close()
    (tmp_path / "journey.access.db").write_bytes(b"not a database, whatever its name says" * 40)

    with open_log(str(tmp_path / "journey.db")) as log, pytest.raises(NotPermitted, match=r"^Nothing is shown"):
        read(log)


def test_nothing_is_shown_when_postgres_refuses_the_entry(postgres_url: str) -> None:
    with open_log(postgres_url) as log:
        read(log)
        engine = create_engine(parse(postgres_url).url)
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE access RENAME TO elsewhere")
        engine.dispose()

        with pytest.raises(NotPermitted, match=r"^Nothing is shown"):
            read(log)


def test_an_access_log_is_beside_its_store(tmp_path: Path) -> None:
    address = beside(parse(str(tmp_path / "team.db")), "access")

    AccessLog(address).head()

    assert address.shown == str(tmp_path / "team.access.db")
    assert (tmp_path / "team.access.db").exists()
    assert Entry._fields[0] == "position"


def _address(log: Log) -> Address:
    return beside(log.database.address, "access")
