"""Processes killed at random moments of their work, and what must hold of the store afterwards.

One store is worked on from the first kill to the last, so that what an early kill left would be met by all that come
after it. The laws: every statement that was acknowledged stands where it was said to stand; nothing is there twice, nor
anything that was not asked for; the chain verifies; the command that was killed does its work when it is given again;
the files, each taken in after a kill, say of every child what they say in a store where nothing was killed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import journey
from journey.domain.statements import Statement, child_stream
from journey.projections.journal import open_journal, rebuild
from journey.projections.journal.folder import folder_of
from journey.projections.journal.manifest import load
from journey.store.log import Log, open_log
from tests.cli.running import journey as run
from tests.importers.building import headers
from tests.soak.model import csv_of
from tests.soak.victim import FIRST, JOBS, LA, child_of, command, import_command, told
from tests.source_tree import ROOT

CHILDREN = 60
"""Children in each file."""


@dataclass(frozen=True)
class Killed:
    """One kill: of which job, how long it had worked, what was acknowledged by then, and which laws were broken.

    ``finished`` is a job that had ended by itself before the kill; recording goes on until it is killed.
    """

    job: str
    after: float
    acknowledged: int
    finished: bool
    wrong: tuple[str, ...]


@dataclass
class Killing:
    """A store whose commands are killed. ``folder`` holds files, the journal, and the store that nothing happens to."""

    url: str
    folder: Path
    chance: random.Random
    acknowledged: dict[int, list[Any]] = field(default_factory=dict)
    imports: int = 0
    windows: dict[str, float] = field(default_factory=dict)

    def kills(self, number: int) -> Iterator[Killed]:
        """Kill so many processes, of each job in turn, one after the other."""
        self._begin()
        jobs = [list(JOBS)[turn % len(JOBS)] for turn in range(1, number + 1)]
        ahead = self._start(jobs[0], 1)
        for turn, job in enumerate(jobs, 1):
            victim = ahead
            after = self.chance.uniform(0, self.windows[job])
            self._prepare(job, turn)
            _go(victim)
            time.sleep(after)
            said = _killed(victim)
            if turn < number:
                ahead = self._start(jobs[turn], turn + 1)  # it loads while we look
            finished = bool(said) and job != "recording"
            if job != "recording":  # so that about half of them are killed in the middle of their work
                self.windows[job] *= 0.8 if finished else 1.1
            yield Killed(job, after, len(said), finished, tuple(self._wrong(job, turn, said)))

    def at_the_end(self) -> list[str]:
        """What is wrong with the store as a whole once nothing is killed any more."""
        with open_log(self.url, create=False) as log, open_log(self._unharmed, create=False) as other:
            wrong = [f"does not verify: {problem}" for problem in log.verify().problems]
            wrong += _differing(log, self.acknowledged)
            if _said(log) != _said(other):
                wrong.append("the files say something else than where nothing was killed")
        return wrong

    @property
    def _unharmed(self) -> str:
        return f"sqlite:///{self.folder / 'unharmed.db'}"

    def _begin(self) -> None:
        """A store with something in it, and how long each job takes."""
        for job, victim in [(job, self._start(job, 0)) for job in JOBS]:
            self._prepare(job, 0)
            begun = time.monotonic()
            _go(victim)
            assert victim.stdout is not None
            first = victim.stdout.readline()
            if job != "recording":
                victim.wait()
            took = time.monotonic() - begun
            self.windows[job] = min(3 * took, 1.0) if job == "recording" else took
            wrong = list(self._wrong(job, 0, _killed(victim, first)))
            assert not wrong, (job, wrong)

    def _prepare(self, job: str, turn: int) -> None:
        """Files to import; every other time a journal that has to be made from the beginning."""
        if job == "import":
            where = self.folder / f"import-{turn}"
            where.mkdir()
            for name, content in files(self.imports).items():
                (where / name).write_bytes(content)
            self.imports += 1
        elif job == "catch-up" and self.chance.random() < 0.5:
            for path in (self.folder / "cache").glob("*/manifest.json"):
                path.unlink()

    def _start(self, job: str, turn: int) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-m", "tests.soak.victim", job, self.url, str(self.folder), str(turn)]
        pipe = subprocess.PIPE
        return subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT)

    def _wrong(self, job: str, turn: int, said: list[Any]) -> Iterator[str]:
        look: Callable[[int, list[Any]], Iterator[str]] = getattr(self, f"_after_{job.replace('-', '_')}")
        fresh = {one[0]: one for command in said for one in command} if job == "recording" else {}
        with open_log(self.url, create=False) as log:
            yield from (f"does not verify: {problem}" for problem in log.verify().problems)
            yield from _differing(log, fresh)
        self.acknowledged |= fresh
        yield from look(turn, said)

    def _after_recording(self, turn: int, said: list[Any]) -> Iterator[str]:
        """What is there is what was acknowledged, and at most the one command under way; the next one works."""
        child = child_of(turn)
        with journey.open_log(self.url, by="Ruth Vale", create=True) as log:
            there = _of_child(log.log, child)
            acknowledged = [one for command in said for one in command]
            if there[: len(acknowledged)] != acknowledged or len(there) - len(acknowledged) not in (0, 1):
                yield f"acknowledged {len(acknowledged)} of {child}, there are {len(there)}"
            done = command(log, turn, len(there))
            if _of_child(log.log, child) != [*there, *done] or len(done) != 1:
                yield f"the next command wrote {done}"
            if not log.show(child).rows:
                yield f"nothing is shown of {child}"
            self.acknowledged |= {one[0]: one for one in done}

    def _after_import(self, turn: int, said: list[Any]) -> Iterator[str]:
        """All of the file or nothing of it; given again it takes in all, and once more nothing."""
        events = [account["meta"]["events"] for account in said]
        for url in (self.url, self.url, self._unharmed):
            done = run(*import_command(url, self.folder, turn))
            if done.exit_code:
                yield f"import again: exit code {done.exit_code}, {done.stderr.strip()}"
                return
            events.append(json.loads(done.stdout)["meta"]["events"])
        *here, unharmed = events
        if sum(1 for number in here if number) > 1 or here[-1] or (said and not here[0]):
            yield f"taken in more than once, or not at all: {here}"
        if any(number not in (0, unharmed) for number in here):
            yield f"wrote {here}, and {unharmed} where nothing was killed"

    def _after_catch_up(self, _turn: int, _said: list[Any]) -> Iterator[str]:
        """The journal goes on, and is what it would be if it were made at once."""
        cache = self.folder / "cache"
        with open_log(self.url, create=False) as log:
            found = load(folder_of(log, cache))
            with open_journal(log, cache) as journal:
                grown = journal.digest()
                named = {file.name for file in journal.manifest.files()}
                # Whoever writes tidies up; one that was killed when all but that was done leaves it to the next.
                if journal.manifest != found and {path.name for path in journal.folder.glob("*.p*t")} != named:
                    yield "files that no manifest names were left"
            with rebuild(log, self.folder / "again") as journal:
                if journal.digest() != grown:
                    yield "the journal is not what it would be if it were made at once"


def files(number: int) -> dict[str, bytes]:
    """Two lists of Annex A as at some day: each time everybody's team is another, and there is a child more."""
    lists: dict[str, list[list[Any]]] = {}
    for name, start in (("List 3", "Date of referral"), ("List 6", "CIN Start Date")):
        rows: list[list[Any]] = [headers(name)]
        for child in range(CHILDREN + number):
            on = FIRST - timedelta(30 + child % 20) if child < CHILDREN else FIRST + timedelta(child - CHILDREN)
            more = {"Case Status": "c) Child in need plan"} if name == "List 6" else {"Referral Source": "2A"}
            cells = {"Child Unique ID": str(1_000_007 + 7 * child), start: on, **more}
            cells["Allocated Team"] = f"Team {(child + number) % 7}"
            rows.append([cells.get(header) for header in rows[0]])
        lists[name] = rows
    return {f"{name.replace(' ', '_')}.csv": csv_of(rows) for name, rows in lists.items()}


