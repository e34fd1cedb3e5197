"""Reports about the work with a child: decisions, discussions, visits, reviews, supervision, who held the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journey.demo.borough.lives import Child, ProtectionPlan, Visit
from journey.demo.files.reports.layout import Line
from journey.demo.files.reports.report import Asked
from journey.demo.files.said import DAY, shown_since

NOBODY = "Unallocated"
"""What stands in the place of a worker where nobody holds the case."""

Rows = Iterator[tuple[str, Line]]


def referral_decisions(child: Child, asked: Asked) -> Rows:
    """Referrals, with the decision, its authorisation and the word to the referrer."""
    for episode in child.episodes:
        one = episode.referral
        if not asked.holds(one.day):
            continue
        decided, authorised = asked.by_then(one.decided_on), asked.by_then(one.authorised_on)
        yield (
            "ReferralReceived",
            {
                ("ReferralReceived", DAY): one.day,
                ("ReferralDecisionMade", DAY): decided,
                ("ReferralDecisionMade", "decision"): one.decision if decided else None,
                ("ReferralDecisionMade", "decided_by"): one.decided_by if decided else None,
                ("ReferralDecisionAuthorised", DAY): authorised,
                ("ReferralDecisionAuthorised", "authorised_by"): one.authorised_by if authorised else None,
                ("ReferrerInformed", DAY): asked.by_then(one.informed_on),
            },
        )


def strategy_discussions(child: Child, asked: Asked) -> Rows:
    """Strategy discussions and who took part."""
    name = "StrategyDiscussionHeld"
    for episode in child.episodes:
        for one in episode.discussions:
            if asked.holds(one.day):
                yield (
                    name,
                    {
                        (name, DAY): one.day,
                        (name, "reasonable_cause_on"): one.cause_on,
                        (name, "initiates_enquiry"): one.initiates_enquiry,
                        (name, "attending"): one.agencies,
                        (name, "manner"): one.manner,
                    },
                )


def need_plans(child: Child, asked: Asked) -> Rows:
    """Child in need plans that were open at any time in the days covered."""
    for episode in child.episodes:
        for one in episode.need_plans:
            if one.started <= asked.last and shown_since(one.ended, asked.first, asked.made):
                yield (
                    "CINPlanStarted",
                    {
                        ("CINPlanStarted", DAY): one.started,
                        ("CINPlanEnded", DAY): asked.by_then(one.ended),
                    },
                )


def visits(child: Child, asked: Asked) -> Rows:
    """Visits of every kind that took place."""
    for episode in child.episodes:
        for plan in episode.need_plans:
            yield from _visits("CINVisitMade", plan.visits, asked)
        for protection in episode.protection_plans:
            yield from _visits("CPVisitMade", protection.visits, asked)
    for care in child.care:
        yield from _visits("LACVisitMade", care.visits, asked)
    if child.leaver is not None:
        yield from _visits("LeaverVisitMade", child.leaver.visits, asked)


def _visits(name: str, every: tuple[Visit, ...], asked: Asked) -> Rows:
    for one in every:
        if asked.holds(one.day):
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "seen"): one.seen,
                    (name, "seen_alone"): one.alone or None,
                    (name, "not_alone_reason"): one.reason or None,
                    (name, "worker"): one.worker,
                },
            )


def reviews(child: Child, asked: Asked) -> Rows:
    """Reviews that were held."""
    held: list[tuple[str, date]] = []
    for episode in child.episodes:
        held += [("CINReviewHeld", one.day) for plan in episode.need_plans for one in plan.reviews]
        held += [("CPReviewHeld", day) for plan in episode.protection_plans for day in _reviewed(plan)]
    held += [("LACReviewHeld", one.day) for care in child.care for one in care.reviews]
    held += [("PathwayPlanReviewed", day) for day in (child.leaver.reviews if child.leaver else ())]
    for name, day in held:
        if asked.holds(day):
            yield name, {(name, DAY): day}


def _reviewed(plan: ProtectionPlan) -> Iterator[date]:
    return (one.day for one in plan.reviews)


def supervision(child: Child, asked: Asked) -> Rows:
    """Case supervision."""
    name = "SupervisionHeld"
    for one in child.supervisions:
        if asked.holds(one.day):
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "worker"): one.worker,
                    (name, "supervisor"): one.supervisor,
                    (name, "reflective"): one.reflective,
                },
            )


def management_decisions(child: Child, asked: Asked) -> Rows:
    """Decisions of managers."""
    name = "ManagementDecisionMade"
    for one in child.decisions:
        if asked.holds(one.day):
            yield name, {(name, DAY): one.day, (name, "decided_by"): one.manager}


def hub_meetings(child: Child, asked: Asked) -> Rows:
    """Weekly hub meetings at which the child was discussed."""
    name = "DiscussedAtHubMeeting"
    for one in child.hub_meetings:
        if asked.holds(one.day):
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "hub"): one.hub,
                    (name, "actions"): one.actions,
                    (name, "attending"): one.agencies,
                },
            )


def allocation_history(child: Child, asked: Asked) -> Rows:
    """Every allocation that was open at any time in the days covered."""
    for one in child.allocations:
        if one.started <= asked.last and shown_since(one.ended, asked.first, asked.made):
            yield (
                "WorkerAllocated",
                {
                    ("WorkerAllocated", DAY): one.started,
                    ("WorkerAllocated", "worker"): one.worker or NOBODY,
                    ("WorkerAllocated", "team"): one.unit,
                    ("WorkerAllocated", "reason"): one.reason or None,
                    ("WorkerAllocated", "role"): one.role,
                    ("WorkerEnded", DAY): asked.by_then(one.ended),
                },
            )
