"""All facts (spans, handoffs, visits, re-referrals), all timescales of every declared rule and all indicators of a
month, over a whole borough from a warm journal: beside pm4py, which in its time finds which event follows which.

Timescales and facts are made whole, every row with its state and the events behind it, batch by batch; as in the
product, nobody holds them all at once. Indicators are those of the last month, for all children together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.alone import alone
from benchmarks.borough import LA
from benchmarks.journeys import LAST
from benchmarks.steps import Watch, cost, in_turns, step
from benchmarks.stores import SIZES, store_of
from benchmarks.targets import Row, at_most, grown, in_memory
from benchmarks.wanted import wanted
from journey.domain.rules import declared
from journey.domain.rules.spans import SPANS
from journey.domain.timescales import rules
from journey.projections.batch import Batch
from journey.projections.batch_memory import covers
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.indicators import indicators
from journey.projections.indicators.measure import Period
from journey.projections.journal import open_journal
from journey.projections.journal.layout import layout
from journey.projections.rereferrals import referrals
from journey.projections.timescales.running import runnings
from journey.projections.timescales.spans import spans
from journey.projections.visits import visits
from journey.store.log import open_log


def main(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row per size and contestant: seconds, peak memory, what was found; then what is promised."""
    wanted("pandas", "pm4py", "pyarrow")
    rows: list[Row] = []
    promises: list[Row] = []
    taken = {}
    for events in sizes:
        store = store_of(events)
        step("journal:ready", store)
        step("pm4py_graph:prepare", store)
        found = in_turns(
            {
                "all facts, timescales and indicators": ("everything:ours", store),
                "pm4py with pandas, directly-follows graph": ("pm4py_graph:by_pandas", store),
                "pm4py with Polars, directly-follows graph": ("pm4py_graph:by_polars", store),
            }
        )
        ours, *theirs = found.values()
        if len({(one["edges"], one["pairs"]) for one in theirs}) > 1:
            raise AssertionError(f"the two graphs differ: {theirs}")
        taken[events] = ours["seconds"]
        rows += [_row(events, what, one) for what, one in found.items()]
        share = ours["seconds"] / min(one["seconds"] for one in theirs)
        promises += [
            at_most(f"all of it, of pm4py's faster graph, at {events:,}", share, 0.7),
            in_memory(ours["peak_mib"], events, "all of it"),
        ]
    return [*rows, *promises, *grown(list(sizes), taken, "all of it")]


def _row(events: int, what: str, found: dict[str, Any]) -> Row:
    told = ", ".join(f"{n:,} {name}" for name, n in found.get("found", {"pairs": found.get("pairs")}).items())
    return {"events": events, "step": what, **cost(found), "found": told}


def ours(store: str) -> dict[str, Any]:
    """A step: everything, by the product; reading its declarations is left out."""
    layout(), declared(), rules(), indicators()
    counts: Counter[str] = Counter()
    with open_log(store, create=False) as log:
        watch = Watch()
        with open_journal(log) as journal:
            for batch in journal.batches(LAST, LAST, coverage=covers(LA, LAST)):
                counts.update(everything(batch))
        return {**watch.told(), "found": dict(counts)}


def everything(batch: Batch) -> Counter[str]:
    """How many rows of what a batch comes to."""
    found: Counter[str] = Counter()
    found["spans"] = sum(spans(batch, span).height for span in SPANS.values()) + holders(batch).height
    found["handoffs"] = handoffs(batch).height
    found["visits"] = visits(batch).height
    found["referrals"] = referrals(batch).height
    for frame in runnings(batch, [one for rule in declared().values() for one in rule.timescales]):
        found["timescales"] += frame.height
    month = Period(LAST.replace(day=1), LAST)
    for one in indicators().values():
        answers = one.units(batch, month, "referrals-only").group_by("answer").len()
        found["indicator units"] += sum(answers["len"].to_list())
    return found


if __name__ == "__main__":
    alone(main)
