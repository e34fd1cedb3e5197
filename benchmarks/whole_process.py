"""A question over a borough of 200,000 events from a warm journal, as a person waits for it: the whole command."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.alone import alone
from benchmarks.commands import waited
from benchmarks.steps import step
from benchmarks.stores import store_of
from benchmarks.targets import Row, at_most

EVENTS = 200_000
QUESTIONS = ("caseloads", "rereferrals", "handoffs", "drift")


def main(sizes: Sequence[int] = (EVENTS,)) -> list[Row]:
    """One row per size and question: seconds, peak memory, and what is promised at 200,000."""
    rows: list[Row] = []
    for events in sizes:
        store = store_of(events)
        step("journal:ready", store)
        for name, one in waited({name: (name,) for name in QUESTIONS}, store).items():
            promised = at_most(f"{name} at {events:,}", one["seconds"], 1, " s")
            rows.append({**promised, "cpu": one["cpu"], "MiB": one["MiB"]})
    return rows


if __name__ == "__main__":
    alone(main, (EVENTS,))
