"""How fast the invented borough is made, and how fast it is written beside the bulk path of the same run."""

from __future__ import annotations

import gc
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from time import perf_counter, process_time

from journey.demo.borough.borough import Borough
from journey.demo.borough.happenings import Teller
from journey.store import bulk
from journey.store.log import open_log
from journey.store.placing import encoded, opener, placed
from journey.store.reading import all_rows
from journey.store.schema import EVENTS_LOCK
from tests.cli.running import PROGRAM
from tests.soak.said import say, store_on, table

EVENTS_A_CHILD = 28
_TURNS = 3
_A_TIME = 100_000
_COMPARED = (
    "Without a store it is the best of three turns. By the bulk path the very statements that the borough came to are "
    "written into another store, in the same order and transactions; its time begins with the statements and the keys "
    "there, that of the borough with nothing."
)


def speed(statements: int) -> list[str]:
    """What it costs to make so many events, to write them, and to write them alone: lines of Markdown."""
    with _uncollected():
        made = _generated()
    children = str(statements // EVENTS_A_CHILD)
    say(f"{children} children into a store")
    with store_on("SQLite") as (url, _):
        before, begun = _cpu(), perf_counter()
        subprocess.run(
            [*PROGRAM, "--store", url, "demo", "borough", "--children", children, "--into-store"], check=True
        )
        wall, cpu = perf_counter() - begun, _cpu() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        say("the same statements by the bulk path")
        with store_on("SQLite") as (other, _), _uncollected():
            events, bulk, bulk_wall = _written_again(url, other)
    rows: list[tuple[object, ...]] = [
        ("lives as events, one process, no store", *made, int(made[0] / made[1]), ""),
        ("the bulk path: the same statements ready-made, sealed, hashed and written", events, bulk, int(events / bulk),
         int(events / bulk_wall)),
        ("lives into a store, all processes together", events, cpu, int(events / cpu), int(events / wall)),
    ]  # fmt: skip
    headers = ("", "events", "CPU seconds", "events a CPU second", "events a second by the clock")
    said = (
        f"Into the store: {bulk / cpu:.2f} of the bulk path by CPU time, {bulk_wall / wall:.2f} by the clock "
        f"({wall:,.0f} s). No process held more than {peak:,} MiB."
    )
    return [*table(headers, rows), "", _COMPARED, "", said]


def _generated() -> tuple[int, float]:
    """The best of some turns: a busy machine slows each by as much as half."""
    turns = []
    for _ in range(_TURNS):
        teller, events, begun = Teller(lambda kind, name: f"{kind[0]}:{name}"), 0, process_time()
        for child in Borough().lives():
            events += len(teller.tell(child))
        turns.append((events, process_time() - begun))
    return min(turns, key=itemgetter(1))


def _written_again(url: str, other: str) -> tuple[int, float, float]:
    """Write what a store holds into another, in the same transactions: what any import of it would have to pay.

    The events, and the time by processor and by the clock; keys and statements are ready before it is taken.
    """
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
    return events, cpu, wall


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
