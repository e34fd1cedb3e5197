"""What goes on beside the plans as happenings: who holds the case, supervision, hub meetings, complaints, SEN."""

from __future__ import annotations

from journey.demo.borough.lives import Child, Complaint, SpecialNeeds
from journey.demo.borough.telling import Telling
from journey.domain.values import Data


def tell_special_needs(telling: Telling, one: SpecialNeeds) -> None:
    """A request for an education, health and care plan."""
    key = telling.say("EHCAssessmentRequested", "ehc", one.requested_on, {"by": telling.code("ehc-requester", one.by)})
    telling.say_of(
        "EHCAssessmentDecided", key, "assessment-decided", one.decided_on, {"assess": telling.yes(one.assess)}
    )
    telling.say_of("EHCPlanRefused", key, "refused", one.refused_on)
    telling.say_of("EHCPlanIssued", key, "issued", one.issued_on, {"exception": telling.yes(one.exception)})
    for day, outcome in one.reviews:
        telling.say("EHCPlanReviewed", "ehc-review", day, {"outcome": telling.code("ehc-review-outcome", outcome)})


def tell_complaint(telling: Telling, one: Complaint) -> None:
    """A complaint through its stages."""
    key = telling.say(
        "ComplaintReceived",
        "complaint",
        one.day,
        {"by": telling.code("complainant", one.by), "about": telling.code("complaint-about", one.about)},
    )
    telling.say_of("ComplaintAnswered", key, "answered", one.answered_on, _outcome(telling, one.outcome))
    if one.stage_2_on:
        key = telling.say(
            "ComplaintInvestigationRequested",
            "complaint-investigation",
            one.stage_2_on,
            {"statement_agreed_on": one.statement_on},
        )
        telling.say_of(
            "ComplaintAdjudicated", key, "adjudicated", one.stage_2_answered_on, _outcome(telling, one.stage_2_outcome)
        )
    if one.stage_3_on:
        key = telling.say("ComplaintPanelRequested", "complaint-panel", one.stage_3_on)
        telling.say_of("ComplaintPanelHeld", key, "held", one.panel_on)
        said = _outcome(telling, one.panel_outcome)
        telling.say_of("ComplaintPanelReported", key, "reported", one.panel_reported_on, said)
        telling.say_of("ComplaintPanelAnswered", key, "answered", one.panel_answered_on, said)


def _outcome(telling: Telling, outcome: str) -> Data:
    return {"outcome": telling.code("complaint-outcome", outcome)}


def tell_work(telling: Telling, child: Child) -> None:
    """Who held the case, and what went on beside the plans."""
    for one in child.allocations:
        key = telling.say(
            "WorkerAllocated",
            "worker-allocation",
            one.started,
            {
                "worker": telling.worker(one.worker),
                "role": telling.code("worker-role", one.role),
                "hub": one.unit,
                "team": one.unit,
                "reason": telling.code("worker-reason", one.reason),
            },
        )
        telling.say_of("WorkerEnded", key, "ended", one.ended)
    reflective = (telling.yes(False), telling.yes(True))
    for held in child.supervisions:
        telling.say(
            "SupervisionHeld",
            "supervision",
            held.day,
            {
                "worker": telling.worker(held.worker),
                "supervisor": telling.worker(held.supervisor),
                "reflective": reflective[held.reflective],
            },
        )
    for decided in child.decisions:
        telling.say(
            "ManagementDecisionMade",
            "management-decision",
            decided.day,
            {"decided_by": telling.worker(decided.manager)},
        )
    for met in child.hub_meetings:
        said = {"hub": met.hub, "actions": met.actions, **telling.attending(met.agencies)}
        telling.say("DiscussedAtHubMeeting", "hub-meeting", met.day, said)
    for raised in child.challenges:
        key = telling.say(
            "ChallengeRaised",
            "challenge",
            raised.day,
            {
                "by_role": telling.code("challenge-role", raised.by),
                "stage": telling.code("challenge-stage", raised.stage),
            },
        )
        if raised.resolved_on:
            telling.say_of(
                "ChallengeResolved",
                key,
                "resolved",
                raised.resolved_on,
                {"outcome": telling.code("challenge-outcome", raised.outcome), "changed": telling.yes(raised.changed)},
            )
