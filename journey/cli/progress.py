"""A progress bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

QUIET_FOR = 2.0
"""Seconds in which nothing is shown: what is done by then needs no bar."""

Step = Callable[[int, int], None]


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """A function to call with what is done and what there is to do; it shows a bar once the work takes a while."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    started = monotonic()
    bar = None

    def step(done: int, of: int) -> None:
        nonlocal bar
        if bar is None:
            if monotonic() - started < QUIET_FOR:
                return
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.start()
            bar.add_task(what, total=of)
        bar.update(bar.tasks[0].id, completed=done, total=of)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()
