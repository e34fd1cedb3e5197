"""The tables of the log, and the triggers that let rows be added and nothing else."""

from __future__ import annotations

import secrets
from hashlib import sha256

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
)

from journey.domain.errors import UsageError
from journey.store.database import Database
from journey.store.guards import guard, missing_guards

FORMAT = 1
"""The format of the tables and of the stored bytes; a release reads the formats it knows."""

BIG = BigInteger().with_variant(Integer, "sqlite")  # SQLite's own row number must be called INTEGER
WORD = Text().with_variant(Text(collation="C"), "postgresql")  # sorted by code point on every machine

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=False),
    Column("stream", WORD, nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", WORD, nullable=False),
    Column("schema_version", SmallInteger, nullable=False),
    Column("recorded_at", BIG, nullable=False, comment="microseconds since 1970, UTC"),
    Column("data", LargeBinary, nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
    UniqueConstraint("stream", "version", name="events_stream_version"),
)

WITHHOLDING = "name IN ('ProcessingRestricted', 'RecordDisposed', 'RecordSealed')"
"""What may withhold a record from readers. Few rows: an index of their own finds them in a log of any size."""

# As text, which both databases read: SQLAlchemy loads the dialect of each for an index with a condition.
_INDEX = f"CREATE INDEX events_withholding ON events (stream) WHERE {WITHHOLDING}"

store = Table(
    "store",
    metadata,
    Column("one", SmallInteger, primary_key=True, autoincrement=False, comment="always 1: there is one row"),
    Column("id", Text, nullable=False),
    Column("format", SmallInteger, nullable=False),
    CheckConstraint("one = 1"),
)


def lock_number(purpose: str) -> int:
    """The number of a PostgreSQL advisory lock, the same in every release."""
    return int.from_bytes(sha256(f"journey {purpose}".encode()).digest()[:8], "big", signed=True)


EVENTS_LOCK = lock_number("events")


def create(database: Database) -> None:
    """Make the tables and triggers where they are missing. Two processes may do so at once.

    Raises UsageError when the database holds something else.
    """
    with database.writing(EVENTS_LOCK) as connection:
        there = set(inspect(connection).get_table_names())
        if store.name in there:
            return
        if events.name in there or (there and database.address.path):
            raise UsageError(
                f"{database.address.shown} already holds something else ({', '.join(sorted(there)[:3])}). "
                "Give the store a file or a database of its own."
            )
        metadata.create_all(connection)
        connection.exec_driver_sql(_INDEX)
        for table in (events, store):
            guard(connection, table, EVENTS_LOCK)
        connection.execute(store.insert(), {"one": 1, "id": secrets.token_hex(16), "format": FORMAT})


def identify(connection: Connection, shown: str) -> str | None:
    """The store's id; None when there is no store yet. Raises UsageError for a format this release cannot read."""
    if not inspect(connection).has_table(store.name):
        return None
    columns = {column["name"] for column in inspect(connection).get_columns(store.name)}
    row = connection.execute(select(store.c.id, store.c.format)).first() if columns >= {"id", "format"} else None
    if row is None:
        raise UsageError(f"{shown} has a table called store that is not a journey's. Check --store and JOURNEY_STORE.")
    if row.format != FORMAT:
        raise UsageError(
            f"{shown} was written in store format {row.format}; this release reads format {FORMAT}. "
            "Install the release that wrote it, or a later one."
        )
    return str(row.id)


def unguarded(connection: Connection) -> list[str]:
    """What is missing of the triggers, for ``verify``; empty when the log is guarded as it was made."""
    return [what for table in (events, store) for what in missing_guards(connection, table, EVENTS_LOCK)]
