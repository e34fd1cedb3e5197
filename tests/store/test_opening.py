"""Opening a store: what is refused says where, what and what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from journey.domain.errors import NotPermitted, StoreDamaged, UsageError
from journey.store import network
from journey.store.address import beside, parse
from journey.store.log import open_log
from journey.store.network import file_system

from .builders import behind_its_back, registered, write


@pytest.mark.parametrize("address", ["journey.db", "sqlite:///journey.db", "sqlite+pysqlite:///journey.db"])
def test_a_file_is_a_sqlite_store(address: str) -> None:
    assert parse(address).path == Path("journey.db")
    assert parse(address).shown == "journey.db"


def test_an_absolute_path_needs_a_fourth_slash() -> None:
    assert parse("sqlite:////srv/journey.db").path == Path("/srv/journey.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_a_postgres_address_means_the_driver_we_use(scheme: str) -> None:
    address = parse(f"{scheme}://reader@example.org/journey")

    assert address.url.drivername == "postgresql+psycopg2"
    assert address.path is None
    assert beside(address, "keys") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "  ",
        "mysql://example.org/journey",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "://x",
        "x://",
    ],
)
def test_any_other_address_is_refused_with_examples(address: str) -> None:
    with pytest.raises(UsageError, match=r"Give a file \(journey.db\)"):
        parse(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://auditor:Tr0ub4dor@127.0.0.1:1/journey",
        "postgresql://127.0.0.1:1/journey?user=auditor&password=Tr0ub4dor",
    ],
)
def test_no_message_shows_a_password(address: str) -> None:
    assert "Tr0ub4dor" not in parse(address).shown
    assert "Tr0ub4dor" not in repr(parse(address))

    with pytest.raises(NotPermitted, match=r"cannot be used\. Check that it can be reached") as refusal:
        open_log(address)

    assert "Tr0ub4dor" not in str(refusal.value)
    assert parse(address).without_password("at Tr0ub4dor@127") == "at ***@127"


def test_keys_and_access_log_are_beside_the_store() -> None:
    assert beside(parse("/srv/journey.db"), "keys").path == Path("/srv/journey.keys.db")
    assert beside(parse("/srv/journey.store"), "access").path == Path("/srv/journey.store.access.db")


def test_a_missing_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no store at .*journey.db. Make one .*: journey import annex-a"):
        open_log(str(tmp_path / "journey.db"), create=False)

    assert list(tmp_path.iterdir()) == []


def test_a_missing_postgres_store_names_the_command_that_makes_one(postgres_url: str) -> None:
    with pytest.raises(UsageError, match=r"There is no store at postgresql.* Make one"):
        open_log(postgres_url, create=False)


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"These are notes, not a database. " * 200)

    with pytest.raises(UsageError, match=r"notes.db is not a journey store. Check --store"):
        open_log(str(path), create=create)

    assert path.read_bytes() == b"These are notes, not a database. " * 200


@pytest.mark.parametrize("create", [True, False])
def test_somebody_elses_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(UsageError, match="photos.db" + (r" already holds something else \(photos\)" if create else "")):
        open_log(str(path), create=create)

    assert path.read_bytes() == before


def test_a_postgres_database_with_events_of_its_own_is_left_alone(postgres_url: str) -> None:
    engine = create_engine(parse(postgres_url).url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE events (id int)")
    engine.dispose()

    with pytest.raises(UsageError, match=r"already holds something else \(events\)"):
        open_log(postgres_url)


def test_a_postgres_database_with_other_tables_takes_a_store(postgres_url: str) -> None:
    engine = create_engine(parse(postgres_url).url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE photos (name text)")
    engine.dispose()

    with open_log(postgres_url) as log:
        assert log.position() == 0


def test_a_format_of_another_release_is_refused(store_url: str) -> None:
    with open_log(store_url) as log, behind_its_back(log) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER store_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE store DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE store SET format = 2")

    with pytest.raises(UsageError, match="was written in store format 2; this release reads format 1"):
        open_log(store_url)


def test_a_table_called_store_of_another_kind_is_refused(store_url: str) -> None:
    engine = create_engine(parse(store_url).url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE store (shop text)")
    engine.dispose()

    with pytest.raises(UsageError, match="a table called store that is not a journey's"):
        open_log(store_url)


def test_bytes_that_are_no_statement_are_named(store_url: str) -> None:
    with open_log(store_url) as log:
        write(log, registered())
        with behind_its_back(log, unguarded=True) as connection:
            connection.exec_driver_sql(
                "UPDATE events SET data = name" + ("" if log.database.address.path else "::bytea")
            )

        with pytest.raises(StoreDamaged, match=r"Position 1 \(child:821:1000007 version 1\) cannot be read: .*verify"):
            log.statements(["child:821:1000007"])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        NotPermitted, match=r"cannot be made or written: No such file or directory\. Check that its folder"
    ):
        open_log(str(tmp_path / "nowhere" / "journey.db"))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/share /mnt/share nfs4 rw 0 0
//server/Team\\040files /mnt/Team\\040files cifs rw 0 0
/dev/sdb1 /mnt/share/local xfs rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/journey.db", "ext4"),
        ("/mnt/share/journey.db", "nfs4"),
        ("/mnt/share2/journey.db", "ext4"),
        ("/mnt/Team files/journey.db", "cifs"),
        ("/mnt/share/local/journey.db", "xfs"),
        ("/home/me/far/a/../journey.db", "fuse.sshfs"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_its_nearest_mount(path: str, kind: str) -> None:
    assert file_system(Path(path), MOUNTS) == kind


def test_a_store_on_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/share {os.path.realpath(tmp_path)} nfs rw 0 0\n")
    monkeypatch.setattr(network, "_MOUNTS", mounts)

    with pytest.raises(NotPermitted, match=r"network file system \(nfs\).*local disk, or use PostgreSQL"):
        open_log(str(tmp_path / "journey.db"))

    assert not (tmp_path / "journey.db").exists()


def test_where_mounts_cannot_be_read_any_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_MOUNTS", tmp_path / "none")

    with open_log(str(tmp_path / "journey.db")) as log:
        assert log.position() == 0
