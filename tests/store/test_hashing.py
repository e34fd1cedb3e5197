"""The hash chain: its bytes are fixed for ever, and one changed byte is found where it is."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sqlalchemy import text

from journey.store.hashing import GENESIS, Chain, Encoded, Place, Problem, StoredRow, leaf, leaves, link, verify
from journey.store.log import Log

from .builders import CHILD, behind_its_back, said, write


def test_a_leaf_is_the_hash_of_these_very_bytes() -> None:
    content = bytes.fromhex(
        "00"
        "000000000000000b 6368696c643a3832313a37"  # child:821:7
        "0000000000000003"  # version
        "0000000000000004 53656e74"  # Sent
        "0000000000000002"  # schema version
        "00064514ebb6f540"  # recorded at
        "0000000000000002 beef"
    )

    assert leaf("child:821:7", 3, "Sent", 2, 0x00064514EBB6F540, b"\xbe\xef") == sha256(content).digest()


def test_lengths_come_before_contents_so_that_none_passes_for_another() -> None:
    assert leaf("ab", 1, "c", 1, 1, b"") != leaf("a", 1, "bc", 1, 1, b"")
    assert leaf("a", 1, "b", 1, 1, b"\0") != leaf("a", 1, "b", 1, 1, b"")
    assert leaf("ä", 1, "b", 1, 1, b"") == sha256(
        b"\0" + (2).to_bytes(8, "big") + "ä".encode() + bytes(7) + b"\1" + bytes(7) + b"\1b"
        + bytes(7) + b"\1" + bytes(7) + b"\1" + bytes(8)
    ).digest()  # fmt: skip


def test_many_leaves_at_once_are_the_leaves_of_each() -> None:
    said = [
        ("child:821:7", 3, "Sent", 2, 5, b"\xbe\xef"),
        ("ä", 1, "Sent", 1, 2**40, b""),
        ("child:821:7", 4, "b", 1, 0, b"x"),
    ]

    assert leaves((0, *one, b"", b"") for one in said) == [leaf(*one) for one in said]


def rows(count: int = 5) -> list[StoredRow]:
    given = [Encoded(CHILD, version, "Sent", 1, b"said %d" % version) for version in range(1, count + 1)]
    return [StoredRow(*row) for row in Chain(Place()).extend(given, 1_700_000_000_000_000)]


def test_the_chain_starts_at_zero_and_takes_in_each_leaf() -> None:
    first, second, *_ = rows()

    assert first.chain == sha256(bytes(32) + first.leaf).digest() == link(GENESIS, first.leaf)
    assert second.chain == sha256(first.chain + second.leaf).digest()
    assert verify(rows()) == (Place(5, rows()[-1].chain), None)


def test_rows_are_verified_from_a_place_already_verified() -> None:
    log = rows()

    assert verify(log[3:], Place(3, log[2].chain)) == (Place(5, log[4].chain), None)
    assert verify([], Place(3, log[2].chain)) == (Place(3, log[2].chain), None)


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "child:821:1000008"},
        {"version": 9},
        {"name": "Received"},
        {"schema_version": 2},
        {"recorded_at": 1_700_000_000_000_001},
        {"data": b"said 33"},
        {"leaf": bytes(32)},
        {"chain": bytes(32)},
        {"version": -1},
        {"version": "3"},
        {"data": "said 3"},
        {"name": None},
        {"stream": 7},
        {"recorded_at": 2**70},
    ],
)
def test_a_changed_column_is_found_at_its_row(change: dict[str, object]) -> None:
    log = rows()
    log[2] = log[2]._replace(**change)

    upto, problem = verify(log)

    assert upto == Place(2, log[1].chain)
    assert problem is not None
    assert problem.position == 3


def test_a_row_changed_with_its_own_hashes_is_found_at_the_next() -> None:
    log = rows()
    forged = leaf(*log[2][1:6], b"forged")
    log[2] = log[2]._replace(data=b"forged", leaf=forged, chain=link(log[1].chain, forged))

    assert verify(log).problem == Problem(
        4, "the chain does not continue from the row before: a row was changed, added or taken out"
    )


def test_a_row_taken_out_is_found_at_its_place() -> None:
    log = rows()
    del log[2]

    assert verify(log).problem == Problem(3, "the row after position 2 is missing (the next one is 4)")


def test_rows_that_change_places_are_found() -> None:
    log = rows()
    log[2], log[3] = log[3]._replace(position=3), log[2]._replace(position=4)

    problem = verify(log).problem

    assert problem is not None
    assert problem.position == 3


@pytest.mark.parametrize(
    ("change", "position"),
    [
        ("UPDATE events SET data = :data WHERE position = 3", 3),
        ("UPDATE events SET recorded_at = recorded_at - 1 WHERE position = 2", 2),
        ("UPDATE events SET stream = 'child:821:2' WHERE position = 4", 4),
        ("UPDATE events SET leaf = :data WHERE position = 5", 5),
        ("DELETE FROM events WHERE position = 3", 3),
        ("DELETE FROM events WHERE position = 1", 1),
    ],
)
def test_bytes_edited_behind_the_triggers_are_found_and_the_first_named(log: Log, change: str, position: int) -> None:
    write(log, *(said(number=number) for number in range(1, 7)))
    assert log.verify() == (6, log.chain_at(6), [])

    with behind_its_back(log, unguarded=True) as connection:
        asked = {"data": b"forged"} if ":data" in change else {}
        connection.execute(text(change), asked)

    verified_to, chain, problems = log.verify()
    assert verified_to == position - 1
    assert position not in {problem.position for problem in problems[:-1]}
    assert problems[-1].position == position
    assert chain == (GENESIS if position == 1 else log.chain_at(position - 1))


def test_triggers_out_of_the_way_are_named(log: Log) -> None:
    with behind_its_back(log, unguarded=True):
        pass

    problems = log.verify().problems

    assert problems
    assert all(position == 0 and "missing or switched off" in problem for position, problem in problems)


def test_a_trigger_that_says_something_else_is_named(log: Log) -> None:
    with behind_its_back(log, unguarded=True) as connection:
        if connection.dialect.name == "sqlite":
            for name in ("update", "delete", "replace"):
                verb = "INSERT" if name == "replace" else name
                connection.exec_driver_sql(
                    f"CREATE TRIGGER events_no_{name} BEFORE {verb} ON events WHEN 0 BEGIN SELECT 1; END"
                )
        else:
            connection.exec_driver_sql("ALTER TABLE events ENABLE TRIGGER USER")
            connection.exec_driver_sql("CREATE OR REPLACE FUNCTION events_no_change() RETURNS trigger LANGUAGE plpgsql "
                                       "AS $$ BEGIN RETURN NULL; END $$")  # fmt: skip

    assert any("is not the one that was made" in problem for _, problem in log.verify().problems)
