"""One database of a store, opened: reading, and writing by one at a time."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from journey.domain.errors import Busy
from journey.store.address import Address
from journey.store.failures import WAIT_SECONDS, plainly


class Database(ABC):
    """A SQLite file or a PostgreSQL database. Drivers' errors leave it as the journey's own."""

    def __init__(self, address: Address, engine: Engine) -> None:
        self.address = address
        self.engine = engine
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading, in a transaction that is never committed."""
        with plainly(self.address), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, lock: int) -> Iterator[Connection]:
        """The one write transaction: its lock is taken at once; committed at the end, rolled back on any exception.

        ``lock`` tells PostgreSQL what is written to (a SQLite file is locked whole). Raises Busy when another writer
        is still at it after the wait.
        """
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise Busy(
                f"{self.address.shown} is being written to by another part of this command. "
                "Nothing was written; try again."
            )
        try:
            with plainly(self.address), self._connect_to_write() as connection, connection.begin():
                self._take(connection, lock)
                yield connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _connect_to_write(self) -> Connection:
        return self.engine.connect()

    @abstractmethod
    def _take(self, connection: Connection, lock: int) -> None:
        """Wait for the write lock, inside the transaction just begun."""
