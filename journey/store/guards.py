"""Triggers that keep a table append-only: what is written is never edited, deleted or replaced."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Table, UniqueConstraint, text

from journey.store.failures import WAIT_SECONDS

_REFUSED = "is append-only: {what} is refused. What is recorded stays; to put it right, record a correction"


class Guard(NamedTuple):
    """A trigger: the statements that make it, and how the database describes it afterwards."""

    name: str
    make: tuple[str, ...]
    described: str


def guard(connection: Connection, table: Table, lock: int) -> None:
    """Create the triggers of a table, in the transaction that creates the table."""
    for trigger in _guards(connection, table, lock):
        for statement in trigger.make:
            connection.execute(text(statement.replace(":", r"\:")))


def missing_guards(connection: Connection, table: Table, lock: int) -> list[str]:
    """The triggers of a table that are missing, switched off, changed, or not of our making; one sentence each."""
    question = text(_DESCRIBED[connection.dialect.name])
    found = {row.name: row.described for row in connection.execute(question, {"table": table.name})}
    made = _guards(connection, table, lock)
    sentences = [
        f"{name} is not of our making, and may change what is written to {table.name}"
        for name in sorted(found.keys() - {trigger.name for trigger in made})
    ]
    for name, _, described in made:
        if name not in found:
            sentences.append(f"the trigger {name} is missing or switched off: rows of {table.name} can be changed")
        elif found[name] != described:
            sentences.append(f"the trigger {name} is not the one that was made: rows of {table.name} may be changed")
    return sentences


_DESCRIBED = {
    "sqlite": "SELECT name, sql AS described FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table",
    "postgresql": (  # a rewriting rule can do what a trigger can
        "SELECT t.tgname AS name, t.tgtype || coalesce(t.tgqual::text, '') || ' ' || f.prosrc AS described "
        "FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid "
        "WHERE t.tgrelid = to_regclass(:table) AND t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal "
        "UNION ALL SELECT r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r WHERE r.ev_class = to_regclass(:table)"
    ),
}


def _guards(connection: Connection, table: Table, lock: int) -> list[Guard]:
    return _sqlite(table) if connection.dialect.name == "sqlite" else _postgres(table.name, lock)


def _sqlite(table: Table) -> list[Guard]:
    """REPLACE deletes without asking the delete trigger, so that a row that is there already is refused beforehand."""
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE {' AND '.join(f'{c} = NEW.{c}' for c in columns)})"
        for columns in _keys(table)
    )
    return [
        _sqlite_trigger(table.name, "no_update", "UPDATE", "UPDATE"),
        _sqlite_trigger(table.name, "no_delete", "DELETE", "DELETE"),
        _sqlite_trigger(table.name, "no_replace", "INSERT", "a second row in the same place", f" WHEN {there}"),
    ]


def _sqlite_trigger(table: str, name: str, verb: str, what: str, when: str = "") -> Guard:
    statement = (
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table}{when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {_REFUSED.format(what=what)}'); END"
    )
    return Guard(f"{table}_{name}", (statement,), statement)


def _keys(table: Table) -> list[list[str]]:
    unique = sorted((c for c in table.constraints if isinstance(c, UniqueConstraint)), key=lambda c: str(c.name))
    return [[c.name for c in columns] for columns in (table.primary_key.columns, *(u.columns for u in unique))]


_BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 2, 4, 8, 16, 32
"""Bits of PostgreSQL's ``pg_trigger.tgtype``."""


def _postgres(table: str, lock: int) -> list[Guard]:
    """Whoever inserts holds the lock to the end of the transaction, so that positions are committed in their order."""
    refusal = f"RAISE EXCEPTION '{table} {_REFUSED.format(what='%')}', TG_OP USING ERRCODE = 'restrict_violation';"
    waiting = f"PERFORM pg_advisory_xact_lock({lock}); RETURN NULL;"
    return [
        _postgres_trigger(
            f"{table}_no_change", table, "UPDATE OR DELETE OR TRUNCATE", _UPDATE | _DELETE | _TRUNCATE, refusal
        ),
        _postgres_trigger(f"{table}_one_at_a_time", table, "INSERT", _INSERT, waiting),
    ]


def _postgres_trigger(name: str, table: str, verbs: str, bits: int, body: str) -> Guard:
    source = f" BEGIN {body} END "
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"SET lock_timeout = '{WAIT_SECONDS}s' AS $${source}$$"
    )
    trigger = f"CREATE TRIGGER {name} BEFORE {verbs} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    return Guard(name, (function, trigger), f"{_BEFORE | bits} {source}")
