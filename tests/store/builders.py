"""Statements that a test need not care about, and ways to reach behind the store's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, create_engine

from journey.domain.statements import Source, Statement
from journey.domain.values import code
from journey.store.log import Log

CHILD = "child:821:1000007"
FILE = Source("annex-a", date(2025, 4, 30), bytes(range(32)), "2025-05-01T09:30:00", "List 2", 17)


def said(stream: str = CHILD, number: int = 1, **changes: Any) -> Statement:
    """A referral, as a file says it."""
    statement = {
        "stream": stream,
        "name": "ReferralReceived",
        "fact": f"referral/2024-09-18/{number}",
        "known_on": date(2025, 4, 30),
        "source": FILE,
        "data": {"source": code("2A", "2A - Schools"), "team": "Hub 4"},
        "occurred_on": date(2024, 9, 18),
    }
    return Statement(**{**statement, **changes})


def registered(stream: str = CHILD, **data: Any) -> Statement:
    """A child's own details."""
    details = data or {"date_of_birth": date(2010, 5, 17)}
    return said(stream, name="ChildRegistered", fact="person", data=details, occurred_on=None)


def write(log: Log, *statements: Statement) -> list[Statement]:
    """Append statements in a transaction of their own."""
    with log.writing() as writer:
        return writer.append(statements)


@contextmanager
def behind_its_back(log: Log, *, unguarded: bool = False) -> Iterator[Connection]:
    """A plain connection to the log's database, committed at the end; ``unguarded``: the triggers out of the way."""
    engine = create_engine(log.database.address.url)
    with engine.begin() as connection:
        if unguarded and connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER USER")
        elif unguarded:
            for name in ("events_no_update", "events_no_delete", "events_no_replace"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
    engine.dispose()


def dump(path: object) -> list[str]:
    """A SQLite file as text, row by row."""
    with sqlite3.connect(str(path)) as connection:
        return list(connection.iterdump())
