"""Made-up journeys: what happens to one child at a children's service, from a chance that is handed in.

Most children are referred and assessed, and no more. Some have a plan as a child in need, fewer a protection plan, few
are looked after, and fewest leave care as young adults. The shares are not those of any authority, but every kind of
work occurs, so that every rule and every question of a case audit has something to answer.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from journey.domain.values import Data, code

FIRST, LAST = date(2013, 1, 7), date(2025, 3, 31)
"""Days on which things happen: within the years whose bank holidays are known. The last is the day asked for."""

CHILDREN_A_WORKER = 120
"""Children over all the years for each worker of an authority, so that an open caseload is about twenty."""


_NOTHING: Data = {}


class Happened(NamedTuple):
    """An event. ``of`` is the first day of what it belongs to or ends; None where the day is its own."""

    name: str
    day: date
    data: Data = _NOTHING
    of: date | None = None


Work = Generator[Happened, None, date]
"""Events, and the last day of the work that they make up."""

_SOURCES = [code(one, f"{one} - as the file says it") for one in ("1A", "2A", "3A", "3E", "5B", "5D", "6", "10")]
_YES, _NO = code("yes", "a) Yes"), code("no", "b) No")
_ALONE = [code("yes", "a) Yes, seen alone"), code("no", "b) No, with a carer")]
_NEEDS = [code(f"N{n}", f"N{n} - a category of need") for n in range(1, 9)]
_ABUSE = [code(one, f"{one} - a category of abuse") for one in ("NEG", "PHY", "EMO", "SAB")]
_CLOSED = [code(one, f"{one} - a reason for closure") for one in ("RC1", "RC7", "RC8", "RC9")]
_LEGAL = [code(one, f"{one} - a legal status") for one in ("V2", "C1", "C2", "E1")]
_PLACED = [code(one, f"{one} - a placement") for one in ("U1", "U4", "K2", "P1")]
_PLAN = code("child-in-need-plan", "c) Child in need plan")
_ASSESSING = code("open-assessment", "b) Open assessment")
_LEAVER = [code(one, f"{one} - eligibility") for one in ("relevant", "former-relevant", "qualifying")]
_LEAD = code("lead worker", "Lead worker")


class Life:
    """One child's journey as it is made up. ``workers`` is how many workers the authority has had."""

    def __init__(self, chance: Random, workers: int) -> None:
        self._chance = chance
        self._workers = workers
        self._by_hand = chance.random() < 0.3
        """Whether people record who holds the case; else a monthly file shows it."""

    def events(self) -> list[Happened]:
        """What happens up to the last day, in the order of the days."""
        day = FIRST + timedelta(self._within(1, (LAST - FIRST).days - 30))
        found = list(self._until_adult(day))
        return sorted((one for one in found if one.day <= LAST), key=lambda one: one.day)

    def _until_adult(self, day: date) -> Iterator[Happened]:
        born = day - timedelta(self._within(0, 15 * 365))
        data: Data = {"date_of_birth": born, "ethnicity": code("WBRI", "a) White British"),
                      "sex": code(*self._chance.choice([("F", "b) Female"), ("M", "a) Male")]))}  # fmt: skip
        yield Happened("ChildRegistered", day, data)
        adult = born + timedelta(18 * 365 + 5)
        for _ in range(4):
            if day >= min(adult, LAST):
                return
            day = yield from self._at_the_door(day)
            day += timedelta(self._within(40, 700))
            if self._luck(0.66):
                return

    def _at_the_door(self, day: date) -> Work:
        """A contact and what follows it; returns the last day of it."""
        source = self._chance.choice(_SOURCES)
        yield Happened("ContactReceived", day, {"source": source})
        if self._luck(0.7):
            yield Happened("ContactDecided", day + timedelta(self._within(0, 3)), of=day)
        if self._luck(0.3):
            return day
        referred = day + timedelta(self._within(0, 3))
        ended = _YES if self._luck(0.15) else _NO
        yield Happened("ReferralReceived", referred, {"source": source, "no_further_action": ended, **self._team()})
        yield Happened("ReferralDecisionMade", referred + timedelta(self._within(0, 4)), of=referred)
        if self._luck(0.8):
            yield Happened("ReferralDecisionAuthorised", referred + timedelta(self._within(0, 4)), of=referred)
        if self._luck(0.6):
            yield Happened("ReferrerInformed", referred + timedelta(self._within(1, 12)), of=referred)
        return referred if ended is _YES else (yield from self._case(referred))

    def _case(self, opened: date) -> Work:
        yield Happened("CINEpisodeOpened", opened, {"need": self._chance.choice(_NEEDS)})
        yield Happened("AssessmentStarted", opened, {"child_seen": _YES if self._luck(0.9) else _NO, **self._team()})
        yield Happened("CaseStatusObserved", opened, {"status": _ASSESSING})
        yield Happened(
            "ChildSeen", opened + timedelta(self._within(1, 20)), {"seen_alone": self._chance.choice(_ALONE)}
        )
        done = opened + timedelta(self._within(10, 80))
        helped = self._luck(0.32)
        yield Happened("AssessmentAuthorised", done, {"support_required": _YES if helped else _NO}, of=opened)
        day = done
        if helped:
            day = yield from self._in_need(done + timedelta(1))
            if self._luck(0.18):
                day = yield from self._protected(day + timedelta(self._within(1, 20)))
            if self._luck(0.11):
                day = yield from self._looked_after(day + timedelta(self._within(1, 20)))
        yield from self._held(opened, day)
        if self._luck(0.97):
            yield Happened("CaseClosed", day + timedelta(7), {"reason": self._chance.choice(_CLOSED)}, of=opened)
        return day + timedelta(7)

    def _held(self, first: date, last: date) -> Iterator[Happened]:
        """Who held the case, changing now and then."""
        day = first + timedelta(2)
        before: Data = {}
        while day <= last:
            said = before if self._luck(0.3) and before else self._team()
            before = said
            if self._by_hand:
                yield Happened("WorkerAllocated", day, {"role": _LEAD, "hub": said["team"], **said})
                if self._luck(0.08):  # somebody stands in, and the worker returns
                    yield Happened("WorkerAllocated", day + timedelta(20), {**self._team(), "hub": said["team"]})
                    yield Happened("WorkerAllocated", day + timedelta(29), {"role": _LEAD, "hub": said["team"], **said})
            elif self._luck(0.05):
                yield Happened("AllocationObserved", day, {"team": said["team"], "no_worker": "Duty"})
            else:
                yield Happened("AllocationObserved", day, said)
            day += timedelta(self._within(60, 300))

    def _in_need(self, start: date) -> Work:
        last = start + timedelta(self._within(40, 420))
        yield Happened("CINPlanStarted", start)
        yield Happened("CaseStatusObserved", start, {"status": _PLAN})
        yield from self._again("CINReviewHeld", start, last, 60, 110)
        yield from self._again("CINVisitMade", start, last, 35, 60, {"seen": _YES})
        if self._luck(0.4):
            yield Happened("PlanRevised", start + timedelta(self._within(20, 200)))
        yield Happened("CINPlanEnded", last, of=start)
        if self._luck(0.2):
            yield Happened("SteppedDown", last + timedelta(2))
        return last

    def _protected(self, start: date) -> Work:
        held = start + timedelta(self._within(9, 25))
        last = held + timedelta(self._within(80, 700))
        yield Happened("StrategyDiscussionHeld", start, {"initiates_enquiry": _YES})
        yield Happened("Section47Started", start, {"child_seen_on": start + timedelta(1), **self._team()})
        yield Happened("InitialCPConferenceHeld", held, {"plan_made": _YES})
        yield Happened("CPPlanStarted", held, {"category": self._chance.choice(_ABUSE)})
        yield from self._again("CoreGroupMet", held, last, 25, 60)
        yield from self._again("CPVisitMade", held, last, 10, 35, {"seen": _YES})
        yield from self._again("CPReviewHeld", held, last, 80, 190)
        yield Happened("CPPlanEnded", last, of=held)
        return last

    def _looked_after(self, start: date) -> Work:
        last = start + timedelta(self._within(60, 1200))
        status, kind = self._chance.choice(_LEGAL), self._chance.choice(_PLACED)
        yield Happened("BecameLookedAfter", start, {"need": self._chance.choice(_NEEDS)})
        yield Happened("LegalStatusChanged", start, {"status": status})
        yield Happened("PlacementStarted", start, {"type": kind, "intended_to_18": _NO})
        yield Happened("IROAppointed", start + timedelta(self._within(1, 8)))
        yield Happened("CarePlanMade", start + timedelta(self._within(1, 15)))
        yield Happened("PlacementPlanMade", start + timedelta(self._within(1, 8)))
        yield Happened("PEPInitiated", start + timedelta(self._within(5, 25)))
        yield from self._again("LACReviewHeld", start, last, 20, 180)
        yield from self._again("LACVisitMade", start, last, 25, 60, {"seen": _YES})
        yield from self._again("HealthAssessmentDone", start, last, 20, 370)
        moved = start + timedelta(self._within(30, 600))
        if moved < last:
            yield Happened("PlacementEnded", moved, of=start)
            yield Happened("PlacementStarted", moved, {"type": self._chance.choice(_PLACED), "intended_to_18": _YES})
        if self._luck(0.2):
            gone = start + timedelta(self._within(5, 50))
            yield Happened("WentMissing", gone)
            yield Happened("ReturnedFromMissing", gone + timedelta(2), of=gone)
            yield Happened("ReturnInterviewHeld", gone + timedelta(self._within(2, 9)), of=gone)
        yield Happened("CeasedLookedAfter", last, of=start)
        if self._luck(0.3):
            yield Happened("CareLeaverStatusObserved", last, {"eligibility": self._chance.choice(_LEAVER)})
            yield from self._again("PathwayPlanReviewed", last, last + timedelta(600), 120, 240)
            yield from self._again("CareLeaverContact", last, last + timedelta(600), 40, 90)
        return last

    def _again(
        self, name: str, first: date, last: date, least: int, most: int, data: Data = _NOTHING
    ) -> Iterator[Happened]:
        day = first + timedelta(self._within(least, most))
        while day < last:
            yield Happened(name, day, data)
            day += timedelta(self._within(least, most))

    def _team(self) -> Data:
        """A worker and the worker's team."""
        worker = self._within(0, self._workers - 1)
        return {"team": f"Hub {worker % 18 + 1}", "worker": f"w:{worker:012x}"}

    def _within(self, least: int, most: int) -> int:
        return least + int(self._chance.random() * (most - least + 1))

    def _luck(self, share: float) -> bool:
        return self._chance.random() < share
