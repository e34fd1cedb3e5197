"""What somebody with every right to the database can do, triggers and hashes included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, create_engine

from journey.store import bulk
from journey.store.checkpoint import Checkpoint, sign
from journey.store.hashing import Place, StoredRow, leaf, link
from journey.store.log import Log
from journey.store.verify_store import verify_store

HOUR = 3_600_000_000
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def hourly(start: int = 1_700_000_000_000_000) -> Callable[[], int]:
    """A clock that goes on by an hour whenever it is asked."""
    times = iter(range(start, start + 1_000 * HOUR, HOUR))
    return lambda: next(times)


def checkpoint(log: Log, key: Ed25519PrivateKey = KEY) -> Checkpoint:
    """A checkpoint of a store that verifies."""
    verified = verify_store(log)
    assert verified.problems == []
    return sign(
        key, store=log.store_id, log=verified.log, root=verified.root, access=verified.access, made_at=log.clock()
    )


@contextmanager
def unguarded(log: Log, table: str = "events") -> Iterator[Connection]:
    """A connection with the triggers out of the way, which are put back as they were."""
    address = log.database.address if table == "events" else log.access._address
    engine = create_engine(address.url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            asked = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"
            made = connection.exec_driver_sql(asked).all()
            for name, _ in made:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, statement in made:
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield connection
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    engine.dispose()


def replace_rows(log: Log, rows: Sequence[StoredRow]) -> None:
    """Put other rows in the place of all there are."""
    with unguarded(log) as connection:
        connection.exec_driver_sql("DELETE FROM events")
        bulk.write(connection, map(tuple, rows))  # type: ignore[arg-type]


def rehashed(row: StoredRow, before: bytes) -> StoredRow:
    """A row with the hashes that its content and the chain before it want."""
    own = leaf(*row[1:7])
    return row._replace(leaf=own, chain=link(before, own))


def rechained(rows: Sequence[StoredRow]) -> list[StoredRow]:
    """Rows numbered from 1, every hash computed again: nothing in the log itself can tell them from the true ones."""
    chain, made = Place().chain, []
    for position, row in enumerate(rows, 1):
        made.append(rehashed(row._replace(position=position), chain))
        chain = made[-1].chain
    return made
