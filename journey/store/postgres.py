"""PostgreSQL: one database for a team; writers take turns by an advisory lock that lasts as long as a transaction."""

from __future__ import annotations

from sqlalchemy import Connection, create_engine, text

from journey.domain.errors import UsageError
from journey.store.address import Address
from journey.store.database import Database
from journey.store.failures import WAIT_SECONDS


class PostgresDatabase(Database):
    """A PostgreSQL database, in read committed isolation: what a writer reads after its lock is the latest."""

    def __init__(self, address: Address) -> None:
        try:
            engine = create_engine(
                address.url,
                isolation_level="READ COMMITTED",
                connect_args={"client_encoding": "utf8", "application_name": "journey"},
            )
        except ModuleNotFoundError as error:
            raise UsageError(
                f"{address.shown} needs the PostgreSQL driver, which is not installed: pip install psycopg2-binary"
            ) from error
        super().__init__(address, engine)

    def _take(self, connection: Connection, lock: int) -> None:
        # A database may be set to acknowledge before the disk has it; a journey never is.
        connection.exec_driver_sql(f"SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