def _go(victim: subprocess.Popen[str]) -> None:
    assert victim.stdin is not None
    assert victim.stdout is not None
    assert victim.stdout.readline() == "ready\n", victim.communicate()[1]
    victim.stdin.write("\n")
    victim.stdin.flush()


def _killed(victim: subprocess.Popen[str], read: str = "") -> list[Any]:
    """End a process without a chance to tidy up: all that it had printed, with what was read of it before."""
    victim.kill()
    said, complaint = victim.communicate()
    assert "Traceback" not in complaint, complaint
    left, whole, decoder = (read + said).lstrip(), [], json.JSONDecoder()
    while left:
        try:
            one, end = decoder.raw_decode(left)
        except json.JSONDecodeError:
            break  # killed while it printed: nobody could read it
        whole.append(one)
        left = left[end:].lstrip()
    return whole


def _of_child(log: Log, child: str) -> list[Any]:
    stream = child_stream(LA, child)
    return [told(one) for one in log.statements([stream])[stream]]


def _differing(log: Log, acknowledged: dict[int, list[Any]]) -> Iterator[str]:
    """What was acknowledged at a position and is not what stands there."""
    if not acknowledged:
        return
    there = {row.position: row for row in log.all_rows(min(acknowledged) - 1, max(acknowledged))}
    for position, one in acknowledged.items():
        row = there.get(position)
        if row is None or told(log.statement(row)) != one:
            yield f"acknowledged and gone: {one}"


def _said(log: Log) -> dict[str, list[tuple[Any, ...]]]:
    """What files say of each child, in the order in which it was written."""
    streams = [one.stream for one in log.streams("child")]
    said = {stream: [_content(one) for one in of] for stream, of in log.statements(streams).items()}
    return {stream: of for stream, of in said.items() if not stream.startswith(f"child:{LA}:2")}


def _content(one: Statement) -> tuple[Any, ...]:
    return one.version, one.name, one.fact, one.occurred_on, one.known_on, one.data
