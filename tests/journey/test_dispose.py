"""The end of a record: refused before its day, destroyed for good after it, never shown again, counted all the same."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from journey.cli.clock import today
from journey.domain.statements import child_stream
from journey.projections.journal import open_journal, rebuild
from journey.store.log import open_log
from tests.cli.running import journey
from tests.importers.building import headers
from tests.soak.model import csv_of
from tests.store.builders import behind_its_back, registered, said, write

OLD, YOUNG, HELD, OTHER, UNKNOWN = "1000007", "1000014", "1000021", "1000028", "1000035"
BORN = date(1990, 3, 4)
PERSONAL = ("--personal", "--purpose", "move")
GONE = ("--reason", "retention ended", "--authorised-by", "Priya Shah")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five children with a referral each, of whom two may be disposed of; with a journal and an export."""
    folder = tmp_path_factory.mktemp("dispose")
    url = f"sqlite:///{folder}/journey.db"
    rows: list[list[Any]] = [headers("List 3")]
    for child in (OLD, YOUNG, HELD, OTHER, UNKNOWN):
        cells = {"Child Unique ID": child, "Date of referral": date(2001, 5, 1), "Referral Source": "2A"}
        rows.append([cells.get(header) for header in rows[0]])
    (folder / "List_3.csv").write_bytes(csv_of(rows))
    with open_log(url) as log:
        for child, day in ((OLD, BORN), (YOUNG, date(2020, 3, 4)), (HELD, BORN), (OTHER, BORN)):
            stream = child_stream("999", child)
            write(log, registered(stream, date_of_birth=day), said(stream, occurred_on=date(2001, 5, 1)))
        write(log, said(child_stream("999", UNKNOWN), occurred_on=date(2001, 5, 1)))
    for words in (
        ("rebuild",),
        ("record", "LegalHoldPlaced", HELD, "--on", "2025-01-05", "reasons=inquiry", "authorised_by=Sam Birch"),
        ("children", "--format", "csv"),
        ("export", "csv", str(folder / "events.csv")),
        ("import", "annex-a", str(folder / "List_3.csv"), "--la", "999", "--extract-date", "2001-06-30"),
    ):
        done = journey(*words, store=url)
        assert done.exit_code == 0, done.stderr
    return url


@pytest.fixture
def copy(store: str, tmp_path: Path) -> str:
    folder = Path(store.removeprefix("sqlite:///")).parent
    shutil.copytree(folder, tmp_path / "store")
    return f"sqlite:///{tmp_path}/store/journey.db"


@pytest.mark.parametrize(("child", "why"), [(YOUNG, "4 March 2045"), (HELD, "hold"), (UNKNOWN, "Nobody can tell")])
def test_refused_before_its_day_under_a_hold_and_where_nobody_can_tell(store: str, child: str, why: str) -> None:
    with open_log(store) as log:
        before = log.position()

    refused = journey("dispose", child, *GONE, store=store)

    assert (refused.exit_code, refused.stdout) == (15, "")
    assert why in refused.stderr
    with open_log(store) as log:
        assert log.position() == before
        assert json.loads(list(log.access.entries())[-1].children) == [child_stream("999", child)]
        assert log.keyring.exported(child_stream("999", child)) is not None


def test_retention_stands_at_today_and_shows_a_hold_of_today(copy: str) -> None:
    hold = ("record", "LegalHoldPlaced", OLD, "--on", today().isoformat(), "reasons=inquiry", "authorised_by=Sam Birch")
    assert journey(*hold, store=copy).exit_code == 0

    told = json.loads(journey("retention", OLD, "--format", "json", store=copy).stdout)
    before = json.loads(journey("retention", OLD, "--as-at", "2001-06-30", "--format", "json", store=copy).stdout)

    assert (told["meta"]["as_at"], told["meta"]["data_to"]) == (today().isoformat(), "2001-06-30")
    assert [(row["state"], row["held_since"]) for row in told["rows"]] == [("on hold", today().isoformat())]
    assert [row["state"] for row in before["rows"]] == ["keep"]
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 15


def test_it_is_not_recorded_by_hand(store: str) -> None:
    refused = journey("record", "RecordDisposed", OLD, "--on", "2026-01-05", store=store)

    assert refused.exit_code == 2
    assert "journey dispose" in refused.stderr


