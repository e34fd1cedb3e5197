"""Times of things that are compared: run in turns, so that a busy moment of the machine falls on all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def in_turns(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, list[float]]:
    """Seconds of each run, in the order taken. Every run is called once beforehand, unmeasured."""
    for run in runs.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            started = perf_counter()
            run()
            seconds[name].append(perf_counter() - started)
    return seconds


def medians(seconds: Mapping[str, list[float]]) -> dict[str, float]:
    """The median seconds of each run."""
    return {name: median(taken) for name, taken in seconds.items()}
