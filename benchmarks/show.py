"""One child's answer in a store of a thousand events and in one of a million: it reads that child's streams alone.

The promise: within 20 % of each other. The whole command is measured, process and all, and the reading of the child's
statements by itself, where a difference would show most.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_up import LA, fill
from benchmarks.startup import journey, process
from benchmarks.timing import in_turns, medians
from journey.domain.statements import child_stream
from journey.store.log import Log, open_log

SMALL, LARGE = 1_000, 1_000_000
COMMANDS, READS = 11, 301


def main() -> list[dict[str, object]]:
    """Median seconds in the small and in the large store, and the ratio of the two."""
    with TemporaryDirectory() as folder:
        stores = {events: Path(folder) / f"{events}.db" for events in (SMALL, LARGE)}
        children = {events: fill(store, events) for events, store in stores.items()}
        commands = {
            str(events): process(journey("show", children[events], "--store", f"sqlite:///{store}"))
            for events, store in stores.items()
        }
        logs = {events: open_log(f"sqlite:///{store}") for events, store in stores.items()}
        reads = {str(events): reading(log, children[events]) for events, log in logs.items()}
        rows = [
            row("journey show, whole process", medians(in_turns(commands, COMMANDS))),
            row("the child's statements, in process", medians(in_turns(reads, READS))),
        ]
        for log in logs.values():
            log.close()
    return rows


def reading(log: Log, child: str) -> Callable[[], object]:
    """A run that reads one child's statements from an open store."""
    return lambda: log.statements([child_stream(LA, child)])


def row(what: str, taken: dict[str, float]) -> dict[str, object]:
    """One line of the table: milliseconds in either store, and the ratio."""
    small, large = taken[str(SMALL)], taken[str(LARGE)]
    return {
        "what": what,
        f"ms, {SMALL:,} events": small * 1000,
        f"ms, {LARGE:,} events": large * 1000,
        "ratio": large / small,
        "promised": "at most 1.20",
    }
