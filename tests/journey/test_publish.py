"""Published tables: what they hold, whom they leave out, and that nobody stays in them who must leave."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from journey.cli.publishing.target import Target
from journey.domain.statements import child_stream
from journey.exporters.published.tables import TABLES
from journey.store.log import open_log
from journey.store.tables import SCHEMA, read_about
from tests.cli.running import SAMPLE, journey
from tests.source_tree import ROOT
from tests.store.builders import registered, said, write

OLD, OTHER, SEALED = "1000007", "1000014", "1000021"
GONE = ("--reason", "retention ended", "--authorised-by", "Priya Shah")


@pytest.fixture
def store(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three children with a referral each."""
    monkeypatch.setenv("JOURNEY_CACHE", str(tmp_path / "cache"))
    with open_log(store_url) as log:
        for child in (OLD, OTHER, SEALED):
            stream = child_stream("999", child)
            referral = said(stream, occurred_on=date(2001, 5, 1), data={"source": {"code": "2A", "written": "School"}})
            write(log, registered(stream, date_of_birth=date(1990, 3, 4)), referral)
    return store_url


@pytest.fixture
def url(store: str, tmp_path: Path) -> str:
    """A file for a store in a file; of one on a server, a schema of its database."""
    return f"sqlite:///{tmp_path}/tables.db" if store.startswith("sqlite") else store


def published(store: str, url: str, *more: str) -> str:
    done = journey("publish", url, *more, store=store)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def rows(url: str, table: str) -> list[dict[str, Any]]:
    schema = "" if url.startswith("sqlite") else f"{SCHEMA}."
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(f"SELECT * FROM {schema}{table}")).mappings()]
    engine.dispose()
    return found


def children(url: str) -> set[str]:
    """The ids in any table."""
    return {row["child_id"] for name, columns in TABLES.items() if "child_id" in columns for row in rows(url, name)}


def about(url: str) -> Mapping[str, str]:
    found = read_about(Target.of(url).address)
    assert found is not None
    return found


def test_tables_hold_the_facts_and_say_what_they_are(store: str, url: str) -> None:
    published(store, url, "--as-at", "2001-06-30")
    told = published(store, url, "--as-at", "2001-06-30", "--purpose", "a report")

    assert children(url) == {OLD, OTHER, SEALED}
    assert [row["occurred_on"] for row in rows(url, "facts")] in ([date(2001, 5, 1)] * 3, ["2001-05-01"] * 3)
    assert {(row["field"], row["value"]) for row in rows(url, "details")} == {("source", "2A")}
    assert {row["age"] for row in rows(url, "children")} == {11}
    assert {row["rule"] for row in rows(url, "timescales")} >= {"R01"}
    assert "facts 3" in told
    with open_log(store) as log:
        last = list(log.access.entries())[-1]
        assert (about(url)["store"], about(url)["position"]) == (log.store_id, str(log.position()))
    assert (last.purpose, last.children_count) == ("[export] a report", 3)
    assert last.command.startswith("journey publish ")
    if url.startswith("sqlite"):
        assert stat.S_IMODE(Path(url.removeprefix("sqlite:///")).stat().st_mode) == 0o600


def test_a_large_store_is_published_from_its_journal_as_the_questions_answer(sqlite_url: str, tmp_path: Path) -> None:
    file, url = str(SAMPLE / "annex_a_2025_03.xlsx"), f"sqlite:///{tmp_path}/tables.db"
    taken = journey("import", "annex-a", file, "--la", "999", "--extract-date", "2025-03-31", store=sqlite_url)
    assert taken.exit_code == 0, taken.stderr
    direct = published(sqlite_url, url)
    first = {name: rows(url, name) for name in TABLES}
    assert journey("rebuild", store=sqlite_url).exit_code == 0

    assert published(sqlite_url, url) == direct

    def in_order(every: list[dict[str, Any]]) -> list[str]:
        return sorted(map(str, every))

    assert {name: in_order(rows(url, name)) for name in TABLES} == {n: in_order(r) for n, r in first.items()}
    assert len(first["timescales"]) > 100
    assert {row["kind"] for row in first["spans"]} >= {"episode of need", "child protection plan"}


def test_whoever_is_withheld_is_left_out_and_leaves_at_once(store: str, url: str) -> None:
    published(store, url)

    sealed = journey("seal", SEALED, "--on", "2025-05-01", store=store)

    assert sealed.exit_code == 0, sealed.stderr
    assert "Published tables written again" in sealed.stderr
    assert children(url) == {OLD, OTHER}
    assert about(url)["left_out_sealed_or_restricted"] == "1"
    env = {"JOURNEY_ROLE": "adoption"}
    opened = journey("unseal", SEALED, "--until", "2999-01-01", "--reason", "x", "--purpose", "x", store=store, env=env)
    assert opened.exit_code == 0, opened.stderr
    assert children(url) == {OLD, OTHER}
    assert "1 child left out: sealed or restricted" in published(store, url)


def test_merged_records_become_one(store: str, url: str) -> None:
    published(store, url)

    assert journey("merge", OTHER, OLD, "--reason", "one child", store=store).exit_code == 0
    assert children(url) == {OLD, SEALED}

    assert journey("unmerge", OTHER, "--reason", "two children", store=store).exit_code == 0
    assert children(url) == {OLD, OTHER, SEALED}


