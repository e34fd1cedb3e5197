"""No room, no right to write, an older copy put back, a server that stops: a plain word, and nothing half-written."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journey import open_log as open_for
from journey.domain.errors import NotPermitted
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import (
    APRIL,
    MARCH,
    SAMPLES,
    import_file,
    import_sample,
    imported,
    month,
    rows_as_printed,
)
from tests.journey.faulty import bound_by_permissions, room_for
from tests.journey.held import start_import, until_held
from tests.servers import Server, running

APRIL_EVENTS = 127
CHILD = "1000504"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limits and has other permissions")


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds March, to be copied."""
    folder = tmp_path_factory.mktemp("march")
    import_sample(f"sqlite:///{folder / 'journey.db'}", MARCH, into=folder)
    return folder


@pytest.fixture
def folder(march: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(march, tmp_path / "store"))


@pytest.fixture
def store(folder: Path) -> str:
    """The address of the copy."""
    return f"sqlite:///{folder / 'journey.db'}"


def takes_in_april(store: str, into: Path) -> None:
    """Everything is as it was: the next import gives the full result, and once more nothing."""
    for events in (APRIL_EVENTS, 0):
        assert (
            imported(store, SAMPLES[APRIL], APRIL, "--rejects", str(into / "rejects.csv"))["meta"]["events"] == events
        )
    with open_log(store, create=False) as log:
        assert log.verify().problems == []


def test_an_import_without_room_on_the_disk_writes_nothing_and_says_so(store: str, folder: Path) -> None:
    with open_log(store, create=False) as log:
        before = log.place()

    for size in (0, 1_000, 20_000, 36_000, 50_000, 70_000, 90_000):
        with room_for(size):
            done = import_file(store, SAMPLES[APRIL], APRIL, "--rejects", str(folder / "rejects.csv"))

        assert (done.exit_code, done.stdout) == (15, ""), size
        assert "room on the disk" in done.stderr
        assert "Nothing is half-written" in done.stderr
        with open_log(store, create=False) as log:
            assert (log.place(), log.verify().problems) == (before, [])
    takes_in_april(store, folder)


def test_recording_without_room_on_the_disk_acknowledges_nothing_that_is_not_there(store: str) -> None:
    with open_log(store, create=False) as log:
        before = log.position()
    arguments = ("record", "ContactReceived", CHILD, "--on", "2025-05-01", "--format", "json")

    for size in (0, 33_000, 36_000, 40_000):
        with room_for(size):
            done = journey(*arguments, store=store)
        with open_log(store, create=False) as log:
            written = log.position() > before
        assert (done.exit_code, bool(done.stdout)) == ((0, True) if written else (15, False)), done.stderr

    assert journey(*arguments, store=store).exit_code == 0
    with open_log(store, create=False) as log:
        stream = f"child:999:{CHILD}"
        said = [one.fact for one in log.statements([stream])[stream]]
    assert said.count("contact/2025-05-01/1") == 1


def test_a_journal_without_room_on_the_disk_is_said_with_what_to_do_and_leaves_nothing(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_CACHE", str(tmp_path / "cache"))
    import_sample(postgres_url, MARCH, into=tmp_path)

    for size in (0, 2_000, 9_000):
        with room_for(size):
            done = journey("rebuild", store=postgres_url)

        assert (done.exit_code, done.stdout) == (15, ""), size
        assert "The journal cannot be written to" in done.stderr
        assert "JOURNEY_CACHE" in done.stderr
        assert list(tmp_path.glob("cache/*/*.part")) == []
    assert journey("rebuild", store=postgres_url).exit_code == 0


def test_what_is_to_be_handed_over_is_whole_or_not_there(postgres_url: str, tmp_path: Path) -> None:
    """On PostgreSQL, so that nothing else is refused."""
    import_sample(postgres_url, MARCH, into=tmp_path)

    with room_for(2_000):
        page = journey("show", CHILD, "--output", str(tmp_path / "page.html"), store=postgres_url)
        export = journey("export", "csv", str(tmp_path / "all.csv"), store=postgres_url)

    for done, name in ((page, "page.html"), (export, "all.csv")):
        assert (done.exit_code, done.stdout) == (15, ""), name
        assert f"{name} cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"] == []


def test_rows_set_aside_for_which_there_is_no_room_are_told_with_the_account(postgres_url: str, tmp_path: Path) -> None:
    rows = [{"Date of referral": date(2025, 4, 2)}] * 40
    april, aside = month(tmp_path / "april.xlsx", {"List 3": rows}), tmp_path / "aside.csv"

    with room_for(500):
        done = import_file(postgres_url, april, APRIL, "--rejects", str(aside))

    assert done.exit_code == 15
    assert json.loads(done.stdout)["meta"]["rejected"] == 40
    assert "aside.csv cannot be written" in done.stderr
    assert "The rest was taken in all the same. The 40 rows set aside: see above." in done.stderr
    assert done.stderr.count("april.xlsx, List 3, row ") == 40
    assert not aside.exists()


