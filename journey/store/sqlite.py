"""SQLite: one file, readable by its owner alone, written ahead and flushed to the disk at every commit."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from journey.domain.errors import NotPermitted
from journey.store.address import Address
from journey.store.database import Database
from journey.store.failures import WAIT_SECONDS, plainly
from journey.store.network import refuse_network

_PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -65536",  # KiB; an import touches the whole index (stream, version)
)


_DIALECT = "sqlite.journey"
registry.register(_DIALECT, __name__, "Dialect")

_COMPILED: LRUCache[Any, Any] = LRUCache(500)
"""Statements as compiled for one file, for all others that a process opens: compiling takes longer than asking."""


class Dialect(SQLiteDialect_pysqlite):
    """That of every SQLite file, so that what is compiled for one is found for the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is Dialect

    def __hash__(self) -> int:
        return hash(Dialect)


class SQLiteDatabase(Database):
    """A SQLite file in WAL mode: readers never wait, one writer at a time."""

    def __init__(self, address: Address, *, create: bool) -> None:
        assert address.path is not None
        self.path: Path = address.path
        refuse_network(self.path)
        if create:
            with plainly(address):
                _make(self.path)
        engine = create_engine(
            address.url.set(drivername=_DIALECT.replace(".", "+")),
            connect_args={"isolation_level": None, "timeout": WAIT_SECONDS, "check_same_thread": False},
            execution_options={"compiled_cache": _COMPILED},
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        super().__init__(address, engine)

    def _connect_to_write(self) -> Connection:
        return self.engine.connect().execution_options(journey_writes=True)

    def _take(self, connection: Connection, lock: int) -> None:
        """Nothing to do: BEGIN IMMEDIATE holds the lock already."""


def _make(path: Path) -> None:
    """Make a file that only its owner can read, in WAL mode; SQLite gives its side files the same access."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise NotPermitted(
            f"{path} cannot be made or written: {error.strerror}. "
            "Check that its folder exists and that you may write there."
        ) from error
    if path.stat().st_size == 0:
        _write_ahead(path)


def _write_ahead(path: Path) -> None:
    """Switch an empty file to WAL, for good. SQLite does not wait for another process that does the same; we do."""
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("journey_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
