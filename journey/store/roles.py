"""Roles on PostgreSQL: a recorder that may select and insert and nothing else, an auditor that may only read.

Both are groups without a password or a login: whoever looks after the server grants them to people. Their names are the
database's with ``_recorder`` and ``_auditor``, because roles belong to the whole server and a store to one database.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text

from journey.domain.errors import NotPermitted, UsageError
from journey.store.database import Database
from journey.store.schema import EVENTS_LOCK

LONGEST_NAME = 63
"""Bytes of a name on PostgreSQL; what is longer is cut off there without a word."""


class Role(NamedTuple):
    """A role: its name, what it may do, in words, and whether it was made now."""

    name: str
    may: str
    made: bool


_RECORDER = (
    "GRANT USAGE ON SCHEMA {schema}, journey_keys TO {role}",
    "GRANT SELECT ON {schema}.store TO {role}",
    "GRANT SELECT, INSERT ON {schema}.events, {schema}.access, journey_keys.keys TO {role}",
)
_AUDITOR = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT ON {schema}.store, {schema}.events, {schema}.access TO {role}",
    "GRANT INSERT ON {schema}.access TO {role}",
)
_WHERE = (
    "SELECT current_schema(), current_database(), pg_has_role(relowner, 'USAGE') "
    "FROM pg_class WHERE oid = 'events'::regclass"
)
_KINDS = (
    ("recorder", "reads everything, adds events, keys and readings; changes and deletes nothing", _RECORDER),
    ("auditor", "reads everything but keys, adds readings; records, changes and deletes nothing", _AUDITOR),
)


def make_roles(database: Database) -> list[Role]:
    """Make the roles of a store where they are missing, with these rights and no others.

    Nobody but its owner may make tables beside the store's any more. Raises UsageError for a store in a file,
    NotPermitted for a user who may not make roles.
    """
    if database.address.path is not None:
        raise UsageError(
            f"{database.address.shown} is a file, and a file has no roles: the operating system says who may read it. "
            "For roles keep the store on PostgreSQL: --store postgresql://user@host/database."
        )
    with database.writing(EVENTS_LOCK) as connection:
        schema, base, owns = connection.execute(text(_WHERE)).one()
        if not owns:  # the server would only warn that nothing was granted or taken away
            raise NotPermitted(
                f"The roles of {database.address.shown} are its owner's to make: whoever made the store. "
                "Ask whoever looks after the server."
            )
        quoted = connection.dialect.identifier_preparer.quote_identifier
        connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {quoted(schema)} FROM PUBLIC")
        return [_made(connection, f"{base}_{kind}", quoted(schema), may, grants) for kind, may, grants in _KINDS]


def _made(connection: Connection, name: str, schema: str, may: str, grants: tuple[str, ...]) -> Role:
    if len(name.encode()) > LONGEST_NAME:
        raise UsageError(f"A role cannot be called {name}: PostgreSQL takes {LONGEST_NAME} bytes. Rename the database.")
    role = connection.dialect.identifier_preparer.quote_identifier(name)
    there = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}).scalar()
    if not there:
        connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN")
    for table in (f"{schema}.events", f"{schema}.access", f"{schema}.store", "journey_keys.keys"):
        connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM {role}")
    for grant in grants:
        connection.exec_driver_sql(grant.format(schema=schema, role=role))
    return Role(name, may, not there)
