"""The log: what every other part of the journey reads from and writes to.

>>> with open_log("journey.db") as log:
...     with log.writing() as writer:
...         writer.append(statements)
...     log.statements(["child:821:1000007"])
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import NamedTuple, Self

from journey.domain.errors import Busy, NotPermitted, UsageError
from journey.domain.statements import Statement
from journey.store import reading, schema
from journey.store.access import AccessLog
from journey.store.address import Address, beside, parse
from journey.store.bulk import last_place
from journey.store.database import Database
from journey.store.hashing import Place, Problem, StoredRow
from journey.store.keyring import HasStatements, Keyring
from journey.store.opening import open_database
from journey.store.placing import opener, placed, statements
from journey.store.reading import StreamSummary
from journey.store.verify_log import pass_over
from journey.store.writing import Writer

Clock = Callable[[], int]
"""Microseconds since 1970, UTC: the time of recording, which the store alone sets."""


def _now() -> int:
    return time.time_ns() // 1000


class Verification(NamedTuple):
    """How far the log is what was written to it, the chain there, and what is wrong (empty: nothing)."""

    verified_to: int
    chain: bytes
    problems: list[Problem]


def open_log(url: str, *, create: bool = True, keyring: str | None = None, clock: Clock = _now) -> Log:
    """Open a store: a file (``journey.db``), ``sqlite:///path`` or ``postgresql://…``; ``create`` makes a missing one.

    ``keyring`` is the address of the keys when they are kept elsewhere than beside the log. Raises UsageError for a
    missing store or one that is not a journey's, NotPermitted for one that cannot be used, Busy when another command
    keeps hold of it.
    """
    address = parse(url)
    if address.path is not None and not create and not address.path.exists():
        raise _missing(address)
    database = open_database(address, create=create)
    try:
        store_id = _identify(database)
        keys = Keyring(parse(keyring) if keyring else beside(address, "keys"), _has_statements(database))
        access = AccessLog(beside(address, "access"), clock)
        if store_id is None:
            if not create:
                raise _missing(address)
            schema.create(database)
            keys.make()
            access.make()
            store_id = _identify(database)
            assert store_id is not None
        log = Log(database, store_id, keys, access, clock)
        log.finish_disposals()
        return log
    except BaseException:
        database.close()
        raise


def _identify(database: Database) -> str | None:
    with database.reading() as connection:
        return schema.identify(connection, database.address.shown)


def _has_statements(database: Database) -> HasStatements:
    def has_statements(streams: Sequence[str]) -> Collection[str]:
        with database.reading() as connection:
            return reading.last_versions(connection, streams)

    return has_statements


def is_there(url: str) -> bool:
    """Whether a store's file is there already; of a server only connecting tells, so its store is taken to be there."""
    path = parse(url).path
    return path is None or path.exists()


def _missing(address: Address) -> UsageError:
    return UsageError(
        f"There is no store at {address.shown}. Make one by importing into it: "
        "journey import annex-a FILE --la CODE --extract-date DATE; or name another with --store."
    )


