"""A reading is recorded before anything of it is shown; if it cannot be recorded, nothing is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journey.cli.options import Reading
from journey.cli.session import Session, who
from journey.domain.errors import NotPermitted
from journey.projections.standpoint import Standpoint
from journey.reports.table import Field, Report
from journey.store.log import Log, open_log
from tests.cli.running import journey

DAY = date(2025, 3, 31)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with open_log(f"sqlite:///{tmp_path}/journey.db") as log:
        yield log


def session(log: Log, **asked: object) -> Session:
    options = {"format": "json", "output": None, "as_at": DAY, "known_at": DAY, "position": 0, "purpose": None, **asked}
    at = Standpoint(as_at=DAY, known_at=DAY, position=0, chain=log.chain_at(), data_to=DAY)
    return Session(log, at, Reading(**options), "journey show 1000504 --as-at 2025-03-31")  # type: ignore[arg-type]


def report(session: Session) -> Report:
    return Report("Child", (Field("child_id", "Child", "id"),), [{"child_id": "1000504"}], session.meta())


def test_a_reading_says_who_asked_what_of_whom_and_why(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_USER", "Priya Shah")
    reading = session(log, purpose="case audit, June")

    reading.deliver(report(reading), ["child:999:1000504"])

    (entry,) = log.access.entries()
    assert entry.who == "Priya Shah"
    assert entry.purpose == "case audit, June"
    assert entry.command == "journey show 1000504 --as-at 2025-03-31"
    assert (entry.as_at, entry.known_at, entry.log_position) == ("2025-03-31", "2025-03-31", 0)
    assert json.loads(entry.children) == ["child:999:1000504"]


@pytest.mark.parametrize("output", [(), ("--output", "children.json")], ids=["screen", "file"])
def test_nothing_is_shown_when_the_reading_cannot_be_recorded(
    output: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JOURNEY_STORE", raising=False)
    open_log("sqlite:///journey.db").close()
    Path("journey.access.db").write_bytes(b"this is no database" * 100)

    result = journey("children", *output)

    assert result.exit_code == NotPermitted.exit_code == 15
    assert "cannot be recorded" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "children.json").exists()


def test_the_reading_stands_in_the_log_when_the_first_byte_is_printed(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded_by_then: list[int] = []

    class Watching:
        encoding = "utf-8"

        class buffer:  # noqa: N801 - as sys.stdout names it
            @staticmethod
            def write(content: bytes) -> None:
                recorded_by_then.append(len(list(log.access.entries())))

        def flush(self) -> None: ...

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdout", Watching())
    reading = session(log)

    reading.deliver(report(reading))

    assert recorded_by_then == [1]


def test_what_makes_it_again_is_in_every_meta(log: Log) -> None:
    meta = session(log).meta(counts={"late": 1})

    assert meta["store"] == log.store_id
    assert {"position", "chain", "as_at", "known_at", "data_to", "command", "counts"} <= meta.keys()


def test_who_is_the_user_of_the_system_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import pwd

    monkeypatch.setenv("JOURNEY_USER", "  ")
    assert who() == pwd.getpwuid(os.getuid()).pw_name

    monkeypatch.setenv("JOURNEY_USER", "Priya Shah")
    assert who() == "Priya Shah"
