"""Two writers at once: one waits, nothing is doubled, and readers never wait."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import pytest

from journey.domain.errors import Busy
from journey.store import database, failures, postgres, sqlite
from journey.store.log import Log, open_log

from .builders import CHILD, said, write

WRITER = """
import sys
from journey.store.log import open_log
from tests.store.builders import registered, said
url, child, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_log(url) as log:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        with log.writing() as writer:
            writer.append([registered(child), said(child, number), said("child:821:shared", number)])
"""


def start(source: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own, stopped at its first line of input."""
    process = subprocess.Popen(
        [sys.executable, "-c", source, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers give up after a second."""
    for module in (database, failures, postgres, sqlite):
        monkeypatch.setattr(module, "WAIT_SECONDS", 1)
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("PRAGMA busy_timeout = 1000", *sqlite._PRAGMAS[1:]))


def test_processes_that_write_at_once_take_turns(store_url: str) -> None:
    writers = [start(WRITER, store_url, f"child:821:{number}", "25") for number in range(3)]

    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()

    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with open_log(store_url) as log:
        assert log.verify() == (225, log.chain_at(), [])
        assert [(s.events, s.stream) for s in log.streams("child")] == [
            (50, "child:821:0"),
            (50, "child:821:1"),
            (50, "child:821:2"),
            (75, "child:821:shared"),
        ]
        assert all(
            statement.data == {"date_of_birth": statement.data["date_of_birth"]}
            for number in range(3)
            for statement in log.statements([f"child:821:{number}"], names=["ChildRegistered"])[f"child:821:{number}"]
        )


def test_threads_that_write_at_once_take_turns(log: Log) -> None:
    def write_ten(child: int) -> None:
        for number in range(10):
            write(log, said(f"child:821:{child}", number), said("child:821:shared", number))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write_ten, range(6)))

    assert log.verify() == (120, log.chain_at(), [])
    assert [s.version for s in log.statements(["child:821:shared"])["child:821:shared"]] == list(range(1, 61))


def test_a_writer_waits_for_the_one_before_it(store_url: str) -> None:
    begun = Event()

    def second() -> list[int]:
        begun.set()
        with open_log(store_url) as log:
            return [s.position for s in write(log, said(number=2))]

    with open_log(store_url) as log, ThreadPoolExecutor(1) as thread:
        with log.writing() as writer:
            waiting = thread.submit(second)
            begun.wait()
            writer.append([said()])
            assert not waiting.done()

        assert waiting.result() == [2]


@pytest.mark.usefixtures("short_wait")
def test_a_writer_who_waits_too_long_is_told_to_try_again(store_url: str) -> None:
    with open_log(store_url) as one, open_log(store_url) as other:
        with one.writing() as writer:
            writer.append([said()])
            with pytest.raises(Busy, match=r"being written to by another command.*Nothing was written; run .* again"):
                write(other, said(number=2))

        assert [s.position for s in write(other, said(number=2))] == [2]


@pytest.mark.usefixtures("short_wait")
def test_a_writer_inside_a_writer_is_told_to_try_again(log: Log) -> None:
    with log.writing(), pytest.raises(Busy, match="another part of this command"), log.writing():
        pass

    assert [s.position for s in write(log, said())] == [1]


def test_reading_during_a_long_write_answers_at_once_from_before_it(store_url: str) -> None:
    with open_log(store_url) as one, open_log(store_url) as other:
        write(one, said())
        with one.writing() as writer:
            writer.append([said(f"child:821:{number}") for number in range(20_000)])

            started = monotonic()
            assert other.position() == 1
            assert [s.position for s in other.statements([CHILD])[CHILD]] == [1]
            assert [s.stream for s in other.streams("child")] == [CHILD]
            assert monotonic() - started < 1

        assert other.position() == 20_001


def test_processes_that_make_a_store_at_once_make_one(store_url: str) -> None:
    makers = [
        start(
            "import sys\nfrom journey.store.log import open_log\nprint('ready', flush=True)\nsys.stdin.readline()\n"
            "log = open_log(sys.argv[1])\nlog.keyring.ensure(['child:821:1'])\n"
            "print(log.store_id, log.keyring.content_hash('child:821:1', b'x').hex())",
            store_url,
        )
        for _ in range(4)
    ]

    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("\n")
        maker.stdin.flush()
    said_by_each = {maker.communicate(timeout=60)[0] for maker in makers}

    assert [maker.returncode for maker in makers] == [0, 0, 0, 0]
    with open_log(store_url, create=False) as log:
        assert said_by_each == {f"{log.store_id} {log.keyring.content_hash('child:821:1', b'x').hex()}\n"}