class Log:
    """An open store. Use as a context manager, or close it."""

    def __init__(self, database: Database, store_id: str, keyring: Keyring, access: AccessLog, clock: Clock) -> None:
        self._database = database
        self.clock = clock
        self.store_id = store_id
        self.keyring = keyring
        self.access = access

    @property
    def shown_url(self) -> str:
        """The store's address, without a password."""
        return self._database.address.shown

    @property
    def database(self) -> Database:
        """The database of the log itself, for the store's other parts."""
        return self._database

    def place(self) -> Place:
        """The last position and the chain there."""
        with self._database.reading() as connection:
            return last_place(connection)

    def position(self) -> int:
        """The last position; 0 for an empty log."""
        return self.place().position

    def chain_at(self, position: int | None = None) -> bytes:
        """The chain at a position, by default the last. Raises UsageError when the log does not go so far."""
        if position is None:
            return self.place().chain
        with self._database.reading() as connection:
            chain = reading.chain_at(connection, position)
        if chain is None:
            last = self.position()
            raise UsageError(f"{self.shown_url} goes up to position {last}; there is no position {position}.")
        return chain

    def last_versions(self, streams: Iterable[str]) -> dict[str, int]:
        """How many statements each stream holds; 0 for one without any."""
        wanted = list(dict.fromkeys(streams))
        with self._database.reading() as connection:
            return dict.fromkeys(wanted, 0) | reading.last_versions(connection, wanted)

    def has_stream(self, stream: str) -> bool:
        """Whether anything was ever recorded on a stream."""
        with self._database.reading() as connection:
            return bool(reading.last_versions(connection, [stream]))

    def streams(self, category: str, la: str | None = None, upto: int | None = None) -> list[StreamSummary]:
        """The streams of a category (``child``), of one authority or of all: id, events, first and last position."""
        with self._database.reading() as connection:
            return reading.summaries(connection, category, la, upto)

    def authorities(self, category: str) -> list[str]:
        """The authorities that have streams of a category (``child``), sorted."""
        with self._database.reading() as connection:
            return reading.authorities(connection, category)

    def withholding(self) -> list[str]:
        """The streams that may be sealed or restricted, whatever position is asked about: rights are those of today."""
        with self._database.reading() as connection:
            return reading.withholding(connection)

    def disposed(self) -> frozenset[str]:
        """The streams of records that were disposed of, whatever position is asked about."""
        return frozenset(self.disposals())

    def disposals(self) -> dict[str, int]:
        """The same with the position of each one's certificate."""
        with self._database.reading() as connection:
            return reading.disposals(connection)

    def finish_disposals(self) -> None:
        """Destroy the keys of records that the log says were disposed of, where a command was stopped before it did.

        Whoever may not write to the keys leaves that to the next who may.
        """
        if not self.keyring.is_missing():
            with suppress(Busy, NotPermitted):
                self.destroy_keys()

    def destroy_keys(self) -> None:
        """Destroy the keys of all records that the log says were disposed of. Raises Busy, NotPermitted."""
        disposed = self.disposed()
        for stream in sorted(disposed - self.keyring.destroyed(disposed)):
            self.keyring.destroy(stream)

    def statements(
        self, streams: Iterable[str], upto: int | None = None, names: Collection[str] | None = None
    ) -> dict[str, list[Statement]]:
        """The statements of some streams (of some stored names), opened, in version order, up to a position.

        A stream without any has an empty list. A value whose key is destroyed or missing reads ``{"sealed": True}``.
        """
        wanted = list(dict.fromkeys(streams))
        with self._database.reading() as connection:
            return statements(wanted, reading.rows_of(connection, wanted, upto, names), self.keyring)

    def all_rows(self, after: int = 0, upto: int | None = None) -> Iterator[StoredRow]:
        """Every row in position order, as stored; see ``statement`` to read one."""
        return reading.all_rows(self._database, after, upto)

    def statement(self, row: StoredRow) -> Statement:
        """The statement in a row, opened. For many rows call ``keyring.load`` with their streams first."""
        return placed(row, opener(row.stream, self.keyring))

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The one write transaction: committed at the end, rolled back whole on any exception.

        Raises Busy when another command is writing, after a wait of a few seconds.
        """
        with self._database.writing(schema.EVENTS_LOCK) as connection:
            yield Writer(connection, self.keyring, self.clock)

    def verify(self) -> Verification:
        """Recompute every hash: how far the log holds, the first position that does not, and missing triggers."""
        passed = pass_over(self._database)
        problems = [*self.unguarded(), *([passed.problem] if passed.problem else [])]
        return Verification(*passed.upto, problems)

    def unguarded(self) -> list[Problem]:
        """The triggers of the log that are missing or changed."""
        with self._database.reading() as connection:
            return [Problem(0, what) for what in schema.unguarded(connection)]

    def close(self) -> None:
        """Close every connection."""
        for part in (self._database, self.keyring, self.access):
            part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
