"""Disposals killed at random moments: whatever moment it was, the next command leaves nothing half-disposed.

A process that has loaded everything forks one that disposes of a record, so that it is the work which is killed.

``python -m tests.soak.disposals STORE`` is that process: it reads ids, one a line, and answers with the number of the
process that disposes of the record, then with how that one ended.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journey.cli import asking, dispose, timescales
from journey.cli.main import cli
from journey.domain.statements import child_stream
from journey.projections.cluster import cluster_of
from journey.projections.journal import open_journal, rebuild
from journey.projections.journal.folder import folder_of
from journey.projections.record import retention
from journey.recording import journeys
from journey.store import placing, postgres, sqlite
from journey.store.log import Log, open_log
from tests.cli.running import journey as run
from tests.source_tree import ROOT
from tests.store.builders import registered, said, write

LA = "999"
LOADED = (asking, cluster_of, dispose, journeys, placing, postgres, retention, sqlite, timescales)
"""What a disposal loads on its way."""

_COMMAND = ("--reason", "retention ended", "--authorised-by", "Priya Shah", "--format", "json")


@dataclass
class Disposals:
    """A store with a journal, of which so many records may be disposed of. ``folder`` holds the journal."""

    url: str
    folder: Path
    chance: random.Random
    window: float = 0.0
    finished: list[bool] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        """Where the journal is kept: a server has no folder beside it."""
        return self.folder / "cache"

    @property
    def tables(self) -> Path:
        """Where tables are published."""
        return self.folder / "tables.db"

    @property
    def surroundings(self) -> dict[str, str]:
        """What the commands are told of it."""
        return {"JOURNEY_CACHE": str(self.cache)}

    def kills(self, number: int) -> Iterator[list[str]]:
        """Kill so many disposals; what was wrong after each."""
        children = [str(2_000_000 + one) for one in range(number + 1)]
        with open_log(self.url) as log:
            for child in children:
                stream = child_stream(LA, child)
                on = date(2001, 5, 1)
                write(log, registered(stream, date_of_birth=date(1990, 3, 4)), said(stream, occurred_on=on))
            open_journal(log, self.cache).close()
        assert run("publish", str(self.tables), store=self.url, env=self.surroundings).exit_code == 0
        with subprocess.Popen(
            [sys.executable, "-m", "tests.soak.disposals", self.url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | self.surroundings,
        ) as victims:  # fmt: skip
            self._dispose(victims, children[0], None)
            for child in children[1:]:
                self._dispose(victims, child, self.chance.uniform(0, self.window))
                yield list(self._wrong(child))
            victims.communicate()

    def _dispose(self, victims: subprocess.Popen[str], child: str, after: float | None) -> None:
        """Dispose of a record, killed after a while; without one, how long it takes is measured."""
        assert victims.stdin is not None
        assert victims.stdout is not None
        victims.stdin.write(f"{child}\n")
        victims.stdin.flush()
        victim, begun = int(victims.stdout.readline()), time.monotonic()
        if after is not None:
            time.sleep(after)
            with suppress(ProcessLookupError):  # it had ended by itself
                os.kill(victim, signal.SIGKILL)
        ended = int(victims.stdout.readline())
        if after is None:
            self.window = time.monotonic() - begun
        else:
            self.finished.append(ended == 0)
            self.window *= 0.85 if ended == 0 else 1.05

    def _wrong(self, child: str) -> Iterator[str]:
        """Either nothing was done, or the next command finds the record disposed of; given again it is."""
        stream = child_stream(LA, child)
        shown = run("show", child, store=self.url, env=self.surroundings)
        with open_log(self.url) as log:
            begun, key = stream in log.disposed(), log.keyring.exported(stream)
            if begun != (key is None) or begun != (shown.exit_code == 15):
                yield f"{child}: begun {begun}, key there {key is not None}, shown with {shown.exit_code}"
        again = run("dispose", child, *_COMMAND, store=self.url, env=self.surroundings)
        if again.exit_code:
            yield f"{child}: given again {again.exit_code}: {again.stderr}"
        if child.encode() in self.tables.read_bytes():
            yield f"{child}: still published"
        with open_log(self.url) as log:
            if log.keyring.exported(stream) is not None:
                yield f"{child}: the key is there"
            if sum(one.name == "RecordDisposed" for one in log.statements([stream])[stream]) != 1:
                yield f"{child}: not exactly one certificate"
            with open_journal(log, self.cache) as journal:
                named = {one.name for one in journal.manifest.files()}
            if {path.name for path in folder_of(log, self.cache).glob("*.p*t")} != named:
                yield "files of an earlier journal were left"
        if list(self.folder.glob(f".{self.tables.name}*")):
            yield "an unfinished file of tables was left"

    def at_the_end(self) -> Iterator[str]:
        """What is wrong with the store as a whole once nothing is killed any more."""
        with open_log(self.url, create=False) as log:
            yield from (f"does not verify: {problem}" for problem in log.verify().problems)
            yield from self._journal(log)

    def _journal(self, log: Log) -> Iterator[str]:
        with open_journal(log, self.cache) as journal:
            grown = journal.digest()
        with rebuild(log, self.folder / "again") as journal:
            if journal.digest() != grown:
                yield "the journal is not what it would be if it were made at once"


def main(url: str) -> None:
    """Dispose of each record named, in a process of its own."""
    for line in sys.stdin:
        victim = os.fork()
        if not victim:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            cli.main(["--store", url, "dispose", line.strip(), *_COMMAND], standalone_mode=False)
            os._exit(0)
        sys.stdout.write(f"{victim}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(victim, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
