"""The keys gone, put back, and put back from an older copy: what is answered, what is refused, what is said."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.statements import child_stream
from journey.projections.journal import open_journal, rebuild
from journey.store.log import open_log
from tests.cli.running import journey
from tests.store.builders import registered, said, write

CHILD, LATER, OLD = "1000007", "1000014", "1000021"
DISPOSE = ("--reason", "retention ended", "--authorised-by", "Priya Shah")


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Two children with a journal; a copy of the keys (``copy.db``) from before the later child's was made."""
    url, keys = f"sqlite:///{tmp_path}/journey.db", tmp_path / "journey.keys.db"
    with open_log(url) as log:
        for child, born in ((CHILD, date(2015, 5, 6)), (OLD, date(1990, 5, 6))):
            stream = child_stream("999", child)
            write(log, registered(stream, date_of_birth=born), said(stream, occurred_on=date(2001, 5, 1)))
    with open_log(url) as log:
        open_journal(log).close()
    shutil.copy(keys, tmp_path / "copy.db")
    with open_log(url) as log:
        write(log, registered(child_stream("999", LATER), date_of_birth=date(2016, 5, 6)))
    return url


def place(store: str) -> Path:
    return Path(store.removeprefix("sqlite:///")).with_name("journey.keys.db")


def shown(store: str, child: str = CHILD) -> Any:
    done = journey("show", child, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    return done, json.loads(done.stdout)


def test_gone_the_rest_is_answered_and_the_message_says_what_to_do(store: str) -> None:
    _, before = shown(store)
    place(store).unlink()

    done, after = shown(store)

    assert "journey.keys.db" in done.stderr
    assert "docs/keys.md" in done.stderr
    assert before["meta"]["now"]["age"] is not None
    assert after["meta"]["now"]["age"] == {"sealed": True}
    assert [row["fact"] for row in after["rows"]] == [row["fact"] for row in before["rows"]]
    assert journey("verify", store=store).exit_code == 0
    assert not place(store).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("record", "ContactReceived", CHILD, "--on", "2025-03-02"),
        ("record", "ContactReceived", "1000099", "--on", "2025-03-02", "--new", "--la", "999"),
        ("dispose", OLD, *DISPOSE),
    ],
    ids=["known", "new", "dispose"],
)
def test_gone_nothing_is_written(store: str, words: tuple[str, ...]) -> None:
    with open_log(store) as log:
        before = log.place()
    place(store).unlink()

    refused = journey(*words, store=store)

    assert refused.exit_code == 15
    assert "docs/keys.md" in refused.stderr
    with open_log(store) as log:
        assert log.place() == before
    assert not place(store).exists()


def test_put_back_everything_is_answered_and_the_journal_is_whole(store: str, tmp_path: Path) -> None:
    _, before = shown(store)
    place(store).rename(tmp_path / "away.db")
    with open_log(store) as log:
        open_journal(log).close()  # takes in what was said last, without a key

    (tmp_path / "away.db").rename(place(store))

    done, after = shown(store)
    assert (after["rows"], after["meta"]["now"]) == (before["rows"], before["meta"]["now"])
    assert "keys" not in done.stderr
    with open_log(store) as log:
        with open_journal(log) as journal:
            grown = journal.digest()
        with rebuild(log, tmp_path / "again") as journal:
            assert journal.digest() == grown


def test_an_older_copy_refuses_records_it_lacks_and_makes_no_key_for_them(store: str, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "copy.db", place(store))

    refused = journey("record", "ContactReceived", LATER, "--on", "2025-03-02", store=store)
    known = journey("record", "ContactReceived", CHILD, "--on", "2025-03-02", store=store)
    fresh = journey("record", "ContactReceived", "1000099", "--on", "2025-03-02", "--new", "--la", "999", store=store)

    assert (refused.exit_code, known.exit_code, fresh.exit_code) == (15, 0, 0), (known.stderr, fresh.stderr)
    assert "older copy" in refused.stderr
    with open_log(store) as log:
        assert log.keyring.exported(child_stream("999", LATER)) is None


def test_a_key_that_an_older_copy_brings_back_is_destroyed_again(store: str, tmp_path: Path) -> None:
    disposed = journey("dispose", OLD, *DISPOSE, store=store)
    assert disposed.exit_code == 0, disposed.stderr
    shutil.copy(tmp_path / "copy.db", place(store))

    assert journey("show", OLD, store=store).exit_code == 15

    with open_log(store) as log:
        assert log.keyring.exported(child_stream("999", OLD)) is None
