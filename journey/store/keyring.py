"""The keyring: one data key per stream, kept apart from the log and on the disk before the event that needs it.

For a SQLite store a file of its own (``journey.keys.db``), for PostgreSQL the schema ``journey_keys``. Destroying a key
leaves the stream's name behind, so that nobody makes a new key for a record that was disposed of.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Column, Connection, Insert, LargeBinary, MetaData, Table, false, inspect, select, text
from sqlalchemy.schema import CreateSchema

from journey.domain.errors import NotPermitted, UsageError
from journey.store.address import Address
from journey.store.database import Database
from journey.store.opening import open_database
from journey.store.schema import WORD, lock_number
from journey.store.sealing import KEY_BYTES, StreamKey

HasStatements = Callable[[Sequence[str]], Collection[str]]
"""Those of some streams that hold statements."""

_LOCK = lock_number("keys")
_PAGE = 500
_DISPOSED = "A record that was disposed of cannot be written to again: its key is destroyed. Leave its rows out."


class Keyring:
    """The data keys of a store, cached once read. Opened on first use."""

    def __init__(self, address: Address, has_statements: HasStatements | None = None) -> None:
        """``has_statements`` tells which streams hold something already, for which no new key may be made.

        Without it the keyring is of no store yet, and made when it is first written to.
        """
        self._address = address
        self._has_statements = has_statements
        self._database: Database | None = None
        schema = None if address.path else "journey_keys"
        self._table = Table(
            "keys",
            MetaData(schema=schema),
            Column("stream", WORD, primary_key=True),
            Column("key", LargeBinary(KEY_BYTES), nullable=True, comment="empty once destroyed"),
        )
        self._keys: dict[str, StreamKey | None] = {}

    @property
    def address(self) -> Address:
        """Where the keys are, for another process of the same reader."""
        return self._address

    @property
    def shown(self) -> str:
        """Where the keys are, fit for a message."""
        return self._address.shown

    def make(self) -> None:
        """Make an empty keyring where there is none, for a new store."""
        self._made(create=True)

    def get(self, stream: str) -> StreamKey | None:
        """The key of a stream; None when it is destroyed or missing."""
        if stream not in self._keys:
            self.load([stream])
        return self._keys[stream]

    def load(self, streams: Iterable[str]) -> None:
        """Read the keys of many streams at once, so that ``get`` need not ask for each."""
        wanted = [stream for stream in streams if self._keys.get(stream) is None]
        found = self._read(wanted)
        for stream in wanted:
            key = found.get(stream)
            self._keys[stream] = StreamKey(stream, key) if key else None

    def forget(self) -> None:
        """Let go of the keys read so far: whoever reads a whole log need not hold every key at once."""
        self._keys.clear()

    def ensure(self, streams: Iterable[str]) -> None:
        """Make the keys that are missing; they are on the disk when this returns.

        Raises NotPermitted for a stream whose key was destroyed.
        """
        wanted = sorted({stream for stream in streams if self._keys.get(stream) is None})
        if not wanted:
            return
        found = self._read(wanted)
        missing = [stream for stream in wanted if stream not in found]
        if missing:
            self._make(missing)
            found |= self._read(missing)  # another process may have been first: its key is the one
        if any(found[stream] is None for stream in wanted):
            raise NotPermitted(_DISPOSED)
        for stream in wanted:
            key = found[stream]
            assert key is not None
            self._keys[stream] = StreamKey(stream, key)

    def key(self, stream: str) -> StreamKey:
        """The key of a stream, made when missing. Raises NotPermitted when it was destroyed."""
        found = self._keys.get(stream)
        if found is None:
            self.ensure([stream])
            found = self._keys[stream]
            assert found is not None
        return found

    def exported(self, stream: str) -> bytes | None:
        """The key itself, for an export of what it seals; None when it is destroyed or missing."""
        return self._read([stream]).get(stream)

    def adopt(self, keys: Mapping[str, bytes]) -> None:
        """Take over the keys of streams that have none yet; they are on the disk when this returns.

        Raises NotPermitted for a stream whose key was destroyed, UsageError for one that has another key.
        """
        found = self._read(list(keys))
        for stream, key in keys.items():
            if stream in found and found[stream] is None:
                raise NotPermitted(_DISPOSED)
            if found.get(stream, key) != key:
                raise UsageError(
                    f"{stream} has another key here than in the file: it was begun here by other means. Take the file "
                    "into a store that does not know it. Nothing was written."
                )
        fresh = [{"stream": stream, "key": key} for stream, key in keys.items() if stream not in found]
        if fresh:
            with self._made().writing(_LOCK) as connection:
                connection.execute(self._insert(), fresh)
        self.load(keys)

    def content_hash(self, stream: str, content: bytes) -> bytes:
        """Eight bytes that tell one content of a stream from another."""
        return self.key(stream).content_hash(content)

    def reference(self, stream: str, kind: str, name: str) -> str:
        """The reference for a worker's or family's name under an organisation's key; see ``StreamKey.reference``."""
        return self.key(stream).reference(kind, name)

    def destroyed(self, streams: Collection[str]) -> set[str]:
        """Which of these streams were disposed of."""
        return {stream for stream, key in self._read(list(streams)).items() if key is None}

    @property
    def gone(self) -> str:
        """What is said where the file of the keys is missing."""
        return (
            f"The keys of this store are missing: there is no {self.shown}. Nothing that is sealed can be read (birth "
            "dates, numbers, names, people's own words), and nothing new is written. Put the copy of the keys back in "
            "its place: docs/keys.md."
        )

    def is_missing(self) -> bool:
        """Whether the file is gone that was made with the store."""
        return self._address.path is not None and not self._address.path.exists()

    def check_may_destroy(self) -> None:
        """Raise NotPermitted for somebody who may not destroy keys, before anything is written that rests on it."""
        with self._made().writing(_LOCK) as connection:
            connection.execute(self._table.update().where(false()).values(key=None))

    def destroy(self, stream: str) -> None:
        """Destroy a stream's key, for good: its sealed values cannot be read by anybody again."""
        database = self._made()
        with database.writing(_LOCK) as connection:
            connection.execute(self._insert(), {"stream": stream, "key": None})
            connection.execute(self._table.update().where(self._table.c.stream == stream).values(key=None))
        if self._address.path:
            with database.engine.connect() as connection:  # the key also stands in the write-ahead file
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        self._keys[stream] = None

    def close(self) -> None:
        """Close the database, if it was opened."""
        if self._database is not None:
            self._database.close()

    def _read(self, streams: Collection[str]) -> dict[str, bytes | None]:
        """The keys there are, destroyed ones as None; nothing for a reader who may not see keys."""
        database = self._open(create=False)
        if database is None or not streams:
            return {}
        found: dict[str, bytes | None] = {}
        with database.reading() as connection:
            for page in _pages(streams):
                question = select(self._table.c.stream, self._table.c.key).where(self._table.c.stream.in_(page))
                found.update((stream, key) for stream, key in connection.execute(question))
        return found

    def _make(self, streams: list[str]) -> None:
        database = self._made()
        lost = self._has_statements(streams) if self._has_statements else ()
        if lost:
            raise NotPermitted(
                f"{len(lost):,} of the records to be written to have no key at {self.shown}, though they hold "
                "statements: the keys are an older copy than the log. Put the right copy in its place (docs/keys.md); "
                "nothing was written."
            )
        with database.writing(_LOCK) as connection:
            fresh = [{"stream": stream, "key": os.urandom(KEY_BYTES)} for stream in streams]
            connection.execute(self._insert(), fresh)

    def _insert(self) -> Insert:
        """An insert that leaves a key that is there alone."""
        if self._address.path:
            return self._table.insert().prefix_with("OR IGNORE")
        from sqlalchemy.dialects.postgresql import insert  # slow to load

        return insert(self._table).on_conflict_do_nothing(index_elements=["stream"])

    def _made(self, *, create: bool = False) -> Database:
        if not create and self._has_statements is not None and self.is_missing():
            raise NotPermitted(self.gone)
        database = self._open(create=True)
        if database is None:
            raise NotPermitted(f"The keys at {self.shown} are not yours to read. Ask whoever looks after the store.")
        return database

    def _open(self, *, create: bool) -> Database | None:
        """The database; None when there is none yet, or its keys are not for this reader."""
        if self._database is None:
            if self._address.path and not create and not os.access(self._address.path, os.R_OK):
                return None
            database = open_database(self._address, create=create)
            if create:
                with database.writing(_LOCK) as connection:
                    self._create(connection)
            if not self._readable(database):
                database.close()
                return None
            self._database = database
        return self._database

    def _create(self, connection: Connection) -> None:
        if self._table.schema and not inspect(connection).has_schema(self._table.schema):
            connection.execute(CreateSchema(self._table.schema))
        self._table.metadata.create_all(connection)

    def _readable(self, database: Database) -> bool:
        with database.reading() as connection:
            if self._address.path:
                return inspect(connection).has_table(self._table.name)
            return bool(connection.execute(_MAY_READ).scalar())


_MAY_READ = text(
    "SELECT has_schema_privilege(s.oid, 'USAGE') AND has_table_privilege(t.oid, 'SELECT') "
    "FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace "
    "WHERE s.nspname = 'journey_keys' AND t.relname = 'keys'"
)


def _pages(streams: Iterable[str]) -> Iterator[list[str]]:
    left = iter(streams)
    while page := list(islice(left, _PAGE)):
        yield page
