"""The database refuses whatever would change what was recorded."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from journey.store.log import Log, open_log

from .builders import behind_its_back, said, write

ROW = (
    "SELECT position, stream, version, name, schema_version, recorded_at, data, leaf, chain "
    "FROM events WHERE position = 2"
)
REFUSED = "is append-only: .* is refused"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET name = 'Nothing' WHERE position = 1",
        "UPDATE events SET name = name",
        "DELETE FROM events WHERE position = 1",
        "DELETE FROM events",
        "UPDATE store SET id = 'another'",
        "DELETE FROM store",
        "UPDATE access SET who = 'nobody'",
        "DELETE FROM access",
    ],
)
def test_no_row_is_edited_or_deleted(log: Log, statement: str) -> None:
    write(log, said(), said(number=2))
    log.access.record(who="an auditor", purpose="", command="show", as_at=None, known_at=None, position=2)
    place, other = log.place(), log.access.head()

    with pytest.raises(IntegrityError, match=REFUSED), _database_of(log, statement) as connection:
        connection.exec_driver_sql(statement)

    assert (log.place(), log.access.head()) == (place, other)
    assert log.verify().problems == log.access.verify()[1] == []


@pytest.mark.parametrize(
    "changed",
    [
        ROW.replace("name,", "'Nothing',"),  # the same position
        ROW.replace("SELECT position", "SELECT 3"),  # the same version of the stream
        ROW.replace("SELECT position", "SELECT 1"),  # the position of another
    ],
)
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_sqlite_lets_no_row_take_the_place_of_another(sqlite_url: str, verb: str, changed: str) -> None:
    with open_log(sqlite_url) as log:
        write(log, said(), said(number=2))
        rows = list(log.all_rows())

        with pytest.raises(IntegrityError, match=REFUSED), behind_its_back(log) as connection:
            connection.exec_driver_sql(f"{verb} INTO events {changed}")

        assert list(log.all_rows()) == rows


@pytest.mark.parametrize("column", ["position", "stream, version"])
def test_postgres_lets_no_row_take_the_place_of_another(postgres_url: str, column: str) -> None:
    with open_log(postgres_url) as log:
        write(log, said(), said(number=2))
        rows = list(log.all_rows())

        with pytest.raises(IntegrityError, match=REFUSED), behind_its_back(log) as connection:
            connection.exec_driver_sql(
                f"INSERT INTO events {ROW} ON CONFLICT ({column}) DO UPDATE SET name = 'Nothing', data = ''"
            )

        assert list(log.all_rows()) == rows


@pytest.mark.parametrize("table", ["events", "store", "access"])
def test_postgres_truncates_nothing(postgres_url: str, table: str) -> None:
    with open_log(postgres_url) as log:
        log.access.record(who="an auditor", purpose="", command="show", as_at=None, known_at=None, position=0)

        with pytest.raises(IntegrityError, match=f"{table} {REFUSED}"), behind_its_back(log) as connection:
            connection.exec_driver_sql(f"TRUNCATE {table}")


def test_a_store_has_one_identity(log: Log) -> None:
    with pytest.raises(IntegrityError), behind_its_back(log) as connection:
        connection.exec_driver_sql("INSERT INTO store (one, id, format) VALUES (2, 'another', 1)")


def test_postgres_makes_whoever_inserts_wait_for_the_writer(postgres_url: str) -> None:
    with open_log(postgres_url) as log:
        write(log, said(), said(number=2))

        with (
            log.writing(),
            pytest.raises(OperationalError, match="lock timeout"),
            behind_its_back(log) as connection,
        ):
            connection.exec_driver_sql(f"INSERT INTO events {ROW.replace('SELECT position', 'SELECT 3')}")


def _database_of(log: Log, statement: str):  # type: ignore[no-untyped-def]
    """The access log is a file of its own beside SQLite."""
    if " access" in statement and log.database.address.path:
        with open_log(log.shown_url) as other:
            other.access.head()
            other._database = other.access._open()
            return behind_its_back(other)
    return behind_its_back(log)


def test_days_of_a_reading_are_kept(log: Log) -> None:
    log.access.record(
        who="an auditor", purpose="audit", command="show", as_at=date(2025, 3, 31), known_at=None, position=0
    )

    [entry] = log.access.entries()

    assert (entry.as_at, entry.known_at) == ("2025-03-31", "")
