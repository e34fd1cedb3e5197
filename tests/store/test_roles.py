"""PostgreSQL roles: a recorder selects and inserts, an auditor reads all but keys; neither can do more."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from journey.domain.errors import NotPermitted
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.log import open_log
from journey.store.schema import EVENTS_LOCK

from .builders import CHILD, registered, said, write

GRANTS = {
    "recorder": (
        "GRANT SELECT, INSERT ON events, access, store TO {role}",
        "GRANT USAGE ON SCHEMA journey_keys TO {role}",
        "GRANT SELECT, INSERT ON journey_keys.keys TO {role}",
    ),
    "auditor": ("GRANT SELECT ON events, store, access TO {role}", "GRANT INSERT ON access TO {role}"),
}


@pytest.fixture(params=["recorder", "auditor"])
def role(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def role_url(postgres_url: str, role: str) -> Iterator[str]:
    """The address of a store with one event, for a role that may do no more than it has to."""
    with open_log(postgres_url) as log:
        write(log, registered())
    name = f"{role}_{secrets.token_hex(6)}"
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'secret'")
        for grant in GRANTS[role]:
            connection.exec_driver_sql(grant.format(role=name))
    yield make_url(postgres_url).set(username=name, password="secret").render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}; DROP ROLE {name}")
    engine.dispose()


@pytest.mark.parametrize("role", ["recorder"], indirect=True)
def test_a_recorder_records_and_reads(role_url: str) -> None:
    with open_log(role_url, create=False) as log:
        [_, fresh] = write(log, said(), registered("child:821:2"))

        assert log.statements([fresh.stream]) == {fresh.stream: [fresh]}
        assert log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=3).position == 1
        assert log.verify() == (3, log.chain_at(), [])
        with pytest.raises(NotPermitted, match="permission denied"):
            log.keyring.destroy(CHILD)


@pytest.mark.parametrize("role", ["auditor"], indirect=True)
def test_an_auditor_reads_all_but_what_is_sealed_and_records_only_readings(role_url: str) -> None:
    with open_log(role_url, create=False) as log:
        assert log.access.record(who="", purpose="", command="", as_at=None, known_at=None, position=1).position == 1
        assert log.statements([CHILD])[CHILD][0].data == {"date_of_birth": {"sealed": True}}
        assert log.verify() == (1, log.chain_at(), [])
        assert log.access.verify() == (log.access.head(), [])

        with pytest.raises(NotPermitted, match="are not yours to read"):
            write(log, said(data={"date_of_birth": date(2010, 5, 17)}))
        assert log.position() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE events",
        "DROP TABLE events",
        "ALTER TABLE events DISABLE TRIGGER USER",
        "DROP TRIGGER events_no_change ON events",
    ],
)
def test_neither_gets_round_the_triggers(role_url: str, statement: str) -> None:
    engine = create_engine(role_url)
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("role", ["auditor"], indirect=True)
def test_an_auditor_adds_nothing_to_the_log(role_url: str) -> None:
    with (
        open_log(role_url, create=False) as log,
        pytest.raises(NotPermitted, match="permission denied"),
        log.database.writing(EVENTS_LOCK) as connection,
    ):
        bulk.append(connection, log.place(), [Encoded(CHILD, 2, "ReferralReceived", 1, b"")], 1)
