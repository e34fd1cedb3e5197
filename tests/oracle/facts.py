"""Re-referrals, handoffs and holders for one child, the slow and obvious way, for comparison with the columns.

Every function takes the effective history of one child: facts that stand, cut at the as-at day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journey.domain.calendar import birthday, months_after, working_days_between
from journey.domain.facts import thing_of
from journey.domain.values import code_of
from journey.projections.batch import rank_in_day
from journey.projections.effective import Fact

FOREVER = date(2200, 1, 1)
CASES = {
    "CINEpisodeOpened": "CaseClosed",
    "CPPlanStarted": "CPPlanEnded",
    "BecameLookedAfter": "CeasedLookedAfter",
}


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """The dated facts by day, events of one day in their fixed order, then by key."""
    return sorted((f for f in facts if f.occurred_on), key=lambda f: (_on(f), rank_in_day(f.event), f.key))


def _on(fact: Fact) -> date:
    assert fact.occurred_on is not None
    return fact.occurred_on


def spans(facts: Sequence[Fact], opened: str) -> list[tuple[date, date]]:
    """First and last day of everything of a kind; for ever while nothing ended it."""
    found = []
    for begun in facts:
        if begun.event == opened:
            ends = [_on(end) for end in facts if end.event == CASES[opened] and thing_of(end.key) == begun.key]
            found.append((_on(begun), ends[0] if ends else FOREVER))
    return found


def open_days(facts: Sequence[Fact]) -> list[tuple[date, date]]:
    """All spans that make a case; care that led to leaving care never ends."""
    leaver = any(f.event == "CareLeaverStatusObserved" for f in facts)
    found = []
    for opened in CASES:
        for first, last in spans(facts, opened):
            found.append((first, FOREVER if leaver and opened == "BecameLookedAfter" else last))
    return found


def is_open_on(facts: Sequence[Fact], day: date) -> bool:
    return any(first <= day <= last for first, last in open_days(facts))


def same_case(facts: Sequence[Fact], one: date, other: date) -> bool:
    """Whether no case ended, with nothing open the day after, from one day to just before the other."""
    ends = {last for _, last in open_days(facts) if one <= last < other}
    return all(is_open_on(facts, end + timedelta(1)) for end in ends)


def referred_on(facts: Sequence[Fact], opened: date) -> date:
    """The day of the referral that opened an episode, where that came up to three days after; else its own."""
    about = [_on(f) for f in facts if f.event == "ReferralReceived" and abs((_on(f) - opened).days) <= 3]
    return max(opened, min(about, default=opened))


# Re-referrals


def rereferrals(
    facts: Sequence[Fact], counted: Sequence[str], covered_from: date, ignore_open: bool
) -> list[tuple[date, str, date | None, date | None, bool]]:
    """Day, answer, previous referral, closure before, whether the case was open; of each day with a referral."""
    days = sorted({_on(f) for f in facts if f.event in counted})
    episodes = spans(facts, "CINEpisodeOpened")
    open_then = {
        day: not ignore_open and any(referred_on(facts, first) < day < last for first, last in episodes) for day in days
    }
    found = []
    for day in days:
        earlier = [d for d in days if d < day <= months_after(d, 12) and not open_then[d]]
        closed = [_on(f) for f in facts if f.event == "CaseClosed" and _on(f) <= day <= months_after(_on(f), 12)]
        answer = "no"
        if not open_then[day]:
            looked_back = day - timedelta(1)
            while months_after(looked_back - timedelta(1), 12) >= day:
                looked_back -= timedelta(1)
            answer = "yes" if earlier else "no" if looked_back >= covered_from else "cannot tell"
        found.append((day, answer, max(earlier, default=None), max(closed, default=None), open_then[day]))
    return found


# Who led, and when that changed


@dataclass
class Said:
    """One thing said about the lead worker."""

    on: date
    exact: bool
    since: date
    worker: str | None


def lead(facts: Sequence[Fact]) -> Iterator[Said]:
    """What is said about the lead worker, in order."""
    adult = grown_up_on(facts)
    recorded = [
        f
        for f in facts
        if f.event == "WorkerAllocated"
        and code_of(f.data.get("role")) in (None, "lead worker", *(("personal adviser",) if _on(f) >= adult else ()))
    ]
    exact_days = {_on(f) for f in recorded}
    holds = None
    keys = {f.key for f in recorded}
    for f in in_order(facts):
        worker = f.data.get("worker")
        who = worker if isinstance(worker, str) else None
        if f.event == "WorkerAllocated" and f.key in keys:
            holds = f.key
            yield Said(_on(f), True, _on(f), who)
        elif f.event == "WorkerEnded" and thing_of(f.key) == holds:
            exact_days.add(_on(f))
            yield Said(_on(f), True, _on(f), None)
    yield from ()


def grown_up_on(facts: Sequence[Fact]) -> date:
    """The 18th birthday, as registered; the last of days where none is."""
    born = [f.data.get("date_of_birth") for f in facts if f.event == "ChildRegistered"]
    return next((birthday(day, 18) for day in born if isinstance(day, date)), date.max)


def all_lead(facts: Sequence[Fact]) -> list[Said]:
    """Recorded and shown: a file says nothing new of a day on which something was recorded."""
    recorded = list(lead(facts))
    days = {said.on for said in recorded}
    shown = []
    for f in facts:
        if f.event == "AllocationObserved" and _on(f) not in days:
            worker = f.data.get("personal_adviser") if _on(f) >= grown_up_on(facts) else None
            worker = worker or f.data.get("worker")
            shown.append(Said(_on(f), False, f.known_from or date.min, worker if isinstance(worker, str) else None))
    return sorted([*recorded, *shown], key=lambda said: said.on)


def worker_changes(facts: Sequence[Fact]) -> list[tuple[date, date | None, str, str]]:
    """Day, first possible day (None: exact), worker before and after; within one case."""
    last: Said | None = None
    unsure_since: date | None = None
    found = []
    for said in all_lead(facts):
        if said.worker is None:
            if last is not None and unsure_since is None:
                unsure_since = said.since
            continue
        if last is not None and last.worker is not None and said.worker != last.worker:
            if same_case(facts, last.on, said.on):
                shown_to = last.on if last.exact else last.on + timedelta(1)
                first = min(said.on, max(shown_to, unsure_since or said.since))
                found.append((said.on, None if said.exact else first, last.worker, said.worker))
        last, unsure_since = said, None
    return found


def handoffs(facts: Sequence[Fact]) -> list[tuple[date, date | None, str, str, str]]:
    """Day, first possible day, kind (``worker_handoff`` or ``cover``), worker before and after."""
    todo = worker_changes(facts)
    found = []
    while todo:
        left, lead_worker = todo[0][0], todo[0][2]
        spell = 0
        for number, (day, first, _, to) in enumerate(todo):
            if first is not None or working_days_between(left, day) > 10:
                break
            if to == lead_worker:
                spell = number + 1
                break
        day, first, before, after = todo[0]
        found.append((day, first, "cover" if spell else "worker_handoff", before, after))
        todo = todo[spell or 1 :]
    return found


def lead_worker(facts: Sequence[Fact], as_at: date) -> str | None:
    """Who leads the case on a day: nobody if none is open, else a worker or unallocated."""
    leaver = any(f.event == "CareLeaverStatusObserved" for f in facts)
    if not leaver and not any(last == FOREVER for _, last in open_days(facts)):
        return None
    said = [s for s in all_lead(facts) if same_case(facts, s.on, as_at + timedelta(1))]
    return (said[-1].worker if said else None) or "unallocated"
