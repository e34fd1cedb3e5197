"""The journal of a made-up borough: made from the store, caught up with a day's work, read whole.

Making it is compared with iterating the raw rows of the log; each step is a process of its own, so that its peak of
memory is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import borough
from journey.projections.batch_memory import covers
from journey.projections.journal import Journal, open_journal
from journey.store.log import Log, open_log

STATEMENTS = 1_000_000
A_DAY = 1_000

QUESTIONS = (
    (("ReferralReceived",), ("source",)),
    (("AllocationObserved",), ("team", "worker")),
    (("CINEpisodeOpened", "CaseClosed"), ()),
    (("ChildSeen",), ()),
)
"""What the four questions of a case audit select."""


def main(statements: int = STATEMENTS) -> list[dict[str, object]]:
    """One row per step: seconds, rows a second, peak memory in MiB."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "journey.db"
        borough.fill(store, statements)
        rows = [
            _in_a_process(store, step) for step in ("iterate", "make", "select", "select", "add", "catch_up", "select")
        ]
    raw, made = rows[0]["seconds"], rows[1]["seconds"]
    assert isinstance(raw, float)
    assert isinstance(made, float)
    return [*rows, {"step": "making against iterating", "share": raw / made, "aim": "at least 0.25"}]


def _in_a_process(store: Path, step: str) -> dict[str, object]:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.journal", step, str(store)], check=True, capture_output=True, text=True
    )
    row: dict[str, object] = json.loads(told.stdout)
    return row


def step(name: str, store: Path) -> dict[str, object]:
    """Do one step and measure it."""
    with open_log(str(store), create=False) as log:
        log.position()
        if name == "select":
            with open_journal(log) as journal:
                started = perf_counter()
                held = _select(journal)
                seconds = perf_counter() - started
        else:
            started = perf_counter()
            held = _STEPS[name](log)
            seconds = perf_counter() - started
    return {
        "step": name,
        "statements": held,
        "seconds": seconds,
        "a second": round(held / seconds),
        "peak MiB": _peak(),
    }


def _iterate(log: Log) -> int:
    return sum(1 for _ in log.all_rows())


def _make(log: Log) -> int:
    with open_journal(log) as journal:
        return journal.manifest.rows


def _add(log: Log) -> int:
    borough.add(log, borough.a_day_s_work(log, A_DAY, log.position() // borough.STATEMENTS_A_CHILD))
    return A_DAY


def _catch_up(log: Log) -> int:
    with open_journal(log) as journal:
        return journal.manifest.in_tails


def _select(journal: Journal) -> int:
    coverage = covers(borough.LA, borough.LAST)
    found = 0
    for batch in journal.batches(borough.LAST, borough.LAST, coverage=coverage):
        for events, fields in QUESTIONS:
            found += batch.select(events, *fields).height
    return found


_STEPS = {"iterate": _iterate, "make": _make, "add": _add, "catch_up": _catch_up}


def _peak() -> int:
    """The most memory that this process has held, in MiB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(step(sys.argv[1], Path(sys.argv[2]))))
    else:
        for line in main(int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS):
            print(" · ".join(f"{key} {value}" for key, value in line.items()))
