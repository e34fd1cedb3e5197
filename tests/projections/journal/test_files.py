"""The journal on the disk: whose it is, who may write, what a kill leaves, what makes it be made again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import NotPermitted, UsageError
from journey.projections.journal import Journal, build, open_journal, rebuild
from journey.projections.journal.manifest import NAME, load
from journey.store.log import Log, open_log
from tests.store.builders import registered, said, write

from .comparing import NOTHING_COVERED, everything

AT = date(2025, 5, 1)

CATCH_UP = """
import sys
from journey.projections.journal import build, chunks, open_journal
from journey.store.log import open_log
from pathlib import Path
chunks.POSITIONS, build.FOLD_ABOVE = 500, -1
with open_log(sys.argv[1]) as log:
    print("ready", flush=True)
    sys.stdin.readline()
    with open_journal(log, Path(sys.argv[2]), progress=lambda *at: print(at, flush=True)) as journal:
        print(journal.digest(), flush=True)
"""


def fill(log: Log, children: range) -> None:
    """A referral and a visit for each child, some corrected."""
    write(log, *(s for n in children for s in journey_of(f"child:821:{n}")))


def journey_of(stream: str) -> list:
    """One child's statements."""
    correction = {"field": "team", "value": "Hub 5"}
    return [registered(stream), said(stream), said(stream, name="FactCorrected", data=correction, occurred_on=None)]


def facts(journal: Journal) -> object:
    """All that can be asked of a journal."""
    return everything(journal.batches(AT, AT, coverage=NOTHING_COVERED))


