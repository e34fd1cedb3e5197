"""Recording by hand through the eventsourcing library gives the rows an import would."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest

from journey.domain.errors import Busy, Conflict, NotPermitted, UsageError
from journey.store import sqlite
from journey.store.application import RecordKeeping
from journey.store.log import Log, open_log

from .builders import CHILD, registered, said, write

SAID = [
    registered(),
    said(),
    said(number=2, schema=2),
    said(name="FactCorrected", data={"field": "upn", "value": "A1"}),
]


def test_by_hand_and_in_bulk_the_rows_are_the_same(
    store_url: str, sqlite_url: str, open_stores: Callable[..., Log]
) -> None:
    by_hand = open_stores(store_url, clock=lambda: 1_700_000_000_000_000)
    in_bulk = open_stores(
        sqlite_url.replace("journey.db", "bulk.db"),
        clock=lambda: 1_700_000_000_000_000,
        keyring=None if by_hand.database.address.path is None else by_hand.keyring.shown,
    )
    if by_hand.database.address.path is None:
        in_bulk.keyring = by_hand.keyring

    keeping = RecordKeeping(by_hand)
    for statement in SAID:
        record = keeping.child(CHILD)
        record.record(statement)
        keeping.keep(record)
    write(in_bulk, *SAID)

    assert list(by_hand.all_rows()) == list(in_bulk.all_rows())
    assert by_hand.verify() == in_bulk.verify() == (4, in_bulk.chain_at(), [])


def test_several_statements_are_kept_together(log: Log) -> None:
    keeping = RecordKeeping(log)
    record = keeping.child(CHILD)

    for statement in SAID:
        record.record(statement)

    assert keeping.keep(record) == [1, 2, 3, 4]
    assert len({s.recorded_at for s in log.statements([CHILD])[CHILD]}) == 1


def test_a_record_knows_its_version_and_its_facts(log: Log) -> None:
    write(log, registered(), said(), said("child:821:2", 7), said(number=2))

    record = RecordKeeping(log).child(CHILD)

    assert record.version == 3
    assert record.facts == {"person", "referral/2024-09-18/1", "referral/2024-09-18/2"}
    assert (RecordKeeping(log).child("child:821:3").version, RecordKeeping(log).child("child:821:3").facts) == (
        0,
        set(),
    )


def test_of_two_who_write_to_one_version_the_second_looks_again(log: Log) -> None:
    write(log, registered())
    one, other = RecordKeeping(log), RecordKeeping(log)
    first, second = one.child(CHILD), other.child(CHILD)
    first.record(said())
    second.record(said(number=2))

    assert one.keep(first) == [2]
    with pytest.raises(
        Conflict, match=r"1000007 was added to by somebody else since it was read\. Nothing was written"
    ):
        other.keep(second)

    again = other.child(CHILD)
    again.record(said(number=2))
    assert other.keep(again) == [3]
    assert log.verify().problems == []


def test_a_statement_about_one_child_is_not_recorded_on_another(log: Log) -> None:
    with pytest.raises(UsageError, match="about child:821:2 cannot be recorded on child:821:1000007"):
        RecordKeeping(log).child(CHILD).record(said("child:821:2"))


def test_a_record_that_was_disposed_of_is_not_written_to_by_hand_either(log: Log) -> None:
    keeping = RecordKeeping(log)
    log.keyring.destroy(CHILD)
    record = keeping.child(CHILD)
    record.record(said())

    with pytest.raises(NotPermitted, match="disposed of"):
        keeping.keep(record)


def test_whoever_records_while_another_writes_is_told_to_try_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("PRAGMA busy_timeout = 100", *sqlite._PRAGMAS[1:]))
    with open_log(sqlite_url) as one, open_log(sqlite_url) as other:
        keeping = RecordKeeping(other)
        record = keeping.child(CHILD)
        record.record(said())

        with one.writing(), pytest.raises(Busy, match="run the command again"):
            keeping.keep(record)


def test_a_follower_sees_what_is_recorded_in_its_order(log: Log) -> None:
    write(log, registered())
    keeping = RecordKeeping(log)

    with keeping.recorder.subscribe(gt=0) as subscription:
        record = keeping.child(CHILD)
        record.record(said())
        keeping.keep(record)

        seen = list(islice(subscription, 2))

    assert [(event.id, event.topic) for event in seen] == [(1, "ChildRegistered"), (2, "ReferralReceived")]
