"""One part of the benchmarks, run by itself: ``python -m benchmarks.journal --events 1000000``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import steps, stores
from benchmarks.tables import tables

Main = Callable[[Sequence[int]], Sequence[dict[str, Any]]]


def alone(main: Main, sizes: Sequence[int] = stores.SIZES) -> None:
    """Measure for the sizes on the command line, print the table, and say where the made-up stores are kept."""
    options = argparse.ArgumentParser(description="Measure this part alone.")
    options.add_argument("--events", type=int, nargs="+", default=sizes, help="sizes of the made-up logs")
    options.add_argument("--runs", type=int, default=steps.RUNS, help="how often each step is taken")
    asked = options.parse_args()
    steps.RUNS = asked.runs
    print(tables(main(asked.events)))
    print(f"\nThe made-up stores are kept in {stores.folder()}; python -m benchmarks.run --clear removes them.")
