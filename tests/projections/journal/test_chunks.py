"""Several processes decode what one would have, and none of them outlives the first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journey.domain.errors import StoreDamaged
from journey.projections.journal import chunks, open_journal, rebuild
from journey.store.log import Log, open_log
from tests.store.builders import behind_its_back

from .test_files import facts, fill

KILLED = """
import multiprocessing, sys, time
from pathlib import Path
from journey.projections.journal import chunks, open_journal
from journey.store.log import open_log
def told(*at):
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    time.sleep(60)
if __name__ == "__main__":
    chunks.POSITIONS = 50
    with open_log(sys.argv[1]) as log:
        open_journal(log, Path(sys.argv[2]), progress=told, processes=2)
"""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "POSITIONS", 50)


def test_several_processes_make_the_journal_that_one_makes(log: Log, tmp_path: Path, few: None) -> None:
    fill(log, range(150))
    fill(log, range(100, 200))

    with open_journal(log, tmp_path / "several", processes=2) as journal:
        several = facts(journal), journal.digest()
        assert len(journal.manifest.streams) > 1

    with rebuild(log, tmp_path / "one", processes=1) as journal:
        assert (facts(journal), journal.digest()) == several


def test_a_row_that_another_process_cannot_read_is_named(sqlite_url: str, tmp_path: Path, few: None) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(150))
        with behind_its_back(log, unguarded=True) as connection:
            connection.exec_driver_sql("UPDATE events SET data = x'c1' WHERE position = 333")

        with pytest.raises(StoreDamaged, match="Position 333 "):
            open_journal(log, tmp_path, processes=2)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is looked for as POSIX does")
def test_the_processes_end_with_the_first(sqlite_url: str, tmp_path: Path) -> None:
    with open_log(sqlite_url) as log:
        fill(log, range(150))
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    command = [sys.executable, str(script), sqlite_url, str(tmp_path / "cache")]
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}) as first:
        assert first.stdout
        others = [int(pid) for pid in first.stdout.readline().split()]
        assert len(others) == 2
        first.kill()

    until = time.monotonic() + 30
    while any(map(_runs, others)):
        assert time.monotonic() < until, "they are still there"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" not in status.read_text()