def start(log: Log, cache: Path) -> subprocess.Popen[str]:
    """A process of its own that will catch up, stopped before it begins."""
    url = log.database.address.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-c", CATCH_UP, url, str(cache)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    """Let it begin."""
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_journal_grows_with_its_store_on_either_engine(log: Log, cache: Path) -> None:
    fill(log, range(50))
    with open_journal(log, cache) as journal:
        first = facts(journal)
        fill(log, range(40, 60))
        assert facts(journal) == first

        journal.catch_up(log)

        assert journal.position == log.position()
        grown, digest = facts(journal), journal.digest()
    with rebuild(log, cache) as again:
        assert (facts(again), again.digest()) == (grown, digest)


def test_the_position_before_is_answered_as_it_was_then(log: Log, cache: Path) -> None:
    fill(log, range(20))
    with open_journal(log, cache) as journal:
        then, at = facts(journal), journal.position
    fill(log, range(30))

    with open_journal(log, cache) as journal:
        assert everything(journal.batches(AT, AT, at, coverage=NOTHING_COVERED)) == then
        with pytest.raises(UsageError, match="goes up to position"):
            journal.batches(AT, AT, log.position() + 1, coverage=NOTHING_COVERED)


@pytest.mark.parametrize("attempt", range(4))
def test_a_process_killed_while_it_catches_up_leaves_a_journal_that_goes_on(
    sqlite_url: str, cache: Path, attempt: int
) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(3_000))
        process = start(log, cache)
        go(process)
        assert process.stdout
        for _ in range(attempt * 4):
            process.stdout.readline()
        time.sleep(random.Random(attempt).random() / 50)
        process.kill()
        process.wait()

        with open_journal(log, cache) as journal:
            found = facts(journal), journal.digest()
            assert not list(journal.folder.glob("*.part"))
            named = {file.name for file in journal.manifest.files()}
            assert {path.name for path in journal.folder.glob("*.parquet")} == named

        with rebuild(log, cache) as journal:
            assert (facts(journal), journal.digest()) == found


def test_processes_that_catch_up_at_once_end_with_one_journal(sqlite_url: str, cache: Path) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(2_000))
        processes = [start(log, cache) for _ in range(3)]

        for process in processes:
            go(process)
        said = [process.communicate(timeout=120)[0].splitlines()[-1] for process in processes]

        with open_journal(log, cache) as journal:
            assert said == [journal.digest()] * 3


def test_files_stay_while_somebody_reads_and_go_when_nobody_does(
    sqlite_url: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FOLD_ABOVE", -1)
    with open_log(sqlite_url) as log:
        fill(log, range(20))
        with open_journal(log, cache) as reader:
            before = facts(reader)
            fill(log, range(20, 40))
            open_journal(log, cache).close()

            assert facts(reader) == before

        rebuild(log, cache).close()
        manifest = load(reader.folder)
        assert manifest
        assert {p.name for p in reader.folder.glob("*.parquet")} == {file.name for file in manifest.files()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access elsewhere")
def test_nobody_else_can_read_it(sqlite_url: str, tmp_path: Path) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(5))
        open_journal(log).close()

    folder = next((tmp_path / "journey.journal").iterdir())
    assert {path.stat().st_mode & 0o077 for path in (folder.parent, folder)} == {0}
    assert {path.stat().st_mode & 0o077 for path in folder.glob("*.parquet")} == {0}


def test_a_folder_that_cannot_be_written_to_is_said_with_what_to_do(log: Log, tmp_path: Path) -> None:
    fill(log, range(2))
    (tmp_path / "a file").write_text("")

    with pytest.raises(NotPermitted, match="JOURNEY_CACHE"):
        open_journal(log, tmp_path / "a file" / "cache")


@pytest.mark.skipif(not Path("/sys/kernel").exists(), reason="needs a folder that not even root can write to")
def test_a_read_only_folder_is_said_with_what_to_do(sqlite_url: str) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(2))

        with pytest.raises(NotPermitted, match="cannot be written to /sys/kernel"):
            open_journal(log, Path("/sys/kernel"))


def _other_position(folder: Path) -> None:
    text = (folder / NAME).read_text()
    (folder / NAME).write_text(text.replace('"position": ', '"position": 9'))


def _other_chain(folder: Path) -> None:
    manifest = load(folder)
    assert manifest
    text = (folder / NAME).read_text()
    (folder / NAME).write_text(text.replace(manifest.chain, "ab" * 32))


def _other_layout(folder: Path) -> None:
    manifest = load(folder)
    assert manifest
    text = (folder / NAME).read_text()
    (folder / NAME).write_text(text.replace(manifest.layout, "0" * 16))


def _file_gone(folder: Path) -> None:
    next(folder.glob("tail-*")).unlink()


def _file_short(folder: Path) -> None:
    os.truncate(next(folder.glob("tail-*")), 100)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (_other_position, "the store goes up to position 6 only"),
        (_other_chain, "the store's chain at position 6 is not the one that the journal was made from"),
        (_other_layout, "this release arranges it in another way"),
        (_file_gone, "files of it are missing"),
        (_file_short, "files of it are missing"),
    ],
)
def test_what_is_not_this_store_s_journal_is_made_again_and_says_so(
    sqlite_url: str, cache: Path, harm: Callable[[Path], None], why: str
) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(2))
        with open_journal(log, cache) as journal:
            digest, folder = journal.digest(), journal.folder
        harm(folder)
        heard: list[str] = []

        with open_journal(log, cache, say=heard.append) as journal:
            assert journal.digest() == digest
        assert len(heard) == 1
        assert why in heard[0]


def test_a_store_put_back_from_an_older_copy_makes_its_journal_again(tmp_path: Path, cache: Path) -> None:
    with open_log(str(tmp_path / "journey.db")) as log:
        fill(log, range(2))
        log.database.engine.dispose()
        copy = (tmp_path / "journey.db").read_bytes()
        wal = (tmp_path / "journey.db-wal").read_bytes() if (tmp_path / "journey.db-wal").exists() else b""
        fill(log, range(2, 4))
        open_journal(log, cache).close()
    (tmp_path / "journey.db").write_bytes(copy)
    (tmp_path / "journey.db-wal").write_bytes(wal)
    with open_log(str(tmp_path / "journey.db")) as log:
        fill(log, range(10, 13))
        heard: list[str] = []

        with open_journal(log, cache, say=heard.append) as journal:
            assert "made again" in heard[0]
            assert journal.position == log.position()


def test_only_birth_date_and_ethnicity_of_what_is_sealed_are_held(sqlite_url: str, cache: Path) -> None:
    with open_log(sqlite_url) as log:
        write(log, registered(date_of_birth=date(2010, 5, 17), upn="N00000000005A"),
              said(name="PlacementStarted", fact="placement/2024-09-18/1",
                   data={"postcode": "ZZ1 1ZZ", "type": {"code": None, "written": "a barge"}}))  # fmt: skip

        with open_journal(log, cache) as journal:
            everywhere = b"".join(path.read_bytes() for path in journal.folder.iterdir())
            [batch] = journal.batches(AT, AT, coverage=NOTHING_COVERED)

    assert not [text for text in (b"N00000000005A", b"ZZ1 1ZZ", b"barge") if text in everywhere]
    assert batch.children["born"].to_list() == [(date(2010, 5, 17) - date(1900, 1, 1)).days]
    assert batch.select(("PlacementStarted",), "type")["type"].to_list() == [None]
