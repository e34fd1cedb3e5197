"""One child's answer in a borough's store, where things stand and why: whole commands, process and all.

They read the child's own streams, so that the size of the store must not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.alone import alone
from benchmarks.commands import waited
from benchmarks.stores import SIZES, store_of
from benchmarks.targets import Row, at_most
from journey.domain.statements import split_stream
from journey.store.log import open_log


def main(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row per size and command: seconds, peak memory; then what is promised."""
    rows: list[Row] = []
    promises: list[Row] = []
    for events in sizes:
        store = store_of(events)
        child = _child(store)
        found = waited({"show": ("show", child), "why": ("why", child)}, store)
        rows += [{"events": events, "command": name, **one} for name, one in found.items()]
        promises.append(at_most(f"show at {events:,}", found["show"]["seconds"], 0.6, " s"))
    return [*rows, *promises]


def _child(store: Path) -> str:
    """The id of a child whom the middle of the log speaks of."""
    with open_log(str(store), create=False) as log:
        middle = log.position() // 2
        return split_stream(next(log.all_rows(after=middle)).stream)[2]


if __name__ == "__main__":
    alone(main)
