"""Plain tables for other programs, in a SQLite file or a PostgreSQL database: all of them replaced, or none.

They are a copy, not a store: no chain, no keys, no triggers. A file is written beside the old one and takes its place
once it is whole, so that nothing of the old one stays in it; on PostgreSQL they stand in a schema of their own, where
tables that still have their columns keep the rights that were given to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, Final, Literal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    MetaData,
    NullPool,
    Table,
    Text,
    create_engine,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import URL, Engine

from journey.domain.errors import UsageError
from journey.store.address import Address
from journey.store.failures import WAIT_SECONDS, plainly
from journey.store.opening import open_database
from journey.store.schema import lock_number
from journey.store.whole_file import whole_file

SCHEMA: Final = "journey_published"
"""Where the tables stand on PostgreSQL."""

ABOUT: Final = "about"
"""The table that says what the others are: ``name``, ``value``. Where it is missing, the place is somebody else's."""

Kind = Literal["text", "date", "count", "flag"]
Columns = Mapping[str, Kind]
Piece = tuple[str, Iterable[Mapping[str, Any]]]
"""Rows of a table, by its name; a table's rows may come in several pieces."""

_TYPES: Final = {"text": Text, "date": Date, "count": BigInteger, "flag": Boolean}
_ABOUT_COLUMNS: Final[Columns] = {"name": "text", "value": "text"}
_AT_A_TIME: Final = 2_000
_LOCK: Final = lock_number("published tables")


def replace_tables(
    address: Address, tables: Mapping[str, Columns], pieces: Iterable[Piece], about: Callable[[], Mapping[str, str]]
) -> dict[str, int]:
    """Write tables in place of those that were there; how many rows each has.

    ``about`` says what they are, once all are written. Raises UsageError for a place that holds something else,
    NotPermitted and Busy for one that cannot be written.
    """
    read_about(address)
    metadata = MetaData(schema=None if address.path else SCHEMA)
    every = {**tables, ABOUT: _ABOUT_COLUMNS}
    made = {name: _table(name, columns, metadata) for name, columns in every.items()}
    with _replacing(address) as connection:
        _clear(connection, list(made.values()))
        counts = Counter(dict.fromkeys(tables, 0))
        for name, rows in pieces:
            counts[name] += _insert(connection, made[name], tables[name], rows)
        said = ({"name": name, "value": value} for name, value in about().items())
        _insert(connection, made[ABOUT], _ABOUT_COLUMNS, said)
    return dict(counts)


def read_about(address: Address) -> dict[str, str] | None:
    """What published tables say of themselves; None where nothing is there yet.

    Raises UsageError for a place that holds something else, NotPermitted for one that cannot be read.
    """
    if address.path is not None and (not address.path.exists() or not address.path.stat().st_size):
        return None
    schema = None if address.path else SCHEMA
    with _reading(address) as connection:
        there = inspect(connection).get_table_names(schema=schema)
        if ABOUT in there:
            about = _table(ABOUT, _ABOUT_COLUMNS, MetaData(schema=schema))
            return {name: value for name, value in connection.execute(select(about.c.name, about.c.value))}  # noqa: C416
    if there:
        raise UsageError(
            f"{address.shown} holds something else ({', '.join(sorted(there)[:3])}), which is not written over. "
            "Name a new file, or a database of which the schema journey_published is free."
        )
    return None


def _table(name: str, columns: Columns, metadata: MetaData) -> Table:
    return Table(name, metadata, *(Column(column, _TYPES[kind]) for column, kind in columns.items()))


@contextmanager
def _reading(address: Address) -> Iterator[Connection]:
    with _engine(address.url) as engine, plainly(address), engine.connect() as connection:
        yield connection


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    patience = {} if url.drivername.startswith("sqlite") else {"connect_timeout": WAIT_SECONDS}
    engine = create_engine(url, poolclass=NullPool, connect_args=patience)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _replacing(address: Address) -> Iterator[Connection]:
    """One transaction, or one new file."""
    if address.path is None:
        database = open_database(address, create=False)
        try:
            with database.writing(_LOCK) as connection:
                if not inspect(connection).has_schema(SCHEMA):  # who was given one need not be able to make one
                    connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
                yield connection
        finally:
            database.close()
        return
    with (
        whole_file(address.path) as fresh,
        _engine(Address.of_file(fresh).url) as engine,
        plainly(address),
        engine.begin() as connection,
    ):
        yield connection


def _clear(connection: Connection, tables: Sequence[Table]) -> None:
    """Empty tables, those of other columns made anew."""
    looked = inspect(connection)
    for table in tables:
        there = looked.has_table(table.name, schema=table.schema)
        if there and [one["name"] for one in looked.get_columns(table.name, schema=table.schema)] == list(
            table.c.keys()
        ):
            connection.execute(text(f"TRUNCATE {table.fullname}"))
            continue
        if there:
            table.drop(connection)
        table.create(connection)


def _insert(connection: Connection, table: Table, columns: Columns, rows: Iterable[Mapping[str, Any]]) -> int:
    count, left = 0, iter(rows)
    while page := [
        {name: _value(row.get(name), kind) for name, kind in columns.items()} for row in islice(left, _AT_A_TIME)
    ]:
        connection.execute(table.insert(), page)
        count += len(page)
    return count


def _value(value: Any, kind: Kind) -> Any:
    """A cell: text for anything that is to be text, lists and days among it; never a NUL, which PostgreSQL refuses."""
    if value is None or kind != "text":
        return value
    if isinstance(value, list | tuple):
        return ", ".join(str(_value(one, "text")) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value).replace("\0", "")
