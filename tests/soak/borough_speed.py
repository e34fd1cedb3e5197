"""How fast the invented borough is made, and how fast it is written beside the bulk path of the same run."""

from __future__ import annotations

import gc
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from operator import attrgetter
from time import perf_counter, process_time
from typing import NamedTuple

from journey.demo.borough.borough import Borough
from journey.demo.borough.happenings import Teller
from journey.store import bulk
from journey.store.log import open_log
from journey.store.placing import encoded, opener, placed
from journey.store.reading import all_rows
from journey.store.schema import EVENTS_LOCK
from tests.cli.running import PROGRAM
from tests.soak.said import say, store_on, table

EVENTS_A_CHILD = 30
MADE, SHARE = 200_000, 0.6
"""What has to be reached: events a second without a store, and of the speed of the bulk path with one."""
_RUNS = 3
_A_TIME = 100_000
_COMPARED = (
    "Lives as events are made by one process, without a store. The bulk path writes the very statements that the "
    "borough came to into another store, in the same order and transactions: its time begins with statements and keys "
    "there, that of the borough with nothing. Seconds are those of all processes together; in brackets by the clock, "
    "on a machine that others used too."
)


class Took(NamedTuple):
    """Events, and the seconds by processor and by the clock that they took."""

    events: int
    cpu: float
    clock: float

    def __str__(self) -> str:
        """Events a second."""
        return f"{self.events / self.cpu:,.0f} ({self.events / self.clock:,.0f})"


def speed(statements: int) -> tuple[list[str], bool]:
    """What it costs to make so many events, to write them, and to write them alone: Markdown, and whether it is enough.

    It is where the best of some runs is: a busy machine slows each by as much as half.
    """
    runs = [_run(number, statements) for number in range(1, _RUNS + 1)]
    rows: list[tuple[object, ...]] = [
        (f"run {number}", made, alone, into, f"{alone.cpu / into.cpu:.2f} ({alone.clock / into.clock:.2f})")
        for number, (made, alone, into, _) in enumerate(runs, start=1)
    ]
    *_, into, peak = runs[0]  # what is started later is counted with what this process held by then
    headers = ("events a second", "made", "the bulk path", "made and written", "of the bulk path")
    good = any(made.events / made.cpu >= MADE for made, *_ in runs)
    good = good and any(alone.cpu / into.cpu >= SHARE for _, alone, into, _ in runs)
    held = f"{into.events:,} events; no process held more than {peak:,} MiB."
    return [*table(headers, rows), "", _COMPARED, "", held], good


def _run(number: int, statements: int) -> tuple[Took, Took, Took, int]:
    """What was made without a store, written by the bulk path, and made and written; the most that a process held."""
    say(f"run {number}: made, without a store")
    with _uncollected():
        made = _made()
    children = str(statements // EVENTS_A_CHILD)
    say(f"run {number}: {children} children into a store")
    with store_on("SQLite") as (url, _), store_on("SQLite") as (other, _):
        before, begun = _cpu(), perf_counter()
        subprocess.run(
            [*PROGRAM, "--store", url, "demo", "borough", "--children", children, "--into-store"], check=True
        )
        clock, cpu = perf_counter() - begun, _cpu() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        say(f"run {number}: the same statements by the bulk path")
        with _uncollected():
            alone = _written_again(url, other)
    return made, alone, Took(alone.events, cpu, clock), peak


def _made() -> Took:
    teller, events, begun, clock = Teller(lambda kind, name: f"{kind[0]}:{name}"), 0, process_time(), perf_counter()
    for child in Borough().lives():
        events += len(teller.tell(child))
    return Took(events, process_time() - begun, perf_counter() - clock)


def _written_again(url: str, other: str) -> Took:
    """Write what a store holds into another; keys and statements are ready before time is taken."""
    events, cpu, wall = 0, 0.0, 0.0
    with open_log(url) as log, open_log(other) as copy:
        for recorded_at, rows in groupby(all_rows(log.database), attrgetter("recorded_at")):
            while some := list(islice(rows, _A_TIME)):
                streams = {row.stream for row in some}
                log.keyring.forget()
                log.keyring.load(streams)
                said = [placed(row, opener(row.stream, log.keyring)) for row in some]
                copy.keyring.forget()
                copy.keyring.ensure(streams)
                begun, clock = process_time(), perf_counter()
                with copy.database.writing(EVENTS_LOCK) as connection:
                    made = (encoded(one, one.version, copy.keyring) for one in said)
                    bulk.append(connection, bulk.last_place(connection), made, recorded_at)
                cpu, wall = cpu + process_time() - begun, wall + perf_counter() - clock
                events += len(said)
    return Took(events, cpu, wall)


def _cpu() -> float:
    """Of processes that were started and have ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
