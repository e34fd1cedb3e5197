"""One of many who work on a store at the same time, each a process of its own. What it did, it tells at the end."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Thread
from typing import Any

SHARED = "3000000"
"""The child whom everybody corrects."""

_VALUES = ("6", "7")


@dataclass
class Told:
    """What a member did: statements acknowledged to it, how long each answer took, and what broke a law.

    ``written`` counts the statements, also those of imports, which are not told one by one. ``conflicts`` and ``busy``
    count the times that it was told to look again, and to try again; ``reached`` is how far it followed.
    """

    acknowledged: list[Any] = field(default_factory=list)
    written: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    conflicts: int = 0
    busy: int = 0
    reached: int = 0


Member = Callable[[Told, str, Path, int, float], None]
"""Works on a store at least once and until a time of the monotonic clock: what it tells, address, folder, its number,
the time."""


def member(work: Member, barrier: Barrier, told: Connection, url: str, folder: Path, number: int, lasts: float) -> None:
    """Wait until all are there, work, and tell."""
    import tests.soak.kills  # noqa: F401
    from journey.cli.sources import declarations

    declarations()  # heavy, as are the imports: everybody begins when everybody has them
    account = Told()
    try:
        barrier.wait(timeout=120)
        work(account, url, folder, number, time.monotonic() + lasts)
    except Exception:
        account.wrong.append(f"{work.__name__} {number}: {traceback.format_exc()}")
    told.send(account)


def person(told: Told, url: str, folder: Path, number: int, until: float) -> None:
    """Records contacts of a child of their own, and corrects what everybody corrects, by the version they have seen."""
    import journey
    from journey.domain.errors import Busy, Conflict
    from tests.soak.victim import FIRST, LA
    from tests.soak.victim import told as one_of

    child, fact = str(3_000_001 + number), f"contact/{FIRST}/1"
    with journey.open_log(url, by=f"Person {number}") as log:
        turn = 0
        while not told.seconds or time.monotonic() < until:
            on = FIRST + timedelta(turn)
            begun = time.monotonic()
            try:
                done = log.record("ContactReceived", child, on=on, new=turn == 0, la=None if turn else LA)
                told.acknowledged += map(one_of, done.statements)
                told.written = len(told.acknowledged)
                turn += 1
                seen = log.show(SHARED).rows[0]
                other = _VALUES[seen["data"]["source"]["code"] == _VALUES[0]]
                version = seen["last_version"]
                done = log.correct(SHARED, fact, source=other, reason="the wrong button", based_on=version)
                told.acknowledged += map(one_of, done.statements)
                told.written = len(told.acknowledged)
            except Conflict:
                told.conflicts += 1
            except Busy as error:
                told.busy += 1
                if "deadlock" in str(error):
                    told.wrong.append(str(error))
            told.seconds.append(time.monotonic() - begun)


def importer(told: Told, url: str, folder: Path, number: int, until: float) -> None:
    """Takes in one file after the other by the command line, as ``kills`` makes them."""
    from tests.cli.running import journey as run
    from tests.soak.kills import files
    from tests.soak.victim import import_command

    turn = 1_000 * number
    while not told.seconds or time.monotonic() < until:
        where = folder / f"import-{turn}"
        if not where.exists():
            where.mkdir()
            for name, content in files(turn % 1_000).items():
                (where / name).write_bytes(content)
        begun = time.monotonic()
        done = run(*import_command(url, folder, turn))
        if done.exit_code == 12 and "deadlock" not in done.stderr:
            told.busy += 1
            continue
        told.seconds.append(time.monotonic() - begun)
        if done.exit_code:
            told.wrong.append(f"import {turn}: exit code {done.exit_code}: {done.stderr}")
            return
        told.written += json.loads(done.stdout)["meta"]["events"]
        turn += 1


def reader(told: Told, url: str, folder: Path, number: int, until: float) -> None:
    """Shows the child whom everybody corrects, by the command line; what was seen once is never gone again."""
    from tests.cli.running import journey as run

    position = 0
    while not told.seconds or time.monotonic() < until:
        begun = time.monotonic()
        done = run("show", SHARED, "--format", "json", store=url)
        told.seconds.append(time.monotonic() - begun)
        if done.exit_code:
            told.wrong.append(f"show: exit code {done.exit_code}: {done.stderr}")
            return
        before, position = position, json.loads(done.stdout)["meta"]["position"]
        if position < before:
            told.wrong.append(f"position {position} was shown after {before}")


def follower(told: Told, url: str, folder: Path, number: int, until: float) -> None:
    """Follows the log as the library's applications do; every position comes, once, and after the one before it."""
    from journey.store.log import open_log
    from journey.store.recorder import LogRecorder

    def end() -> None:
        time.sleep(max(0.0, until - time.monotonic()))
        subscription.stop()

    with open_log(url, create=False) as log:
        subscription = LogRecorder(log.database).subscribe(gt=0)
        Thread(target=end, daemon=True).start()
        for one in subscription:
            if one.id != told.reached + 1:
                told.wrong.append(f"position {one.id} followed on {told.reached}")
            told.reached = one.id


def journal(told: Told, url: str, folder: Path, number: int, until: float) -> None:
    """Keeps the journal up with the log."""
    from journey.projections.journal import open_journal
    from journey.store.log import open_log

    with open_log(url, create=False) as log, open_journal(log, folder / "cache") as kept:
        while not told.seconds or time.monotonic() < until:
            begun = time.monotonic()
            kept.catch_up(log)
            told.seconds.append(time.monotonic() - begun)
            told.reached = kept.position
            time.sleep(0.05)
