"""PostgreSQL roles: a recorder selects and inserts, an auditor reads all but keys; neither can do more."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, ProgrammingError

from journey.domain.errors import NotPermitted, UsageError
from journey.domain.statements import split_stream
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.log import open_log
from journey.store.roles import make_roles
from journey.store.schema import EVENTS_LOCK
from tests.cli.running import journey

from .builders import CHILD, registered, said, write

CHILD_ID = split_stream(CHILD)[2]


@pytest.fixture(params=["recorder", "auditor"])
def role(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def role_url(postgres_url: str, role: str) -> Iterator[str]:
    """The address of a store with one event, for somebody who was given a role and nothing else."""
    with open_log(postgres_url) as log:
        write(log, registered())
        log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=1)
        made = make_roles(log.database)
    group = next(one.name for one in made if one.name.endswith(role))
    name = f"person_{secrets.token_hex(6)}"
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'secret' IN ROLE {group}")
    yield make_url(postgres_url).set(username=name, password="secret").render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP ROLE {name}")
        for one in made:
            connection.exec_driver_sql(f"DROP OWNED BY {one.name}; DROP ROLE {one.name}")
    engine.dispose()


def refused(url: str, statement: str) -> None:
    """Try a statement on a connection of one's own."""
    engine = create_engine(url)
    try:
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@pytest.mark.parametrize("role", ["recorder"], indirect=True)
def test_a_recorder_records_and_reads(role_url: str) -> None:
    with open_log(role_url, create=False) as log:
        [_, fresh] = write(log, said(), registered("child:821:2"))

        assert log.statements([fresh.stream]) == {fresh.stream: [fresh]}
        assert log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=3).position == 2
        assert log.verify() == (3, log.chain_at(), [])
        with pytest.raises(NotPermitted, match="permission denied"):
            log.keyring.destroy(CHILD)


@pytest.mark.parametrize("role", ["auditor"], indirect=True)
def test_an_auditor_reads_all_but_what_is_sealed_and_records_only_readings(role_url: str) -> None:
    with open_log(role_url, create=False) as log:
        assert log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=1).position == 2
        assert log.statements([CHILD])[CHILD][0].data == {"date_of_birth": {"sealed": True}}
        assert log.verify() == (1, log.chain_at(), [])
        assert log.access.verify() == (log.access.head(), [])

        with pytest.raises(NotPermitted, match="are not yours to read"):
            write(log, said(data={"date_of_birth": date(2010, 5, 17)}))
        with (
            pytest.raises(NotPermitted, match="permission denied"),
            log.database.writing(EVENTS_LOCK) as connection,
        ):
            bulk.append(connection, log.place(), [Encoded(CHILD, 2, "ReferralReceived", 1, b"")], 1)
        assert log.position() == 1


COMMANDS = (
    (("show", CHILD_ID), 0, 0),
    (("children",), 0, 0),
    (("access",), 0, 0),
    (("verify",), 0, 0),
    (("record", "ContactReceived", CHILD_ID, "--on", "2025-03-03", "source=6"), 0, 15),
    (("record", "ContactReceived", "9", "--new", "--la", "821", "--on", "2025-03-03"), 0, 15),
    (("dispose", CHILD_ID, "--reason", "over", "--authorised-by", "Priya Shah"), 15, 15),
    (("init", "--roles"), 15, 15),
)
"""A command, and its exit code for a recorder and for an auditor."""


def test_the_commands_of_each_role_work_and_the_others_are_refused_in_plain_words(
    role_url: str, role: str, tmp_path: Path
) -> None:
    cache = {"JOURNEY_CACHE": str(tmp_path)}

    done = {words: journey(*words, store=role_url, env=cache) for words, *_ in COMMANDS}
    tables = journey("publish", role_url, store=role_url, env=cache)

    expected = {words: codes[role == "auditor"] for words, *codes in COMMANDS}
    assert {words: one.exit_code for words, one in done.items()} == expected
    assert tables.exit_code == 15
    refused = [tables, *(one for one in done.values() if one.exit_code)]
    assert all(one.stderr and "Traceback" not in one.stderr and "secret" not in one.stderr for one in refused)
    with open_log(role_url, create=False) as log:
        assert log.verify().problems == []
        assert (log.position() > 1) == (role == "recorder")


def test_neither_does_what_a_role_is_not_for(role_url: str, role: str) -> None:
    statements = [
        *(f"UPDATE {table} SET {column} = {column}" for table, column in COLUMNS.items()),
        *(f"DELETE FROM {table}" for table in COLUMNS),
        *(f"TRUNCATE {table}" for table in COLUMNS),
        *(f"DROP TABLE {table}" for table in COLUMNS),
        *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in COLUMNS),
        "DROP TRIGGER events_no_change ON events",
        "DROP FUNCTION events_no_change() CASCADE",
        "CREATE RULE quiet AS ON INSERT TO events DO INSTEAD NOTHING",
        "CREATE TABLE beside (one integer)",
        "INSERT INTO store SELECT 2, id, format FROM store",
        "INSERT INTO events SELECT * FROM events ON CONFLICT (position) DO UPDATE SET name = 'Nothing'",
        "DROP SCHEMA journey_keys CASCADE",
        "SET session_replication_role = replica",  # would switch the triggers off
    ]
    if role == "auditor":
        statements += ["SELECT * FROM journey_keys.keys", "INSERT INTO events SELECT * FROM events"]

    for statement in statements:
        refused(role_url, statement)


COLUMNS = {"events": "name", "access": "who", "store": "id", "journey_keys.keys": "stream"}


@pytest.mark.parametrize("role", ["recorder"], indirect=True)
def test_a_recorder_is_stopped_by_the_triggers_too(role_url: str) -> None:
    engine = create_engine(role_url)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO events SELECT * FROM events")
    engine.dispose()


@pytest.mark.parametrize("role", ["auditor"], indirect=True)
def test_roles_made_again_are_given_what_they_are_for_and_no_more(role_url: str, postgres_url: str) -> None:
    with open_log(postgres_url) as log:
        engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = make_roles(log.database)[1].name
            connection.exec_driver_sql(f"GRANT UPDATE ON events TO {name}")
        engine.dispose()

        assert [one.made for one in make_roles(log.database)] == [False, False]

    refused(role_url, "UPDATE events SET name = name")


def test_a_file_has_no_roles(sqlite_url: str) -> None:
    with open_log(sqlite_url) as log, pytest.raises(UsageError, match="a file has no roles"):
        make_roles(log.database)
