"""Journeys for Hypothesis: close together in time, so that ties, overlaps and short returns are common."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from journey.projections.effective import Fact
from tests.projections.facts.building import fact

FIRST = date(2023, 12, 11)
"""Before Christmas and a leap day: bank holidays lie in most spells of cover."""

AS_AT = date(2025, 3, 31)

BORN = date(2006, 1, 10)
"""18 a month after the first day."""

WORKERS = ("w:ada", "w:ben", "w:cai")
_SPANS = (
    ("CINEpisodeOpened", "CaseClosed"),
    ("CPPlanStarted", "CPPlanEnded"),
    ("BecameLookedAfter", "CeasedLookedAfter"),
)

near = st.integers(0, 60)
far = st.integers(0, (AS_AT - FIRST).days)
days = st.one_of(near, near, far, st.sampled_from((0, 1, 365, 366, 80, 446))).map(lambda n: FIRST + timedelta(n))
worker = st.one_of(st.sampled_from(WORKERS), st.none())


@st.composite
def span(draw: st.DrawFn) -> list[Fact]:
    """Something that began, and perhaps ended."""
    opened, ended = draw(st.sampled_from(_SPANS))
    begun = draw(days)
    end = begun + timedelta(draw(st.one_of(st.integers(0, 30), st.integers(0, 500))))
    facts = [fact(opened, begun)]
    if draw(st.booleans()) and end <= AS_AT:
        facts.append(fact(ended, end, of=begun))
    return facts


@st.composite
def allocation(draw: st.DrawFn) -> list[Fact]:
    """A worker's allocation, in one of two roles, and perhaps its end."""
    begun = draw(days)
    role = draw(st.sampled_from((None, "lead worker", "consultant", "personal adviser")))
    facts = [fact("WorkerAllocated", begun, worker=draw(st.sampled_from(WORKERS)), role=role)]
    end = begun + timedelta(draw(st.integers(0, 20)))
    if draw(st.integers(0, 3)) == 0 and end <= AS_AT:
        facts.append(fact("WorkerEnded", end, of=begun))
    return facts


@st.composite
def observed(draw: st.DrawFn) -> list[Fact]:
    """What a file showed, and the day after the file before it."""
    on = draw(days)
    since = on - timedelta(draw(st.integers(0, 31))) if draw(st.booleans()) else None
    adviser = draw(st.sampled_from((None, None, "w:ada", "w:ben", "w:pat")))
    return [fact("AllocationObserved", on, worker=draw(worker), personal_adviser=adviser, known_from=since)]


@st.composite
def single(draw: st.DrawFn) -> list[Fact]:
    """A referral, contact, visit, or care leaver's status."""
    name = draw(st.sampled_from((*("ReferralReceived",) * 3, *("ContactReceived",) * 2, *_ONCE)))
    if name == "CPVisitMade":
        return [fact(name, draw(days), seen=draw(st.sampled_from(("yes", "no", None))))]
    return [fact(name, draw(days))]


_ONCE = ("CareLeaverStatusObserved", "CPVisitMade", "CPVisitMade", "ChildSeen")


@st.composite
def stood_in(draw: st.DrawFn) -> list[Fact]:
    """A worker who stood in for another for about two weeks."""
    begun, lead, cover = draw(days), *draw(st.permutations(WORKERS))[:2]
    left = begun + timedelta(draw(st.integers(1, 5)))
    back = left + timedelta(draw(st.integers(8, 20)))
    who = ((begun, lead), (left, cover), (back, lead))
    return [fact("WorkerAllocated", day, worker=worker, role=None) for day, worker in who if day <= AS_AT]


@st.composite
def reopened(draw: st.DrawFn) -> list[Fact]:
    """An episode that closed, and one that opened on that day or one of the next two, under other workers."""
    begun = draw(days)
    closed = begun + timedelta(draw(st.integers(1, 10)))
    again = closed + timedelta(draw(st.integers(0, 2)))
    before, after = draw(st.permutations(WORKERS))[:2]
    facts = [
        fact("CINEpisodeOpened", begun),
        fact("WorkerAllocated", begun, worker=before, role=None),
        fact("CaseClosed", closed, of=begun),
        fact("CINEpisodeOpened", again),
        fact("WorkerAllocated", again, worker=after, role=None),
    ]
    return [one for one in facts if one.occurred_on is not None and one.occurred_on <= AS_AT]


@st.composite
def journeys(draw: st.DrawFn) -> list[Fact]:
    """One child's history; of two facts with one key the first is kept."""
    each = (span(), allocation(), allocation(), observed(), single(), single())
    parts = draw(st.lists(st.one_of(*each, stood_in(), reopened()), max_size=12))
    kept: dict[str, Fact] = {}
    for part in parts:
        if part[0].key not in kept:
            kept |= {one.key: one for one in part}
    born = draw(st.sampled_from((None, BORN, BORN, date(2010, 1, 1))))
    registered = [] if born is None else [fact("ChildRegistered", None, date_of_birth=born)]
    return [*registered, *kept.values()]
