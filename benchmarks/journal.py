"""The journal of a made-up borough: made from the store, and caught up with a day's work of 1,000 new events.

Making it, by as many processes as the command line would start, is compared with iterating the raw rows of the log.
Memory is that of all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks import borough
from benchmarks.alone import alone
from benchmarks.steps import Watch, cost, in_turns, step
from benchmarks.stores import SIZES, copied, disk_use, store_of
from benchmarks.targets import Row, at_least, at_most, grown, in_memory, no_promise
from journey.cli.machine import processes
from journey.projections.journal import open_journal, rebuild
from journey.store.log import open_log

A_DAY = 1_000


def main(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row per size and step: statements, seconds, statements a second, peak memory; then what is promised."""
    rows: list[Row] = []
    promises: list[Row] = []
    made = {}
    for events in sizes:
        store = store_of(events)
        found = in_turns({"iterate": ("journal:iterate", store), "make": ("journal:make", store)})
        made[events] = found["make"]["seconds"]
        with copied(store) as copy:
            step("journal:make", copy)
            step("journal:add", copy)
            found["catch up"] = step("journal:catch_up", copy)
        rows += [_row(events, what, one) for what, one in found.items()]
        promises += [
            at_least(f"making, of iterating, at {events:,}", found["iterate"]["seconds"] / made[events], 0.25),
            at_most(f"catching up {A_DAY:,} on {events:,}", found["catch up"]["seconds"], 1, " s"),
            no_promise(f"GiB on disk at {events:,}, store, keys and journal", disk_use(store) / (1 << 30)),
            in_memory(found["make"]["peak_mib"], events, "making"),
        ]
    return [*rows, *promises, *grown(list(sizes), made, "making")]


def _row(events: int, what: str, found: dict[str, Any]) -> Row:
    a_second = round(found["statements"] / found["seconds"])
    return {"events": events, "step": what, "statements": found["statements"], **cost(found), "a second": a_second}


def iterate(store: str) -> dict[str, Any]:
    """A step: every raw row of the log."""
    with open_log(store, create=False) as log:
        watch = Watch()
        number = sum(1 for _ in log.all_rows())
        return {**watch.told(), "statements": number}


def make(store: str) -> dict[str, Any]:
    """A step: the journal, from the first position."""
    with open_log(store, create=False) as log:
        watch = Watch()
        with rebuild(log, processes=processes()) as journal:
            return {**watch.told(), "statements": journal.manifest.rows}


def ready(store: str) -> dict[str, Any]:
    """A step: the journal as it is, made if there is none, for those who read a warm one."""
    return catch_up(store)


def add(store: str) -> dict[str, Any]:
    """A step: a day's work, into the store alone."""
    with open_log(store, create=False) as log:
        children = log.position() // (2 * borough.STATEMENTS_A_CHILD)
        said = borough.a_day_s_work(A_DAY, children)
        watch = Watch()
        borough.add(log, said)
        return {**watch.told(), "statements": len(said)}


def catch_up(store: str) -> dict[str, Any]:
    """A step: the journal opened, which takes in what is new."""
    with open_log(store, create=False) as log:
        watch = Watch()
        with open_journal(log, processes=processes()) as journal:
            return {**watch.told(), "statements": journal.manifest.in_tails}


if __name__ == "__main__":
    alone(main)