@pytest.mark.parametrize("name", ["journey.db", "journey.keys.db", "journey.access.db"])
def test_a_file_that_may_only_be_read_is_not_written_to(store: str, folder: Path, name: str) -> None:
    (folder / name).chmod(0o400)

    with bound_by_permissions():
        taken = import_file(store, SAMPLES[APRIL], APRIL, "--rejects", str(folder / "rejects.csv"))
        shown = journey("show", CHILD, store=store)

    # A reading that cannot be recorded is not shown; the log and the keys are only read.
    assert shown.exit_code == (15 if name == "journey.access.db" else 0), shown.stderr
    assert bool(shown.stdout) == (shown.exit_code == 0)
    if name == "journey.access.db":
        assert "Nothing is shown because the reading cannot be recorded" in shown.stderr
    else:
        assert (taken.exit_code, taken.stdout) == (15, "")
        assert name in taken.stderr
    (folder / name).chmod(0o600)
    for beside in folder.glob("*-shm"):
        beside.chmod(0o600)
    if taken.exit_code:
        takes_in_april(store, folder)


def test_files_that_a_reader_without_rights_left_beside_the_store_are_named(store: str, folder: Path) -> None:
    (folder / "journey.db").chmod(0o400)
    with bound_by_permissions():
        assert journey("show", CHILD, store=store).exit_code == 0
    (folder / "journey.db").chmod(0o600)

    said = pytest.raises(NotPermitted, match="the files beside it that begin with its name")
    with bound_by_permissions(), open_log(store, create=False) as log, said, log.writing():
        pass


def test_a_folder_that_may_only_be_read_is_said(store: str, folder: Path, tmp_path: Path) -> None:
    folder.chmod(0o500)
    with bound_by_permissions():
        taken = import_file(store, SAMPLES[APRIL], APRIL, "--rejects", str(tmp_path / "rejects.csv"))
        shown = journey("show", CHILD, store=store)
    folder.chmod(0o700)

    for done in (taken, shown):
        assert (done.exit_code, done.stdout) == (15, "")
        assert str(folder) in done.stderr
    takes_in_april(store, tmp_path)


def test_a_store_put_back_from_an_older_copy_answers_only_what_it_holds(store: str, folder: Path) -> None:
    """The journal knew April; the older store is answered from as it was then, and the access log tells on it."""
    before = [rows_as_printed(store, *question) for question in (("timescales",), ("show", CHILD))]
    copy = (folder / "journey.db").read_bytes()
    imported(store, SAMPLES[APRIL], APRIL, "--rejects", str(folder / "rejects.csv"))
    assert journey("rebuild", store=store).exit_code == 0
    assert rows_as_printed(store, "timescales") != before[0]

    (folder / "journey.db").write_bytes(copy)

    done = journey("timescales", "--format", "json", store=store)
    assert "The journal is made again: the store goes up to position 697 only, the journal to 824." in done.stderr
    assert done.exit_code == 0
    assert [rows_as_printed(store, *question) for question in (("timescales",), ("show", CHILD))] == before
    verified = journey("verify", store=store)
    assert verified.exit_code == 13
    assert "697" in verified.stdout
    takes_in_april(store, folder)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that can be stopped without hurting other tests."""
    with running() as own:
        yield own


def test_a_server_stopped_in_the_middle_of_an_import_and_started_again_has_lost_nothing(
    server: Server, tmp_path: Path
) -> None:
    store = server.url.render_as_string(hide_password=False)
    import_sample(store, MARCH, into=tmp_path)

    with open_for(store, by="Ruth Vale") as open_all_along:
        place = open_all_along.log.place()
        for how, code in (("immediate", 15), ("fast", 12)):
            held = start_import(store, SAMPLES[APRIL], APRIL, hold_at=60, rejects=tmp_path / "rejects.csv")
            until_held(held)
            server.stop(how)
            printed, said = held.communicate("\n", timeout=60)
            shown = journey("show", CHILD, store=store)
            with pytest.raises(NotPermitted, match="Check that it can be reached"):
                open_all_along.log.place()
            server.start()

            assert (held.returncode, printed) == (code, "")
            assert "Nothing is half-written" in said
            assert "run the command again" in said
            assert "Traceback" not in said
            assert "SystemError" not in said
            assert (shown.exit_code, shown.stdout) == (15, "")
            assert open_all_along.log.place() == place
            assert open_all_along.log.verify().problems == []
    takes_in_april(store, tmp_path)
