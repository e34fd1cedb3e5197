"""The log taken out as CSV and in again elsewhere: the same answers, once, and the next import goes on from there."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from journey.domain.statements import organisation_stream, split_stream
from journey.importers.events import EventFile
from journey.store.log import open_log
from tests.cli.running import SAMPLE, journey
from tests.journey.commands import APRIL, MARCH, SAMPLES, asked, imported

DAYS = ("2025-03-31", "2025-04-30")
QUESTIONS = (
    ("rereferrals",),
    ("handoffs",),
    ("caseloads",),
    ("timescales",),
    ("drift",),
    ("quality",),
    ("show", "1000504", "--history"),
)
PERSONAL = ("--personal", "--purpose", "move to another server")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of two months of Annex A and a census."""
    folder = tmp_path_factory.mktemp("origin")
    url = f"sqlite:///{folder / 'journey.db'}"
    rejects = ("--rejects", str(folder / "rejects.csv"))
    for day in (MARCH, APRIL):
        imported(url, SAMPLES[day], day, *rejects)
    assert journey("import", "cin", str(SAMPLE / "cin_2025.xml"), *rejects, store=url).exit_code == 0
    return url


@pytest.fixture(scope="module")
def exported(store: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of it, with personal details."""
    return export(store, tmp_path_factory.mktemp("export") / "events.csv", *PERSONAL)


def export(store: str, path: Path, *more: str) -> Path:
    done = journey("export", "csv", str(path), *more, store=store)
    assert done.exit_code == 0, done.stderr
    return path


def take_in(store: str, path: Path) -> dict[str, Any]:
    meta: dict[str, Any] = asked(store, "import", "events", str(path))["meta"]
    return meta


def answers(store: str, as_at: str, known_at: str) -> list[object]:
    """What the questions answer, without what says which log it was and when that log took it in."""
    found: list[object] = []
    for question in QUESTIONS:
        answer = asked(store, *question, "--as-at", as_at, "--known-at", known_at)
        meta = {k: v for k, v in answer["meta"].items() if k not in ("store", "chain")}
        found.append(([{k: v for k, v in row.items() if k != "recorded_at"} for row in answer["rows"]], meta))
    return found


_PAIRS = ((DAYS[0], DAYS[1]), (DAYS[1], DAYS[1]), (DAYS[1], DAYS[0]))


@pytest.fixture(scope="module")
def told(store: str) -> list[list[object]]:
    return [answers(store, as_at, known_at) for as_at, known_at in _PAIRS]


def test_an_empty_store_fed_with_the_export_gives_the_same_answers(
    told: list[list[object]], exported: Path, store_url: str
) -> None:
    take_in(store_url, exported)

    assert [answers(store_url, as_at, known_at) for as_at, known_at in _PAIRS] == told


def test_taking_the_same_file_in_again_adds_nothing(exported: Path, sqlite_url: str) -> None:
    first, again = take_in(sqlite_url, exported), take_in(sqlite_url, exported)

    assert first["new"] == first["rows"] == first["position"]
    assert (again["new"], again["unchanged"], again["chain"]) == (0, first["rows"], first["chain"])
    assert again["already_imported"]


def test_what_is_exported_again_is_the_same_but_for_the_time_of_recording(
    exported: Path, sqlite_url: str, tmp_path: Path
) -> None:
    take_in(sqlite_url, exported)

    again = export(sqlite_url, tmp_path / "again.csv", *PERSONAL)

    assert without_recording(again) == without_recording(exported)


def without_recording(path: Path) -> list[list[str]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    return [
        [cell for name, cell in zip(head, row, strict=True) if name not in ("recorded_at", "check")] for row in rows
    ]


def test_the_next_import_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    stayed, moved = (f"sqlite:///{tmp_path / name}.db" for name in ("stayed", "moved"))
    rejects = ("--rejects", str(tmp_path / "rejects.csv"))
    imported(stayed, SAMPLES[MARCH], MARCH, *rejects)
    take_in(moved, export(stayed, tmp_path / "events.csv", *PERSONAL))

    here, there = (imported(url, SAMPLES[APRIL], APRIL, *rejects)["rows"] for url in (stayed, moved))

    assert here == there
    assert answers(stayed, *DAYS[1:] * 2) == answers(moved, *DAYS[1:] * 2)


def test_a_later_export_brings_a_store_up_to_date(store: str, exported: Path, sqlite_url: str, tmp_path: Path) -> None:
    half = export(store, tmp_path / "half.csv", *PERSONAL, "--position", "200")

    assert take_in(sqlite_url, half)["new"] == 200
    assert take_in(sqlite_url, exported)["unchanged"] == 200


def test_without_the_option_no_personal_detail_leaves_the_store(
    store: str, exported: Path, sqlite_url: str, tmp_path: Path
) -> None:
    bare = export(store, tmp_path / "bare.csv")

    assert '""date_of_birth"":{""$date""' in exported.read_text(encoding="utf-8")
    assert '""date_of_birth"":{""$date""' not in bare.read_text(encoding="utf-8")
    assert '""date_of_birth"":{""sealed"":true}' in bare.read_text(encoding="utf-8")
    assert take_in(sqlite_url, bare)["new"] == len(bare.read_text(encoding="utf-8").splitlines()) - 2
    for question in ("rereferrals", "handoffs", "drift"):
        here, there = (asked(url, question, "--as-at", DAYS[1])["rows"] for url in (store, sqlite_url))
        assert nameless(here) == nameless(there)
    assert asked(sqlite_url, "show", "1000504", "--as-at", DAYS[1])["meta"]["now"]["age"] == {"sealed": True}


def nameless(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if not key.endswith("_name")} for row in rows]


def test_personal_details_need_a_reason(store: str, tmp_path: Path) -> None:
    done = journey("export", "csv", str(tmp_path / "events.csv"), "--personal", store=store)

    assert done.exit_code == 2
    assert "--purpose" in done.stderr
    assert not (tmp_path / "events.csv").exists()


def test_an_export_is_recorded_before_it_is_written_and_is_its_owners_alone(exported: Path, store: str) -> None:
    with open_log(store, create=False) as log:
        entry = next(e for e in log.access.entries() if e.purpose == PERSONAL[-1])

    assert entry.command.startswith("journey export csv")
    assert "--personal" in entry.command
    assert entry.children_count == len({c["child_id"] for c in asked(store, "children")["rows"]})
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_an_export_that_cannot_be_recorded_is_not_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'journey.db'}"
    imported(url, SAMPLES[MARCH], MARCH, "--rejects", str(tmp_path / "rejects.csv"))
    (tmp_path / "journey.access.db").write_bytes(b"no database at all, but bytes of something else")

    done = journey("export", "csv", str(tmp_path / "events.csv"), store=url)

    assert done.exit_code == 15
    assert not (tmp_path / "events.csv").exists()


def test_a_file_that_is_there_is_not_written_over_unasked(store: str, tmp_path: Path) -> None:
    there = tmp_path / "events.csv"
    there.write_text("something of mine", encoding="utf-8")

    assert journey("export", "csv", str(there), store=store).exit_code == 2
    assert there.read_text(encoding="utf-8") == "something of mine"
    assert journey("export", "csv", str(there), "--overwrite", store=store).exit_code == 0


@pytest.mark.parametrize("day", DAYS)
def test_a_cut_export_answers_for_its_day_alike(store: str, tmp_path: Path, sqlite_url: str, day: str) -> None:
    take_in(sqlite_url, export(store, tmp_path / "cut.csv", *PERSONAL, "--as-at", day, "--known-at", DAYS[1]))

    for question in QUESTIONS[:-1]:
        asks = (*question, "--as-at", day, "--known-at", DAYS[1])
        here, there = (asked(url, *asks)["rows"] for url in (store, sqlite_url))
        assert placeless(here) == placeless(there)


def placeless(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without the places in the log behind them, which differ where something was left out."""
    return [{key: value for key, value in row.items() if key not in ("positions", "events")} for row in rows]


def test_a_store_that_knows_the_children_otherwise_refuses_the_file(exported: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'journey.db'}"
    imported(url, SAMPLES[APRIL], APRIL, "--rejects", str(tmp_path / "rejects.csv"))
    before = asked(url, "verify")["meta"]["chain"]

    done = journey("import", "events", str(exported), store=url)

    assert done.exit_code == 2
    assert "has another key here than in the file" in done.stderr
    assert asked(url, "verify")["meta"]["chain"] == before


def test_a_record_that_goes_on_otherwise_is_refused_with_its_row(store: str, exported: Path, sqlite_url: str) -> None:
    with open_log(sqlite_url) as other, open_log(store, create=False) as log:
        stream = log.streams("child")[0].stream
        keys = (stream, organisation_stream(split_stream(stream)[1]))
        other.keyring.adopt({of: log.keyring.exported(of) or b"" for of in keys})
        first, second = log.statements([stream])[stream][:2]
        with other.writing() as writer:
            writer.append([second, first])

    done = journey("import", "events", str(exported), store=sqlite_url)

    assert done.exit_code == 11
    assert f"{stream} holds something else as its statement 1 here" in done.stderr
    assert "events.csv, row " in done.stderr


def test_a_file_of_another_authority_is_refused_whole(exported: Path, sqlite_url: str, tmp_path: Path) -> None:
    la = next(iter({split_stream(s)[1] for s in streams_of(exported)}))
    rejects = tmp_path / "set_aside.csv"
    options = ("--rejects", str(rejects))

    other = journey("import", "events", str(exported), "--la", "001", *options, store=sqlite_url)
    own = journey("import", "events", str(exported), "--la", la, *options, store=sqlite_url)

    assert other.exit_code == 11
    assert f"tells of authority {la}, not of 001 alone" in other.stderr
    assert own.exit_code == 0, own.stderr
    assert not rejects.exists()


@pytest.mark.parametrize("option", [("--la", "9"), ("--rejects", "notes.txt")])
def test_an_option_that_cannot_be_meant_is_refused(exported: Path, sqlite_url: str, option: tuple[str, str]) -> None:
    done = journey("import", "events", str(exported), *option, store=sqlite_url)

    assert (done.exit_code, option[0] in done.stderr) == (2, True)


def streams_of(exported: Path) -> set[str]:
    """The streams that an exported file has something of."""
    file = EventFile(exported)
    return {line.statement.stream for line in file.lines()}
