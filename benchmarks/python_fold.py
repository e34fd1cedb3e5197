"""The four questions as plain Python would answer them: the oracle of the tests, child by child, over stored rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.journeys import LAST
from benchmarks.steps import Watch
from journey.projections.effective import Fact, effective_history
from journey.projections.rereferrals import period
from journey.store.log import Log, open_log
from tests.oracle import drift, facts

_AT_A_TIME = 1_000

REFERRALS = ("numerator", "denominator", "while_open", "returned_after_closure")
HANDOFFS = ("worker_handoff", "cover")
FLAGS = (
    "inactivity protection_or_looked_after",
    "inactivity care_leaver",
    "long_plan protection_early",
    "long_plan protection",
    "long_plan two_years",
    "allocation_gap gap",
)
"""What the oracle answers, of each question: less than the product does. It knows no kind of case but care and
protection, so that its limit for all others is not the product's."""


def fold(store: str, most: str) -> dict[str, Any]:
    """A step: the fold over so many children, spread over the store; all of them where there are fewer."""
    with open_log(store, create=False) as log:
        streams = [summary.stream for summary in log.streams("child")]
        chosen = streams[:: max(1, len(streams) // int(most))]
        watch = Watch()
        found = totals(log, chosen)
        return {
            **watch.told(),
            "children": len(chosen),
            "of": len(streams),
            "totals": found if len(chosen) == len(streams) else {},
        }


def totals(log: Log, streams: Sequence[str]) -> dict[str, dict[str, int]]:
    """What the children come to, under names that ``shared`` makes of the product's totals."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("caseloads", "rereferrals", "handoffs", "drift")}
    for start in range(0, len(streams), _AT_A_TIME):
        for said in log.statements(streams[start : start + _AT_A_TIME]).values():
            history = [f for f in effective_history(said, LAST, LAST) if f.stands and f.occurred_on is not None]
            counts["caseloads"].update([worker] if (worker := facts.lead_worker(history, LAST)) else [])
            counts["rereferrals"].update(_referrals(history))
            counts["handoffs"].update(kind for _, _, kind, _, _ in facts.handoffs(history))
            counts["drift"].update(f"{flag} {step}" for flag, step, _ in drift.flags(history, LAST))
    counts["drift"] = Counter({what: n for what, n in counts["drift"].items() if what in FLAGS})
    return {name: {what: n for what, n in of.items() if n} for name, of in counts.items()}


def _referrals(history: Sequence[Fact]) -> Counter[str]:
    first, last = period(None, None, LAST)
    found: Counter[str] = Counter()
    for day, answer, _, closed, was_open in facts.rereferrals(history, ("ReferralReceived",), first.min, False):
        if first <= day <= last:
            found["while_open"] += was_open
            found["denominator"] += not was_open
            found["numerator"] += answer == "yes"
            found["returned_after_closure"] += not was_open and closed is not None
    return found


def shared(found: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The part of the product's totals that the oracle answers too."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in found}
    for what, n in found["caseloads"].items():
        if what != "duty":
            counts["caseloads"][what.rsplit(" ", 1)[0]] += n
    for what, n in found["handoffs"].items():
        if (kind := what.split(" ")[0]) in HANDOFFS:
            counts["handoffs"][kind] += n
    counts["rereferrals"].update({what: n for what, n in found["rereferrals"].items() if what in REFERRALS})
    counts["drift"].update({what: n for what, n in found["drift"].items() if what in FLAGS})
    return {name: {what: n for what, n in of.items() if n} for name, of in counts.items()}
