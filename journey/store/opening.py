"""Opening a database by the kind of its address."""

from __future__ import annotations

from journey.store.address import Address
from journey.store.database import Database


def open_database(address: Address, *, create: bool) -> Database:
    """Open a database; a SQLite file is made when missing and ``create`` is set (see ``sqlite``)."""
    if address.path is not None:
        from journey.store.sqlite import SQLiteDatabase

        return SQLiteDatabase(address, create=create)
    from journey.store.postgres import PostgresDatabase  # the driver is loaded only for stores that need it

    return PostgresDatabase(address)
