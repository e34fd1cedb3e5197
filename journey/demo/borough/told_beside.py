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
    allocated = telling.kept[_allocated]
    for one in child.allocations:
        said = allocated[one.worker, one.role, one.unit, one.reason]
        key = telling.say("WorkerAllocated", "worker-allocation", one.started, said)
        telling.say_of("WorkerEnded", key, "ended", one.ended)
    supervised = telling.kept[_supervised]
    for held in child.supervisions:
        said = supervised[held.worker, held.supervisor, held.reflective]
        telling.say("SupervisionHeld", "supervision", held.day, said)
    decides = telling.kept[_decided]
    for decided in child.decisions:
        telling.say("ManagementDecisionMade", "management-decision", decided.day, decides[(decided.manager,)])
    discussed = telling.kept[_discussed]
    for met in child.hub_meetings:
        said = discussed[met.hub, met.actions, met.agencies]
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


def _allocated(telling: Telling, worker: str, role: str, unit: str, reason: str) -> Data:
    return {
        "worker": telling.worker(worker),
        "role": telling.code("worker-role", role),
        "hub": unit,
        "team": unit,
        "reason": telling.code("worker-reason", reason),
    }


def _supervised(telling: Telling, worker: str, supervisor: str, reflective: bool) -> Data:
    return {
        "worker": telling.worker(worker),
        "supervisor": telling.worker(supervisor),
        "reflective": telling.yes(reflective),
    }


def _decided(telling: Telling, manager: str) -> Data:
    return {"decided_by": telling.worker(manager)}


def _discussed(telling: Telling, hub: str, actions: int, agencies: tuple[str, ...]) -> Data:
    return {"hub": hub, "actions": actions, **telling.attending(agencies)}
