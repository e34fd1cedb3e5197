"""Every reading leaves an entry in the access log, or shows nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from journey.store.access import Entry
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import MARCH, import_sample

WHO = {"JOURNEY_USER": "Priya Shah"}
TIMES = ("--as-at", "2025-02-28", "--known-at", "2025-03-31")
READINGS = [("show", "1000504"), ("show", "1000504", "--history"), ("children", "--like", "10000"), ("coverage",)]


@pytest.fixture
def march(store_url: str, tmp_path: Path) -> str:
    import_sample(store_url, MARCH, into=tmp_path)
    return store_url


def entries(store: str) -> list[Entry]:
    with open_log(store, create=False) as log:
        assert log.access.verify()[1] == []
        return list(log.access.entries())


def make_unwritable(store: str) -> None:
    """Nothing can be written any more: the access log is no database, or the whole server reads only."""
    url = make_url(store)
    if url.drivername == "sqlite":
        Path(store.removeprefix("sqlite:///").replace(".db", ".access.db")).write_bytes(b"this is no database" * 100)
        return
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} SET default_transaction_read_only = on")
    engine.dispose()


def test_who_read_what_about_whom_and_why(march: str) -> None:
    for reading in READINGS:
        done = journey(*reading, *TIMES, "--purpose", "case audit, June", "--format", "json", store=march, env=WHO)
        assert done.exit_code == 0, done.stderr

    found = entries(march)
    shown = {f"child:999:{n}" for n in range(1_000_000, 1_000_100, 7)}
    assert [(e.who, e.purpose, e.as_at, e.known_at, e.log_position) for e in found] == [
        ("Priya Shah", "case audit, June", "2025-02-28", "2025-03-31", 697)
    ] * len(READINGS)
    times = "--as-at 2025-02-28 --known-at 2025-03-31 --position 697 --format json"
    assert [e.command for e in found] == [
        f"journey show 1000504 {times}",
        f"journey show 1000504 --history {times}",
        f"journey children --like 10000 {times}",
        f"journey coverage {times}",
    ]
    about = [set(json.loads(e.children)) for e in found]
    assert about[:2] == [{"child:999:1000504"}] * 2
    assert about[2] <= shown
    assert len(about[2]) == found[2].children_count > 5
    assert (about[3], found[3].children_count) == (set(), 0)


def test_a_reading_that_finds_nobody_tells_nothing(march: str) -> None:
    done = journey("show", "1000505", store=march)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "There is no child 1000505" in done.stderr
    assert "The nearest ids are 1000" in done.stderr


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
def test_what_cannot_be_recorded_is_not_shown(march: str, tmp_path: Path, reading: tuple[str, ...]) -> None:
    make_unwritable(march)

    to_screen = journey(*reading, store=march)
    to_file = journey(*reading, "--output", str(tmp_path / "shown.json"), store=march)

    assert (to_screen.exit_code, to_screen.stdout) == (15, "")
    assert "cannot be recorded" in to_screen.stderr
    assert (to_file.exit_code, to_file.stdout) == (15, "")
    assert not (tmp_path / "shown.json").exists()
