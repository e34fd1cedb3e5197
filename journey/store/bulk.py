"""Writing finished rows into ``events``: the one way in, for one event and for a million.

SQLite takes them by INSERT, PostgreSQL by COPY in its binary format; both draw from an iterator, so that
memory does not grow with the number of rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from io import BytesIO
from itertools import chain, islice
from queue import Empty, Queue
from struct import Struct
from threading import Event, Thread
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, select

from journey.store.hashing import Chain, Encoded, Finished, Place, StoredRow
from journey.store.schema import events

_COLUMNS = ", ".join(StoredRow._fields)
_ROW = f"({', '.join('?' * len(StoredRow._fields))})"
_INSERT = f"INSERT INTO events ({_COLUMNS}) VALUES {_ROW}"
_BATCH = 20
_INSERT_BATCH = f"{_INSERT}{f', {_ROW}' * (_BATCH - 1)}"
_COPY = f"COPY events ({_COLUMNS}) FROM STDIN WITH (FORMAT binary)"


def last_place(connection: Connection) -> Place:
    """How far the log goes. To write after it, ask inside the write transaction, which holds the lock."""
    last = select(events.c.position, events.c.chain).order_by(events.c.position.desc()).limit(1)
    row = connection.execute(last).first()
    return Place(row.position, bytes(row.chain)) if row else Place()


def append(connection: Connection, place: Place, rows: Iterable[Encoded], recorded_at: int) -> Place:
    """Write rows after ``place`` in their order; the new end of the log. ``recorded_at`` is in microseconds UTC."""
    end = Chain(place)
    write(connection, end.extend(rows, recorded_at))
    return end.place


def write(connection: Connection, rows: Iterable[Finished]) -> None:
    """Write finished rows through the driver itself; its errors come out as they are."""
    cursor: Any = connection.connection.cursor()
    try:
        if connection.dialect.name == "sqlite":
            _insert(cursor, iter(rows))
        else:
            with closing(CopyStream(rows)) as stream:
                _copy(cursor, stream)
    finally:
        cursor.close()


def _insert(cursor: Any, rows: Iterator[Finished]) -> None:
    """Several rows to a statement, which spares a sixth of the time; the last few one by one."""
    while batch := list(islice(rows, _BATCH)):
        if len(batch) == _BATCH:
            cursor.execute(_INSERT_BATCH, list(chain.from_iterable(batch)))
        else:
            cursor.executemany(_INSERT, batch)


def _copy(cursor: Any, stream: CopyStream) -> None:
    with _printed_by_the_driver() as printed:
        try:
            cursor.copy_expert(_COPY, stream, _COPY_BYTES)
        except Exception as error:
            # The driver quotes what was raised while it read, and raises its own error instead.
            raise stream.failure or next(iter(printed), error) from None


@contextmanager
def _printed_by_the_driver() -> Iterator[list[BaseException]]:
    """The last word of a server that is stopped, which psycopg2 prints as a traceback, only to raise a vaguer error."""
    printed: list[BaseException] = []
    hook = sys.excepthook

    def keep(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        printed.append(error.__cause__ or error)

    sys.excepthook = keep
    try:
        yield printed
    finally:
        sys.excepthook = hook


COPY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END = b"\xff\xff"
_COPY_ROWS = 150
_COPY_BYTES = 1 << 16
_COPY_AHEAD = 16
_POSITION = Struct(">hiq").pack  # nine fields; position
_VERSION = Struct(">ii").pack
_NUMBERS = Struct(">ihiqi").pack  # schema version; recorded_at; length of data
_HASH = Struct(">i").pack(32)


def copy_row(row: Finished) -> bytes:
    """A row in PostgreSQL's binary COPY format: the number of fields, then each with its length before it."""
    position, stream, version, name, schema_version, recorded_at, data, leaf, chained = row
    return b"".join(
        (
            _POSITION(9, 8, position),
            _text(stream),
            _VERSION(4, version),
            _text(name),
            _NUMBERS(2, schema_version, 8, recorded_at, len(data)),
            data,
            _HASH,
            leaf,
            _HASH,
            chained,
        )
    )


@lru_cache(maxsize=4096)
def _text(text: str) -> bytes:
    """A text field. Rows come stream by stream and share few names, so that most are asked for again."""
    content = text.encode()
    return len(content).to_bytes(4, "big") + content


class CopyStream:
    """Rows as the file that COPY reads from, made by a thread of their own a few pieces ahead.

    The driver lets other threads run while it waits for the server, so that hashing and storing overlap. ``failure`` is
    what making the rows has raised. Close it, so that the thread ends also where COPY did not read to the end.
    """

    def __init__(self, rows: Iterable[Finished]) -> None:
        self._pieces = chain((COPY_HEAD,), map(copy_row, rows), (COPY_END,))
        self._ahead: Queue[bytes] = Queue(_COPY_AHEAD)
        self._closed = Event()
        self._made = BytesIO()
        self.failure: BaseException | None = None
        self._maker = Thread(target=self._make, daemon=True)
        self._maker.start()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them; empty at the end."""
        try:
            made = self._made.read(size)
            if not made:
                self._made = BytesIO(self._ahead.get())
                made = self._made.read(size)
            if not made and self.failure:
                raise self.failure
            return made
        except BaseException as error:
            self.failure = error
            raise

    def close(self) -> None:
        """End the thread."""
        self._closed.set()
        while self._maker.is_alive():
            with suppress(Empty):
                self._ahead.get_nowait()
            self._maker.join(0.01)

    def _make(self) -> None:
        try:
            while not self._closed.is_set():
                piece = b"".join(islice(self._pieces, _COPY_ROWS))
                self._ahead.put(piece)
                if not piece:
                    return
        except BaseException as error:  # handed to whoever reads; nothing may be taken for the end of the rows
            self.failure = error
            self._ahead.put(b"")
