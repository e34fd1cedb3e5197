"""The long runs: ``python -m tests.soak.run damaged kills disposals load borough``; without a name all of these.

``damaged`` sends changed files through every importer: each number is one file, the same on every machine; a run that
was stopped goes on with ``--first``. ``kills`` and ``disposals`` end processes at random moments, ``load`` has many at
work at once; ``borough`` makes the invented borough and measures it; ``large``, when it is asked for, makes one of ten
million events. What broke a law is said on the way and leaves exit code 1; what was run goes to a report each in the
folder ``--reports``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.soak import damaged, run_borough, run_disposals, run_kills, run_large, run_load
from tests.soak.said import Said, say

REPORTS = {
    "damaged": "soak.md",
    "kills": "kills.md",
    "disposals": "disposals.md",
    "load": "load.md",
    "borough": "borough.md",
    "large": "borough_large.md",
}


def main() -> int:
    """Run the parts asked for; 1 where a law was broken."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(REPORTS))
    parser.add_argument("--count", type=int, default=20_000, help="damaged files")
    parser.add_argument("--first", type=int, default=0, help="the number of the first of them")
    parser.add_argument("--kills", type=int, default=200, help="kills on each engine")
    parser.add_argument("--seconds", type=float, default=60, help="of many at once, on each engine")
    parser.add_argument("--events", type=int, default=1_000_000, help="of the borough that is written at once")
    parser.add_argument("--reports", type=Path)
    asked = parser.parse_args()
    parts = asked.parts or [part for part in REPORTS if part != "large"]
    if unknown := [part for part in parts if part not in REPORTS]:
        parser.error(f"there is no {unknown[0]!r}: {', '.join(REPORTS)}")

    runs: dict[str, Callable[[], Said]] = {
        "damaged": lambda: damaged.run(asked.count, asked.first),
        "kills": lambda: run_kills.run(asked.kills),
        "disposals": lambda: run_disposals.run(asked.kills),
        "load": lambda: run_load.run(asked.seconds),
        "borough": lambda: run_borough.run(asked.events),
        "large": lambda: run_large.run(),
    }
    good = True
    for part in parts:
        say(f"{part} …")
        said = runs[part]()
        good = good and said.good
        if asked.reports:
            (asked.reports / REPORTS[part]).write_text(said.report, encoding="utf-8")
        say(f"{part}: {'every law held' if said.good else 'a law was broken'}")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
