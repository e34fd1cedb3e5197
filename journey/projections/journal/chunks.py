"""The log's rows as columns, so many positions at a time; by several processes at once when there are many.

Decoding is most of the work of making a journal, and each stretch of positions can be decoded alone: what numbers
stand for is settled by whoever puts the chunks together, in the order of the log.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context, parent_process
from typing import Any, NamedTuple

import polars as pl

from journey.domain.shapes import shapes
from journey.projections.journal.decode import Chunk, Reader
from journey.projections.journal.layout import layout
from journey.store.address import Address
from journey.store.database import Database
from journey.store.keyring import Keyring
from journey.store.log import Log
from journey.store.opening import open_database
from journey.store.pages import pages

POSITIONS = 100_000
"""Positions to a chunk."""

WORTH_A_PROCESS = 3
"""Chunks from which it takes less time to start another process than to decode them alone."""

Stretch = tuple[int, int]
"""The position after which a stretch of the log begins, and the last position of it."""


def chunks(log: Log, after: int, upto: int, processes: int = 1) -> Iterator[tuple[int, Chunk]]:
    """What the log holds after one position and up to another, each chunk with the position up to which it goes.

    Raises StoreDamaged for a row that cannot be read.
    """
    stretches = [(start, min(start + POSITIONS, upto)) for start in range(after, upto, POSITIONS)]
    if min(processes, len(stretches) // WORTH_A_PROCESS) < 2:
        reader = Reader(layout(), log.keyring)
        for stretch in stretches:
            yield stretch[1], _chunk(log.database, reader, stretch)
    else:
        yield from _by_processes(log, stretches, processes)


def _by_processes(log: Log, stretches: list[Stretch], processes: int) -> Iterator[tuple[int, Chunk]]:
    """In the order of the log; only so many chunks are ahead of the reader that memory stays what it was."""
    # Spawned: a forked process would share the connections and locks of this one.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _open, (log.database.address, log.keyring.address))
    under_way: deque[tuple[int, Future[_Packed]]] = deque()
    try:
        for stretch in stretches:
            under_way.append((stretch[1], pool.submit(_decode, stretch)))
            if len(under_way) > processes + 1:
                last, packed = under_way.popleft()
                yield last, packed.result().chunk()
        for last, packed in under_way:
            yield last, packed.result().chunk()
    finally:
        pool.shutdown(cancel_futures=True)


_opened: dict[str, Any] = {}
"""Of a process that decodes: the log's database, and a reader with the keys."""


def _open(log: Address, keys: Address) -> None:
    """Begin as one of the processes: an interrupt is the first one's to answer, and none outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    _opened["database"] = open_database(log, create=False)
    _opened["reader"] = Reader(layout(), Keyring(keys))


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _decode(stretch: Stretch) -> _Packed:
    chunk = _chunk(_opened["database"], _opened["reader"], stretch)
    return _Packed(_packed(chunk.statements), _packed(chunk.merges), chunk.streams, chunk.sources)


class _Packed(NamedTuple):
    """A chunk on its way from one process to another: a tenth of what it takes in memory."""

    statements: bytes
    merges: bytes
    streams: list[str]
    sources: list[tuple[Any, ...]]

    def chunk(self) -> Chunk:
        return Chunk(pl.read_ipc(self.statements), pl.read_ipc(self.merges), self.streams, self.sources)


def _packed(frame: pl.DataFrame) -> bytes:
    file = BytesIO()
    frame.write_ipc(file, compression="lz4")
    return file.getvalue()


def _chunk(database: Database, reader: Reader, stretch: Stretch) -> Chunk:
    not_about_children = {name for name, cls in shapes().items() if cls.stage == "Imports"}
    with _uncollected():
        return reader.read([row for _, page in pages(database, *stretch, not_about_children) for row in page])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through a hundred thousand rows again and again, in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
