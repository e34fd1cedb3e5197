"""``journey init`` makes a store, and on PostgreSQL the roles of those who use it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from journey.store.log import open_log
from tests.cli.running import journey


def test_an_empty_store_is_made_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/journey.db"

    made, again = journey("init", store=url), journey("init", store=url)

    assert (made.exit_code, again.stdout) == (0, made.stdout)
    assert "at position 0" in made.stdout
    assert {path.name for path in tmp_path.iterdir()} >= {"journey.db", "journey.keys.db", "journey.access.db"}


def test_a_file_has_no_roles(tmp_path: Path) -> None:
    refused = journey("init", "--roles", store=f"sqlite:///{tmp_path}/journey.db")

    assert refused.exit_code == 2
    assert "a file has no roles" in refused.stderr


def test_roles_are_made_and_no_password_is_shown(postgres_url: str) -> None:
    names = [f"{make_url(postgres_url).database}_{kind}" for kind in ("recorder", "auditor")]
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")

    made, again = journey("init", "--roles", store=postgres_url), journey("init", "--roles", store=postgres_url)

    with engine.connect() as connection:
        there = connection.exec_driver_sql("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'journey%%'")
        assert set(there.all()) >= {(name, False) for name in names}
        for name in names:
            connection.exec_driver_sql(f"DROP OWNED BY {name}; DROP ROLE {name}")
    engine.dispose()
    assert (made.exit_code, again.exit_code) == (0, 0)
    assert all(f"Made: {name}" in made.stdout and f"There already: {name}" in again.stdout for name in names)
    with open_log(postgres_url, create=False) as log:
        assert log.verify().problems == []
