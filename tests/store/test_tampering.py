"""Whatever is done behind the store's back is evident up to the last checkpoint; what is not is said in docs/trust.md.

Six rows of three children, recorded an hour apart; ``first`` was signed at position 3, ``last`` at position 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from journey.store.checkpoint import Checkpoint
from journey.store.hashing import StoredRow
from journey.store.log import Log, open_log
from journey.store.verify_store import verify_store

from .builders import behind_its_back, said, write
from .forging import HOUR, KEY, checkpoint, hourly, rechained, rehashed, replace_rows, unguarded

Rows = list[StoredRow]
Signed = dict[str, Checkpoint]


@pytest.fixture
def signed(store_url: str) -> Iterator[tuple[Log, Signed]]:
    """A store, and the two checkpoints that were kept elsewhere."""
    with open_log(store_url, clock=hourly()) as log:
        kept: Signed = {}
        for number in range(1, 7):
            write(log, said(f"child:821:{number % 3}", number))
            if number in (3, 5):
                kept["first" if number == 3 else "last"] = checkpoint(log)
        assert verify_store(log, kept, [kept["last"].key]).problems == []
        yield log, kept


def edited(rows: Rows, position: int, **changes: object) -> Rows:
    return [row._replace(**changes) if row.position == position else row for row in rows]  # type: ignore[arg-type]


def edited_with_its_row(rows: Rows) -> Rows:
    changed = rehashed(rows[1]._replace(data=b"forged"), rows[0].chain)
    return [rows[0], changed, *rows[2:]]


def swapped(rows: Rows) -> Rows:
    return [rows[0], rows[2]._replace(position=2), rows[1]._replace(position=3), *rows[3:]]


def inserted(rows: Rows, before: int) -> Rows:
    new = rows[0]._replace(stream="child:821:9", version=1, recorded_at=rows[0].recorded_at + 1)
    return [*rows[: before - 1], new, *rows[before - 1 :]]


@pytest.mark.parametrize(
    ("attack", "position"),
    [
        pytest.param(lambda rows: edited(rows, 2, data=rows[1].data[:-1] + b"!"), 2, id="edit a byte"),
        pytest.param(lambda rows: edited(rows, 5, recorded_at=rows[4].recorded_at - 1), 5, id="change recorded_at"),
        pytest.param(edited_with_its_row, 3, id="edit a byte and recompute the row"),
        pytest.param(lambda rows: [*rows[:3], *rows[4:]], 4, id="delete a row"),
        pytest.param(lambda rows: [row for row in rows if row.stream != "child:821:1"], 1, id="delete a stream"),
        pytest.param(swapped, 2, id="swap two rows"),
    ],
)
def test_what_leaves_the_chain_broken_needs_no_checkpoint(
    signed: tuple[Log, Signed], attack: Callable[[Rows], Rows], position: int
) -> None:
    log, kept = signed

    replace_rows(log, attack(list(log.all_rows())))

    found = verify_store(log)
    assert [problem.position for problem in found.problems] == [position]
    assert found.log.position == position - 1
    assert position in {problem.position for problem in verify_store(log, kept).problems}


@pytest.mark.parametrize(
    ("attack", "position", "words"),
    [
        pytest.param(lambda rows: edited(rows, 2, data=b"forged"), 1, "is not what first signed", id="edit a byte"),
        pytest.param(
            lambda rows: edited(rows, 4, data=b"forged"), 4, "is not what last signed", id="edit a later byte"
        ),
        pytest.param(
            lambda rows: edited(rows, 5, recorded_at=rows[4].recorded_at - 1), 4, "is not what", id="change recorded_at"
        ),
        pytest.param(lambda rows: [*rows[:3], *rows[4:]], 4, "is not what last signed", id="delete a row"),
        pytest.param(
            lambda rows: [row for row in rows if row.stream != "child:821:1"], 1, "is not what", id="delete a stream"
        ),
        pytest.param(swapped, 1, "is not what first signed", id="swap two rows"),
        pytest.param(lambda rows: rows[:4], 5, "the log ends at position 4", id="truncate the tail"),
        pytest.param(lambda rows: inserted(rows, 5), 4, "is not what last signed", id="insert a back-dated row"),
        pytest.param(lambda rows: inserted(rows, 7), 7, "back-dated", id="insert one after the checkpoint"),
        pytest.param(lambda _: [], 1, "the log ends at position 0", id="delete everything"),
    ],
)
def test_with_the_whole_chain_computed_again_only_a_checkpoint_tells(
    signed: tuple[Log, Signed], attack: Callable[[Rows], Rows], position: int, words: str
) -> None:
    log, kept = signed

    replace_rows(log, rechained(attack(list(log.all_rows()))))

    assert verify_store(log).problems == []
    first_found = verify_store(log, kept).problems[0]
    assert first_found.position == position
    assert words in first_found.problem


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(lambda rows: rows[:5], id="truncate the tail"),
        pytest.param(lambda rows: edited(rows, 6, data=b"forged"), id="edit and recompute"),
    ],
)
def test_after_the_last_checkpoint_it_is_not_evident(
    signed: tuple[Log, Signed], attack: Callable[[Rows], Rows]
) -> None:
    """The promise ends at the last checkpoint kept elsewhere; docs/trust.md says so."""
    log, kept = signed

    replace_rows(log, rechained(attack(list(log.all_rows()))))

    assert verify_store(log, kept).problems == []


def test_whoever_read_the_log_tells_that_its_end_is_gone(signed: tuple[Log, Signed]) -> None:
    log, _ = signed
    log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=6)

    replace_rows(log, list(log.all_rows())[:5])

    [problem] = verify_store(log).problems
    assert problem.position == 6
    assert "entry 1 of the access log read it up to 6" in problem.problem


def test_an_old_copy_is_found_also_when_the_log_has_grown_since(signed: tuple[Log, Signed]) -> None:
    log, kept = signed

    replace_rows(log, list(log.all_rows())[:4])
    for number in range(7, 11):
        write(log, said(number=number))

    assert log.position() == 8
    assert verify_store(log).problems == []
    assert [problem.position for problem in verify_store(log, kept).problems] == [4]


def test_a_row_replaced_in_sqlite_is_found(sqlite_url: str) -> None:
    with open_log(sqlite_url) as log:
        write(log, said(), said(number=2), said(number=3))
        with unguarded(log) as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO events SELECT position, stream, version, 'CaseClosed', schema_version, "
                "recorded_at, data, leaf, chain FROM events WHERE position = 2"
            )

        assert [problem.position for problem in verify_store(log).problems] == [2]


@pytest.mark.parametrize("value", ["data || x'00'", "CAST(data AS TEXT)", "'words'", "7", "x''"])
def test_a_value_of_another_kind_is_found_in_its_row(sqlite_url: str, value: str) -> None:
    """SQLite keeps a value of any kind in any column, and text that is none."""
    with open_log(sqlite_url) as log:
        write(log, said(), said("child:821:1"), said("child:821:2"))
        with behind_its_back(log, unguarded=True) as connection:
            connection.exec_driver_sql(f"UPDATE events SET data = {value} WHERE position = 2")

        found = verify_store(log)

        assert [problem.position for problem in found.problems if problem.position] == [2]
        assert found.log.position == 1
        assert len(list(log.all_rows(after=2))) == 1


def test_a_forged_checkpoint_is_none(signed: tuple[Log, Signed]) -> None:
    log, kept = signed
    changed = msgspec.structs.replace(kept["last"], position=4)
    by_another = checkpoint(log, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    another_store = msgspec.structs.replace(kept["last"], store="0" * 32).signed_by(KEY)

    def problem(forged: Checkpoint) -> str:
        [(position, words)] = verify_store(log, {"forged": forged}, [kept["last"].key]).problems
        assert position == 0
        return words

    assert "changed or forged" in problem(changed)
    assert "signed by another key" in problem(by_another)
    assert "of another store" in problem(another_store)


def test_without_a_public_key_anybodys_checkpoint_counts(signed: tuple[Log, Signed]) -> None:
    """That is why ``verify`` shows the key and asks whether it is yours."""
    log, _ = signed

    assert verify_store(log, {"": checkpoint(log, Ed25519PrivateKey.generate())}).problems == []


def test_a_dropped_trigger_is_named(log: Log) -> None:
    with behind_its_back(log) as connection:
        sqlite = connection.dialect.name == "sqlite"
        name = "events_no_update" if sqlite else "events_no_change"
        connection.exec_driver_sql(f"DROP TRIGGER {name}" if sqlite else f"DROP TRIGGER {name} ON events")

    [problem] = verify_store(log).problems
    assert problem.position == 0
    assert f"{name} is missing" in problem.problem


def test_a_trigger_of_somebody_elses_is_named(log: Log) -> None:
    with behind_its_back(log) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END")
        else:
            connection.exec_driver_sql("CREATE RULE quiet AS ON INSERT TO events DO INSTEAD NOTHING")

    assert [problem.problem for problem in verify_store(log).problems] == [
        "quiet is not of our making, and may change what is written to events"
    ]


def test_the_access_log_is_compared_too(store_url: str) -> None:
    with open_log(store_url, clock=hourly()) as log:
        for who in ("an auditor", "a manager"):
            log.access.record(who=who, purpose="", command="show", as_at=None, known_at=None, position=0)
        kept = {"kept": checkpoint(log)}

        with unguarded(log, "access") as connection:
            connection.exec_driver_sql("DELETE FROM access WHERE position = 2")
        [problem] = verify_store(log, kept).problems
        assert problem.position == 2
        assert problem.problem.startswith("access log: it ends at entry 1; kept signed 2: entries were taken away")

        log.access.record(who="nobody", purpose="", command="show", as_at=None, known_at=None, position=0)
        assert verify_store(log).problems == []
        assert verify_store(log, kept).problems == [(1, "access log: an entry up to 2 is not what kept signed")]


def test_a_missing_access_log_is_named_and_not_made(sqlite_url: str) -> None:
    with open_log(sqlite_url) as log:
        path = log.access._address.path
    assert path is not None
    path.unlink()

    with open_log(sqlite_url) as log:
        assert [problem.position for problem in verify_store(log).problems] == [0]
    assert not path.exists()


def test_clocks_that_differ_by_minutes_are_no_forgery(sqlite_url: str) -> None:
    times = iter((HOUR, 2 * HOUR, 2 * HOUR - 4 * HOUR // 60, 2 * HOUR - 6 * HOUR // 60))
    with open_log(sqlite_url, clock=lambda: next(times)) as log:
        write(log, said())
        kept = {"kept": checkpoint(log)}

        write(log, said(number=2))
        assert verify_store(log, kept).problems == []
        write(log, said(number=3))
        assert [problem.position for problem in verify_store(log, kept).problems] == [3]
