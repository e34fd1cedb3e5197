"""``journey access``: who read what, asked by child, by person, out of hours and without involvement."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from journey.domain.statements import PERSON_SYSTEM, Source, Statement, organisation_stream
from journey.store.log import open_log
from tests.cli.running import journey

DAY = date(2025, 3, 3)
ONE, OTHER = "child:999:1000001", "child:999:1000002"

READINGS = (
    ("2025-03-03T10:00", "priya.shah", "supervision", [ONE]),  # a Monday
    ("2025-03-03T19:00", "priya.shah", "", [ONE]),
    ("2025-03-08T10:00", "Sam Okoro", "", [ONE]),  # a Saturday
    ("2025-07-01T17:30", "a.neighbour", "curious", [ONE]),  # half past six in London
    ("2025-07-02T07:30", "a.neighbour", "", [OTHER]),  # half past eight in London
    ("2025-12-25T11:00", "an analyst", "weekly", [ONE, OTHER]),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('access')}/journey.db"
    times = iter([datetime(2025, 1, 1, tzinfo=UTC), *(datetime.fromisoformat(f"{at}+00:00") for at, *_ in READINGS)])
    with open_log(url, clock=lambda: int(next(times).timestamp() * 1_000_000)) as log:
        sam = log.keyring.reference(organisation_stream("999"), "worker", "Sam Okoro")
        with log.writing() as writer:
            writer.append([closed(ONE, by="priya.shah"), allocated(ONE, sam), closed(OTHER)])
        for _, who, purpose, streams in READINGS:
            log.access.record(
                who=who, purpose=purpose, command="journey show", as_at=DAY, known_at=DAY, position=3, children=streams
            )
    return url


def closed(stream: str, by: str = "an importer") -> Statement:
    system = PERSON_SYSTEM if by == "priya.shah" else "annex-a"
    return Statement(stream, "CaseClosed", "episode/2025-03-01/1/closed", DAY, Source(system, DAY), by=by)


def allocated(stream: str, worker: str) -> Statement:
    return Statement(
        stream, "AllocationObserved", "allocation/2025-03-03/1", DAY, Source("annex-a", DAY), {"worker": worker}, DAY
    )


def asked(store: str, *arguments: str) -> list[dict[str, Any]]:
    result = journey("access", *arguments, "--format", "json", store=store)
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = [row for row in json.loads(result.stdout)["rows"] if row["entry"] <= len(READINGS)]
    return rows


@pytest.mark.parametrize(
    ("arguments", "entries"),
    [
        ((), [1, 2, 3, 4, 5, 6]),
        (("--child", "1000001"), [1, 2, 3, 4, 6]),
        (("--child", "999:1000002"), [5, 6]),
        (("--by", "PRIYA.SHAH"), [1, 2]),
        (("--by", "nobody"), []),
        (("--out-of-hours",), [2, 3, 4, 6]),
        (("--out-of-hours", "--hours", "07:00-20:00"), [3, 6]),
        (("--no-involvement",), [4, 5]),
        (("--from", "2025-03-08", "--to", "2025-07-01"), [3, 4]),
        (("--child", "1000001", "--no-involvement", "--out-of-hours"), [4]),
    ],
)
def test_readings_are_found(store: str, arguments: tuple[str, ...], entries: list[int]) -> None:
    assert [row["entry"] for row in asked(store, *arguments)] == entries


def test_a_reading_says_what_the_log_knows(store: str) -> None:
    rows = asked(store)

    assert [row["involvement"] for row in rows] == [
        *("on record",) * 3,
        *("none on record",) * 2,
        "several children",
    ]
    assert (rows[0]["who"], rows[0]["purpose"], rows[0]["about"]) == ("priya.shah", "supervision", "1000001")
    assert rows[0]["at"].startswith("2025-03-03T10:00")


def test_where_names_cannot_be_read_nobody_can_tell(store: str, tmp_path: Path) -> None:
    folder = Path(store.removeprefix("sqlite:///")).parent
    for file in folder.glob("journey*.db*"):
        if "keys" not in file.name:
            (tmp_path / file.name).write_bytes(file.read_bytes())

    rows = asked(f"sqlite:///{tmp_path}/journey.db", "--no-involvement")

    assert [(row["entry"], row["involvement"]) for row in rows] == [(n, "cannot tell") for n in (3, 4, 5)]


def test_looking_is_recorded_too(store: str) -> None:
    done = journey(
        "access", "--child", "1000002", "--purpose", "complaint", store=store, env={"JOURNEY_USER": "a lead"}
    )

    with open_log(store) as log:
        *_, last = log.access.entries()
        assert log.access.verify()[1] == []
    assert done.exit_code == 0
    assert (last.who, last.purpose, json.loads(last.children)) == ("a lead", "complaint", [OTHER])
    assert last.command == "journey access --child 1000002 --hours 08:00-18:00 --format table"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2025-02-01", "--to", "2025-01-01"),
        ("--hours", "late"),
        ("--hours", "18:00-08:00"),
        ("--child", "9999999"),
    ],
)
def test_what_cannot_be_meant_is_refused(store: str, arguments: tuple[str, ...]) -> None:
    assert journey("access", *arguments, store=store).exit_code == 2
