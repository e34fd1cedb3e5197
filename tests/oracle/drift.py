"""Drift of one child, the slow and obvious way: silences, long and unchanged plans, gaps, delay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from journey.domain.calendar import add_working_days, months_after, working_days_between
from journey.domain.rules import declared
from journey.domain.values import code_of
from journey.projections.drift.inactivity import PURPOSEFUL, VISITS
from journey.projections.effective import Fact
from journey.projections.one_child.facts import Child
from journey.projections.one_child.timescales import timescales_of
from tests.oracle.facts import FOREVER, all_lead, is_open_on, lead_worker, open_days, same_case, spans

Held = Sequence[tuple[str, date, date]]
"""Events of which every one is held from a day to another."""


def flags(facts: Sequence[Fact], as_at: date, held: Held | None = None) -> set[tuple[str, str, date]]:
    """Flag, step and since of the flags that rest on episodes, plans, care, visits and workers.

    Without ``held`` every event of every day is.
    """
    is_leaver = any(f.event == "CareLeaverStatusObserved" for f in facts)
    still = [first for first, last in open_days(facts) if last == FOREVER]
    found = _long_plans(facts, as_at)
    if not still and not is_leaver:
        return found
    found |= _inactivity(facts, as_at, is_leaver, held)
    found |= _allocation_gap(facts, as_at)
    return found


def _opened(facts: Sequence[Fact]) -> date:
    """The first day of the stretch that is open now; of a care leaver without one, the day first shown."""
    still = [first for first, last in open_days(facts) if last == FOREVER]
    if not still:
        return min(f.occurred_on for f in facts if f.event == "CareLeaverStatusObserved" and f.occurred_on)
    day = min(still)
    while is_open_on(facts, day - timedelta(1)):
        day -= timedelta(1)
    return day


def _inactivity(facts: Sequence[Fact], as_at: date, is_leaver: bool, held: Held | None) -> set[tuple[str, str, date]]:
    events = [f for f in facts if f.event in PURPOSEFUL or f.event == "CareLeaverContact"]
    events += [f for f in facts if f.event in VISITS and code_of(f.data.get("seen")) != "no"]
    since = max([_opened(facts), *(f.occurred_on for f in events if f.occurred_on)])
    care = any(last == FOREVER for _, last in spans(facts, "BecameLookedAfter"))
    plan = any(last == FOREVER for _, last in spans(facts, "CPPlanStarted"))
    told_by = {"AssessmentStarted", "ChildSeen", "CINVisitMade"}
    if care or plan:
        told_by = {"LACVisitMade"} if care else {"CPVisitMade"}
    elif is_leaver:
        told_by = {"LeaverVisitMade", "CareLeaverContact"}
    if held is not None:
        own = [_last_stretch(held, event, as_at) for event in told_by]
        stretches = [stretch for stretch in own if stretch]
        if not stretches:
            return set()
        last = max(last for _, last in stretches)
        since = max(since, min(first for first, to in stretches if to == last))
        as_at = last
    if care or plan:
        step, due = "protection_or_looked_after", add_working_days(since, 20)
    elif is_leaver:
        step, due = "care_leaver", since + timedelta(weeks=8)
    else:
        step, due = "other", since + timedelta(weeks=4)
    return {("inactivity", step, since)} if as_at >= due else set()


def _last_stretch(held: Held, event: str, as_at: date) -> tuple[date, date] | None:
    """The last days on end, up to the as-at day, on which an event is held: one day at a time."""
    days = {first + timedelta(n) for name, first, to in held if name == event for n in range((to - first).days + 1)}
    days = {day for day in days if day <= as_at}
    if not days:
        return None
    first = last = max(days)
    while first - timedelta(1) in days:
        first -= timedelta(1)
    return first, last


def _long_plans(facts: Sequence[Fact], as_at: date) -> set[tuple[str, str, date]]:
    plans = [first for first, last in spans(facts, "CPPlanStarted") if last == FOREVER]
    if not plans:
        return set()
    first = max(plans)
    steps = (("two_years", 24), ("protection", 18), ("protection_early", 15))
    reached = [step for step, months in steps if as_at >= months_after(first, months)]
    return {("long_plan", reached[0], first)} if reached else set()


def delay(child: Child) -> tuple[date, int, str] | None:
    """Since when anything of a child is late or overdue, by how many days at most, and how much of each."""
    late, overdue = [], []
    for one in timescales_of(child, [one for rule in declared().values() for one in rule.timescales]):
        if one.state == "late" and one.due and one.days_over is not None:
            late.append((one.due, one.days_over))
        elif one.state == "overdue" and one.due and child.told_to >= one.due:
            overdue.append((one.due, (child.told_to - one.due).days))
    if not late and not overdue:
        return None
    most = max(days for _, days in late + overdue)
    unit = "day" if most == 1 else "days"
    detail = f"{len(overdue)} overdue, {len(late)} late; at most {most} {unit} over"
    return min(due for due, _ in late + overdue), most, detail


def recorded_late(facts: Sequence[Fact], opened: date) -> tuple[date, int] | None:
    """The first day since the case opened of which something was recorded late, and the longest lag in working days."""
    late = []
    for fact in facts:
        on, known = fact.occurred_on, fact.known_on if not fact.said[0].source.file else fact.known_from
        if on and known and on >= opened and known > add_working_days(on, 5):
            late.append((on, working_days_between(on, known)))
    return (min(day for day, _ in late), max(lag for _, lag in late)) if late else None


def unchanged_over(number: int, began: date, reviews: Sequence[date], revised: Sequence[date]) -> date | None:
    """The first of the last so many reviews of a plan, where it was not revised from that day on."""
    held = sorted({day for day in reviews if day > began})
    if len(held) < number or any(day >= held[-number] for day in revised):
        return None
    return held[-number]


def _allocation_gap(facts: Sequence[Fact], as_at: date) -> set[tuple[str, str, date]]:
    if lead_worker(facts, as_at) != "unallocated":
        return set()
    since = _opened(facts)
    for said in reversed([s for s in all_lead(facts) if same_case(facts, s.on, as_at + timedelta(1))]):
        if said.worker is not None:
            break
        since = max(_opened(facts), said.on)
    return {("allocation_gap", "gap", since)} if working_days_between(since, as_at) >= 1 else set()
