"""What the journal holds of sealed fields: that two numbers are equal, never the number, and only with the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.facts import PERSON
from journey.domain.statements import Source, Statement, child_stream, organisation_stream
from journey.projections.journal import open_journal
from journey.store.log import Log, open_log

from .comparing import NOTHING_COVERED
from .made import LA

DAY = date(2025, 3, 31)
NUMBER, OTHER = "Z123456789012", "Z123456789013"


def registered(child: str, upn: str) -> Statement:
    about = {
        "upn": upn,
        "date_of_birth": date(2015, 5, 4),
        "unread": {"Sex": {"written": "girl?", "problem": "is odd"}},
    }
    source = Source("cin", DAY, bytes(32), sheet="ChildIdentifiers")
    return Statement(child_stream(LA, child), "ChildRegistered", PERSON, DAY, source, about)


def held(folder: Path, *, with_key: bool) -> tuple[list[str | None], str]:
    """The numbers of three children as the journal holds them, the first two alike; and all bytes of its files."""
    with open_log(str(folder / "journey.db")) as log:
        write(log, registered("1", NUMBER), registered("2", NUMBER), registered("3", OTHER))
        if not with_key:
            log.keyring.destroy(organisation_stream(LA))
        with open_journal(log) as journal:
            (batch,) = journal.batches(DAY, DAY, coverage=NOTHING_COVERED)
            columns = [path.read_bytes() for path in journal.folder.iterdir() if path.is_file()]
            assert batch.remarks()["about"].to_list() == ["Sex: is odd"] * 3
            return batch.registered("upn")["upn"].to_list(), b"".join(columns).decode("latin-1")


def write(log: Log, *statements: Statement) -> None:
    with log.writing() as writer:
        writer.append(list(statements))


def test_a_pupil_number_is_held_as_a_keyed_hash(tmp_path: Path) -> None:
    (one, other, third), files = held(tmp_path, with_key=True)

    assert one is not None
    assert one == other != third
    assert NUMBER not in (one, third)
    assert NUMBER not in files


def test_without_the_authority_s_key_nobody_can_say_whether_two_numbers_are_one(tmp_path: Path) -> None:
    assert held(tmp_path, with_key=False)[0] == [None, None, None]


@pytest.mark.parametrize("written", ["girl?", OTHER])
def test_what_was_written_is_in_no_file_of_the_journal(tmp_path: Path, written: str) -> None:
    assert written not in held(tmp_path, with_key=True)[1]
