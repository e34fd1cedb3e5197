"""Ten million events of the invented borough straight into a log: how long, how much memory, and that it verifies."""

from __future__ import annotations

import resource
import subprocess
from time import perf_counter

from journey.store.log import open_log
from tests.cli.running import PROGRAM
from tests.soak.borough_speed import EVENTS_A_CHILD
from tests.soak.said import Said, measured_on, say, store_on, table

EVENTS = 10_000_000
_BOUND = 1_024
"""MiB that no process may hold: a borough of ten times the size would hold no more."""


def run(events: int = EVENTS) -> Said:
    """Write a borough of about so many events, then verify it. Needs 10 GiB of disk."""
    about = measured_on()
    rows: list[tuple[str, float, float, int]] = []
    with store_on("SQLite") as (url, folder):
        children = str(events // EVENTS_A_CHILD)
        for what, command in (
            ("made and written", ("demo", "borough", "--children", children, "--into-store")),
            ("verified", ("verify",)),
        ):
            say(what)
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
            subprocess.run([*PROGRAM, "--store", url, *command], check=True)
            clock, after = perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            rows.append((what, cpu, clock, after.ru_maxrss // 1024))
        size = sum(path.stat().st_size for path in folder.iterdir()) / 2**30
        with open_log(url) as log:
            written = log.position()
    text = (
        *("# Ten million events", "", f"An invented borough of {int(children):,} children: {written:,} events, "),
        *(f"{size:.1f} GiB on the disk. {about}", ""),
        *table(("", "CPU seconds", "seconds by the clock", "MiB held at most by a process so far"), rows),
        *("", "Made again by `make soak PARTS=large`.", ""),
    )
    return Said("\n".join(text), written >= events * 0.9 and max(held for *_, held in rows) < _BOUND)
