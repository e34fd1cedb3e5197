"""Triggers that keep a table append-only: what is written is never edited, deleted or replaced."""

from __future__ import annotations

from sqlalchemy import Connection, Table, UniqueConstraint, text

from journey.store.failures import WAIT_SECONDS

_REFUSED = "is append-only: {what} is refused. What is recorded stays; to put it right, record a correction"


def guard(connection: Connection, table: Table, lock: int) -> None:
    """Create the triggers of a table, in the transaction that creates the table."""
    for statement in _statements(connection, table, lock).values():
        connection.exec_driver_sql(statement)


def missing_guards(connection: Connection, table: Table, lock: int) -> list[str]:
    """The triggers that are missing from a table, are switched off or say something else; one sentence each."""
    found = _found_sqlite(connection, table) if connection.dialect.name == "sqlite" else _found_pg(connection, table)
    expected = {k: v for k, v in _statements(connection, table, lock).items() if k.startswith(table.name)}
    sentences = []
    for name, statement in expected.items():
        if name not in found:
            sentences.append(f"the trigger {name} is missing or switched off: rows of {table.name} can be changed")
        elif connection.dialect.name == "sqlite" and found[name] != statement:
            sentences.append(f"the trigger {name} is not the one that was made: rows of {table.name} may be changed")
    return sentences


def _found_sqlite(connection: Connection, table: Table) -> dict[str, str]:
    question = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    return {row.name: row.sql for row in connection.execute(question, {"table": table.name})}


def _found_pg(connection: Connection, table: Table) -> dict[str, str]:
    question = text(
        "SELECT tgname AS name, '' AS sql FROM pg_trigger "
        "WHERE tgrelid = to_regclass(:table) AND NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )
    return {row.name: row.sql for row in connection.execute(question, {"table": table.name})}


def _statements(connection: Connection, table: Table, lock: int) -> dict[str, str]:
    return _sqlite(table) if connection.dialect.name == "sqlite" else _postgres(table, lock)


def _sqlite(table: Table) -> dict[str, str]:
    """REPLACE deletes without asking the delete triggers, so that a row that is there already is refused beforehand."""
    statements = {}
    for verb in ("UPDATE", "DELETE"):
        statements[f"{table.name}_no_{verb.lower()}"] = (
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{table.name} {_REFUSED.format(what=verb)}'); END"
        )
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE {' AND '.join(f'{c} = NEW.{c}' for c in columns)})"
        for columns in _keys(table)
    )
    statements[f"{table.name}_no_replace"] = (
        f"CREATE TRIGGER {table.name}_no_replace BEFORE INSERT ON {table.name} WHEN {there} "
        f"BEGIN SELECT RAISE(ABORT, '{table.name} {_REFUSED.format(what='a second row in the same place')}'); END"
    )
    return statements


def _keys(table: Table) -> list[list[str]]:
    unique = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    return [[c.name for c in columns] for columns in (table.primary_key.columns, *(u.columns for u in unique))]


def _postgres(table: Table, lock: int) -> dict[str, str]:
    """Whoever inserts holds the lock to the end of the transaction, so that positions are committed in their order."""
    name = table.name
    return {
        f"function {name}_refuse": (
            f"CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{name} {_REFUSED.format(what='%')}', TG_OP USING ERRCODE = 'restrict_violation'; END $$"
        ).replace("%", "%%"),
        f"function {name}_lock": (
            f"CREATE OR REPLACE FUNCTION {name}_lock() RETURNS trigger LANGUAGE plpgsql "
            f"SET lock_timeout = '{WAIT_SECONDS}s' AS $$ BEGIN "
            f"PERFORM pg_advisory_xact_lock({lock}); RETURN NULL; END $$"
        ),
        f"{name}_no_change": (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse()"
        ),
        f"{name}_one_at_a_time": (
            f"CREATE TRIGGER {name}_one_at_a_time BEFORE INSERT ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_lock()"
        ),
    }
