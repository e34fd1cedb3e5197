"""Many at once on one store for a while, and what must hold afterwards.

The laws: whatever was acknowledged stands where it was said to stand, and nothing else was written; every correction of
what all of them correct is based on the one before it, so that nobody overwrote what they had not seen; a follower gets
every position once and in order; the journal that was kept up meanwhile is the one that is made at once; no deadlock;
what was shown once is never gone again; the chain verifies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import monotonic

import journey
from journey.domain.statements import child_stream
from journey.projections.journal import open_journal, rebuild
from journey.store.log import open_log
from tests.cli.running import journey as run
from tests.journey.commands import APRIL, MARCH, SAMPLES, import_sample
from tests.journey.held import start_import, until_held
from tests.soak.member import SHARED, Member, Told, follower, importer, journal, member, person, reader
from tests.soak.victim import FIRST, LA

_LOADED_ONCE = ["journey.store.log", "journey.store.recorder", "journey.cli.main", "journey.importers.annex_a"]
"""What every process needs. Not polars: it has threads, and a process with threads must not be copied."""

Accounts = dict[str, list[Told]]
"""What each member told, by its work."""


@dataclass(frozen=True)
class Load:
    """So many at once: people who record and correct, imports, readers; always a follower and a journal."""

    people: int
    imports: int
    readers: int
    seconds: float

    @property
    def crowd(self) -> list[tuple[Member, int]]:
        """Everybody, numbered."""
        counts = ((person, self.people), (importer, self.imports), (reader, self.readers), (follower, 1), (journal, 1))
        return [(work, number) for work, count in counts for number in range(count)]


def work(load: Load, url: str, folder: Path) -> Accounts:
    """Let everybody work on a fresh store. ``folder`` takes files and the journal."""
    with journey.open_log(url, by="Ruth Vale", create=True) as log:
        log.record("ContactReceived", SHARED, on=FIRST, source="6", new=True, la=LA)
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED_ONCE)
    barrier = context.Barrier(len(load.crowd))
    under_way = []
    for which, number in load.crowd:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=member, args=(which, barrier, there, url, folder, number, load.seconds))
        process.start()
        there.close()
        under_way.append((which, process, here))
    accounts: Accounts = {}
    for which, process, here in under_way:
        try:
            told = here.recv()
        except EOFError:
            told = Told(wrong=[f"{which.__name__} ended without a word"])
        accounts.setdefault(which.__name__, []).append(told)
        process.join()
    return accounts


def wrong(url: str, folder: Path, accounts: Accounts) -> Iterator[str]:
    """Which laws were broken."""
    everybody = [told for of in accounts.values() for told in of]
    yield from (one for told in everybody for one in told.wrong)
    with open_log(url, create=False) as log:
        yield from (f"does not verify: {problem}" for problem in log.verify().problems)
        written = 1 + sum(told.written for told in everybody)
        if written != log.position():
            yield f"{written:,} were acknowledged, and the log goes up to {log.position():,}"
        rows = {row.position: row for row in log.all_rows()}
        for one in (one for told in accounts["person"] for one in told.acknowledged):
            row = rows[one[0]]
            if [row.stream, row.version, row.name] != one[1:4]:
                yield f"acknowledged {one}, and there is {row.stream} {row.version} {row.name}"
        stream = child_stream(LA, SHARED)
        first, *corrections = log.statements([stream])[stream]
        version, value = first.version, first.data["source"]
        for said in corrections:
            if (said.data["based_on"], said.data["old"]) != (version, value):
                yield f"version {said.version} overwrote {value}, of version {version}, unseen: {said.data}"
            version, value = said.version, said.data["value"]
        if not corrections:
            yield "nobody corrected anything"
        [followed] = accounts["follower"]
        if not followed.reached:
            yield "the follower got nothing"
        with open_journal(log, folder / "cache") as kept, rebuild(log, folder / "again") as made:
            if kept.digest() != made.digest():
                yield "the journal is not what it would be if it were made at once"


def shows_beside_an_import(url: str, folder: Path, times: int) -> tuple[list[float], list[float]]:
    """Seconds that ``show`` takes, first with nobody beside it, then while an import stands in its transaction."""
    import_sample(url, MARCH, into=folder)
    alone = [_shown(url) for _ in range(times + 1)][1:]
    held = start_import(url, SAMPLES[APRIL], APRIL, hold_at=100, rejects=folder / "rejects.csv")
    until_held(held)
    beside = [_shown(url) for _ in range(times)]
    assert held.poll() is None
    held.communicate("\n", timeout=60)
    assert held.returncode == 0
    return alone, beside


def _shown(url: str) -> float:
    begun = monotonic()
    done = run("show", "1000504", "--format", "json", store=url)
    assert done.exit_code == 0, done.stderr
    return monotonic() - begun


def latencies(seconds: list[float]) -> tuple[float, float]:
    """The median, and the longest."""
    return median(seconds), max(seconds)