def test_what_is_left_is_a_certificate_and_figures(copy: str, tmp_path: Path) -> None:
    folder = Path(copy.removeprefix("sqlite:///")).parent
    stream = child_stream("999", OLD)
    before = json.loads(journey("caseloads", "--as-at", "2001-06-30", "--format", "json", store=copy).stdout)["rows"]
    with open_log(copy) as log:
        key = log.keyring.exported(stream)
    assert key is not None

    done = journey("dispose", OLD, *GONE, "--output", str(tmp_path / "certificate.json"), store=copy)

    assert done.exit_code == 0, done.stderr
    certificate = json.loads((tmp_path / "certificate.json").read_text())
    said_of_it = certificate["meta"]
    assert (said_of_it["child_id"], said_of_it["retention_class"], said_of_it["keep_until"]) == (
        OLD,
        "in_need",
        "2015-03-04",
    )
    assert said_of_it["authorised_by"] == "Priya Shah"
    assert [row["command"].split(" --")[0].split()[1] for row in certificate["rows"]] == ["children", "export"]
    with open_log(copy) as log:
        assert log.keyring.destroyed([stream]) == {stream}
        opened = log.statements([stream])[stream]
        assert not any(isinstance(s.data.get("date_of_birth"), date) for s in opened)
    assert not any(key in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert journey("verify", store=copy).exit_code == 0
    after = json.loads(journey("caseloads", "--as-at", "2001-06-30", "--format", "json", store=copy).stdout)["rows"]
    assert after == before
    again = journey("dispose", OLD, *GONE, "--format", "md", store=copy)
    assert (again.exit_code, "Certificate of disposal" in again.stdout) == (0, True)


COMMANDS = (
    ("show", OLD), ("why", OLD), ("retention", OLD), ("access", "--child", OLD), ("show", "1000008"), ("children",),
    ("retention",), ("access",), ("quality",), ("rereferrals", "--all", "--from", "2001-01-01"), ("handoffs",),
    ("drift",), ("timescales",), ("weekly",), ("caseloads",),
    ("indicators", "--from", "2001-01-01", "--to", "2001-06-30"),
    ("coverage",), ("hubs",), ("workers",), ("verify",),
)  # fmt: skip


def test_no_command_shows_it_again(copy: str, tmp_path: Path) -> None:
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0

    for words in COMMANDS:
        said_of_it = journey(*words, "--format", "json", store=copy)
        assert OLD not in said_of_it.stdout + said_of_it.stderr, words
        assert (OLD in words) <= (said_of_it.exit_code == 15), (words, said_of_it.stderr)
        assert said_of_it.exit_code in (0, 1, 2, 15), (words, said_of_it.exit_code, said_of_it.stderr)
    listed = journey("children", store=copy).stdout
    assert "1 child left out of the lists" in listed
    assert "disposed of" in listed
    for words in (("export", "csv"), ("export", "csv", "--personal", "--purpose", "move")):
        out = tmp_path / f"{len(words)}.csv"
        assert journey(*words[:2], str(out), *words[2:], store=copy).exit_code == 0
        assert OLD not in out.read_text()
        other = f"sqlite:///{tmp_path}/{len(words)}.db"
        taken = journey("import", "events", str(out), store=other)
        assert taken.exit_code == 0, taken.stderr


def test_nobody_is_given_the_record_any_more(copy: str, tmp_path: Path) -> None:
    answer = tmp_path / "answer.md"
    request = ("export", "subject-access", OLD, str(answer), "--purpose", "a request")
    assert journey(*request, store=copy).exit_code == 0
    answer.unlink()
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0

    done = journey(*request, store=copy)

    assert done.exit_code == 15
    assert OLD not in done.stdout + done.stderr
    assert not answer.exists()


def test_a_later_file_is_counted_without_it(copy: str, tmp_path: Path) -> None:
    folder = Path(copy.removeprefix("sqlite:///")).parent
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0
    later = tmp_path / "List_3.csv"
    later.write_bytes((folder / "List_3.csv").read_bytes() + b"\r\n")

    done = journey(
        "import", "annex-a", str(later), "--la", "999", "--extract-date", "2001-07-31", "--format", "json", store=copy
    )  # fmt: skip

    assert done.exit_code == 0, done.stderr
    meta = json.loads(done.stdout)["meta"]
    assert (meta["rows"], meta["not_child"], meta["disposed"], meta["retracted"]) == (5, 1, 1, 0)
    outcomes = ("rejected", "not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
    assert meta["rows"] == sum(meta[name] for name in outcomes)
    assert OLD not in done.stdout + done.stderr
    again = journey(
        "import", "annex-a", str(later), "--la", "999", "--extract-date", "2001-07-31", "--format", "json", store=copy
    )  # fmt: skip
    assert json.loads(again.stdout)["meta"]["disposed"] == 1


def test_an_older_export_brings_nothing_back(copy: str, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    done = journey("export", "csv", str(out), "--personal", "--purpose", "move", store=copy)
    assert done.exit_code == 0, done.stderr
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0

    taken = journey("import", "events", str(out), "--format", "json", store=copy)

    assert taken.exit_code == 0, taken.stderr
    meta = json.loads(taken.stdout)["meta"]
    assert (meta["new"], meta["not_child"], meta["disposed"]) == (0, 3, 3)
    assert meta["rows"] == meta["unchanged"] + meta["not_child"]
    with open_log(copy) as log:
        assert log.keyring.exported(child_stream("999", OLD)) is None


def test_on_a_server_with_a_journal_elsewhere(postgres_url: str, tmp_path: Path) -> None:
    stream, cache = child_stream("999", OLD), {"JOURNEY_CACHE": str(tmp_path)}
    with open_log(postgres_url) as log:
        write(log, registered(stream, date_of_birth=BORN), said(stream, occurred_on=date(2001, 5, 1)))
    assert journey("rebuild", store=postgres_url, env=cache).exit_code == 0

    done = journey("dispose", OLD, *GONE, "--format", "json", store=postgres_url, env=cache)

    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["meta"]["journal"] == "made again"
    assert journey("show", OLD, store=postgres_url, env=cache).exit_code == 15
    assert journey("verify", store=postgres_url, env=cache).exit_code == 0
    with open_log(postgres_url) as log:
        assert log.keyring.destroyed([stream]) == {stream}


def test_a_journal_made_before_is_made_again_wherever_it_lies(copy: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "cache"
    with open_log(copy) as log:
        open_journal(log, elsewhere).close()

    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0

    told: list[str] = []
    with open_log(copy) as log:
        with open_journal(log, elsewhere, say=told.append) as journal:
            grown = journal.digest()
            named = {file.name for file in journal.manifest.files()}
            assert {path.name for path in journal.folder.glob("*.parquet")} == named
        with rebuild(log, tmp_path / "again") as journal:
            assert journal.digest() == grown
    assert "disposed of" in told[0]


def test_merged_records_end_together(copy: str) -> None:
    assert journey("merge", OTHER, OLD, "--reason", "one child", store=copy).exit_code == 0

    assert journey("dispose", OTHER, *GONE, store=copy).exit_code == 0

    for child in (OLD, OTHER):
        assert journey("show", child, store=copy).exit_code == 15
    who_read = journey("access", "--format", "json", store=copy)
    assert not {OLD, OTHER} & set(re.findall(r"\d+", who_read.stdout))
    with open_log(copy) as log:
        both = [child_stream("999", child) for child in (OLD, OTHER)]
        assert log.keyring.destroyed(both) == set(both)


def test_a_record_it_was_once_merged_with_names_it_no_more(copy: str, tmp_path: Path) -> None:
    assert journey("merge", OLD, OTHER, "--reason", "one child", store=copy).exit_code == 0
    with open_log(copy) as log:
        merged = log.position()
    assert journey("unmerge", OLD, "--reason", "two children", store=copy).exit_code == 0
    before = tmp_path / "before.csv"
    assert journey("export", "csv", str(before), *PERSONAL, store=copy).exit_code == 0
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0

    then = journey("show", OTHER, "--position", str(merged), "--format", "json", store=copy)
    history = journey("show", OTHER, "--history", "--format", "json", store=copy)
    given = tmp_path / "answer.json"
    asked = journey("export", "subject-access", OTHER, str(given), "--purpose", "a request", store=copy)

    assert (then.exit_code, history.exit_code, asked.exit_code) == (0, 0, 0)
    assert OLD not in then.stdout + history.stdout + given.read_text()
    assert "999:disposed-of-" in history.stdout
    for number, more in enumerate(((), PERSONAL)):
        out, elsewhere = tmp_path / f"{number}.csv", f"sqlite:///{tmp_path}/{number}.db"
        assert journey("export", "csv", str(out), *more, store=copy).exit_code == 0
        assert OLD in before.read_text()
        assert OLD not in out.read_text()
        for into in (elsewhere, *((copy,) if more else ())):
            taken = journey("import", "events", str(out), store=into)
            assert taken.exit_code == 0, taken.stderr
        assert journey("show", OTHER, "--history", store=elsewhere).exit_code == 0
    again = journey("import", "events", str(before), "--format", "json", store=copy)
    assert (again.exit_code, json.loads(again.stdout)["meta"]["new"]) == (0, 0)


def test_a_damaged_row_of_it_is_named_by_its_position_alone(copy: str) -> None:
    assert journey("dispose", OLD, *GONE, store=copy).exit_code == 0
    with open_log(copy) as log, behind_its_back(log, unguarded=True) as connection:
        connection.execute(
            text("UPDATE events SET data = data || x'00' WHERE stream = :one"), {"one": f"child:999:{OLD}"}
        )

    done = journey("verify", "--format", "json", store=copy)

    assert done.exit_code == 13
    assert [row["position"] for row in json.loads(done.stdout)["rows"]][-1] == 1
    assert OLD not in done.stdout + done.stderr