def test_who_was_disposed_of_is_in_no_table(store: str, url: str) -> None:
    published(store, url)

    done = journey("dispose", OLD, *GONE, "--format", "json", store=store)

    assert done.exit_code == 0, done.stderr
    assert '"published": "1 copy written again"' in done.stdout
    assert '"rows": []' in done.stdout
    assert children(url) == {OTHER, SEALED}
    assert about(url)["left_out_disposed_of"] == "1"
    if url.startswith("sqlite"):
        assert OLD.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()


def test_tables_out_of_reach_are_named_on_the_certificate(sqlite_url: str, tmp_path: Path) -> None:
    with open_log(sqlite_url) as log:
        stream = child_stream("999", OLD)
        write(log, registered(stream, date_of_birth=date(1990, 3, 4)), said(stream, occurred_on=date(2001, 5, 1)))
    moved, key, kept = (tmp_path / name for name in ("moved.db", "key", "kept.db"))
    key.touch(0o600)
    key.write_bytes(bytes(range(32)))
    published(sqlite_url, str(moved))
    published(sqlite_url, str(kept), "--pseudonymise", str(key))
    moved.unlink()
    key.unlink()

    done = journey("dispose", OLD, *GONE, "--format", "json", store=sqlite_url)

    assert done.exit_code == 0, done.stderr
    assert "2 copies out of reach" in done.stdout
    for path in (moved, kept):
        assert str(path) in done.stderr
        assert f"journey publish sqlite:///{path}" in done.stdout


PLAINLY = '{"as_at": null, "known_at": null, "position": null, "pseudonymise": null}'


@pytest.mark.parametrize("says", [PLAINLY, PLAINLY.replace("pseudonymise", "other"), "no json"])
def test_tables_that_others_changed_are_not_written_without_pseudonyms(
    sqlite_url: str, tmp_path: Path, says: str
) -> None:
    with open_log(sqlite_url) as log:
        stream = child_stream("999", OLD)
        write(log, registered(stream, date_of_birth=date(1990, 3, 4)), said(stream, occurred_on=date(2001, 5, 1)))
    key, url = tmp_path / "key", f"sqlite:///{tmp_path}/tables.db"
    key.touch(0o600)
    key.write_bytes(bytes(range(32)))
    published(sqlite_url, url, "--pseudonymise", str(key))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE about SET value = :says WHERE name = 'asked'"), {"says": says})
    engine.dispose()

    sealed = journey("seal", OLD, "--on", "2025-05-01", store=sqlite_url)

    assert sealed.exit_code == 0, sealed.stderr
    assert "cannot be written again" in sealed.stderr
    assert OLD not in str([rows(url, name) for name in TABLES])


def test_with_pseudonyms_no_id_and_no_true_day_is_in_them(store: str, url: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.touch(0o600)
    key.write_bytes(bytes(range(32)))

    published(store, url, "--pseudonymise", str(key))
    published(store, url, "--pseudonymise", str(key))

    ids = children(url)
    assert len(ids) == 3
    assert all(one.startswith("P") for one in ids)
    every = str([rows(url, name) for name in TABLES])
    assert not any(child in every for child in (OLD, OTHER, SEALED))
    assert "2001-05-01" not in every
    assert {row["known_on"] for row in rows(url, "facts")} == {None}
    assert journey("dispose", OLD, *GONE, store=store).exit_code == 0
    assert len(children(url)) == 2


def test_what_is_somebody_elses_is_not_written_over(sqlite_url: str, tmp_path: Path) -> None:
    with open_log(sqlite_url) as log:
        write(log, registered(child_stream("999", OLD)))
    other, store = tmp_path / "other.db", Path(sqlite_url.removeprefix("sqlite:///"))
    engine = create_engine(f"sqlite:///{other}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (one integer)"))
    engine.dispose()
    before = other.read_bytes()

    refused = {
        str(one): journey("publish", str(one), store=sqlite_url)
        for one in (other, store, store.with_name("journey.keys.db"), tmp_path / "no" / "folder.db")
    }

    assert [one.exit_code for one in refused.values()] == [2, 2, 2, 15]
    assert "theirs" in refused[str(other)].stderr
    assert other.read_bytes() == before
    assert not list(tmp_path.glob(".*.part*"))


def test_on_a_server_rights_that_were_given_stay(postgres_url: str) -> None:
    with open_log(postgres_url) as log:
        write(log, registered(child_stream("999", OLD)))
    published(postgres_url, postgres_url)
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"GRANT SELECT ON {SCHEMA}.facts TO PUBLIC"))

        published(postgres_url, postgres_url)

        granted = "SELECT has_table_privilege('public', 'journey_published.facts', 'SELECT')"
        assert connection.execute(text(granted)).scalar() is True
        assert set(inspect(connection).get_table_names(schema=SCHEMA)) == {*TABLES, "about"}
    engine.dispose()


def test_a_password_is_neither_shown_nor_kept() -> None:
    target = Target.of("postgresql://analyst:secret@host/tables")

    assert "secret" not in str(target)
    assert Target.of(str(target)).address.url.password is None
    assert Target.of(str(target)).address.url.host == "host"


def test_every_table_is_on_the_page_that_explains_them() -> None:
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")

    assert [name for name in (*TABLES, "about") if f"\n| `{name}` |" not in page] == []
