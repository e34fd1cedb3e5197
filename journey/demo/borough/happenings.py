"""Lives as happenings, kind after kind."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from journey.demo.borough.lives import Child
from journey.demo.borough.telling import Happening, Refer, Telling
from journey.demo.borough.told_beside import tell_complaint, tell_special_needs, tell_work
from journey.demo.borough.told_in_care import tell_care, tell_leaver, tell_missing
from journey.demo.borough.told_in_need import tell_episode
from journey.demo.borough.told_passed_on import tell_passed_on
from journey.domain.values import Data

TOLD: Final = (
    "AdoptionDecisionMade", "AdoptionOrderGranted", "AssessmentAuthorised", "AssessmentDelayExplained",
    "AssessmentStarted", "BecameLookedAfter", "CINEpisodeOpened", "CINPlanEnded", "CINPlanStarted", "CINReviewHeld",
    "CINVisitMade", "CPCategoryObserved", "CPPlanEnded", "CPPlanStarted", "CPReviewHeld", "CPVisitMade",
    "CareLeaverContact", "CareLeaverStatusObserved", "CarePlanMade", "CareProceedingsConcluded",
    "CareProceedingsIssued", "CaseClosed", "CeasedLookedAfter", "ChallengeRaised", "ChallengeResolved",
    "ComplaintAdjudicated", "ComplaintAnswered", "ComplaintInvestigationRequested", "ComplaintPanelAnswered",
    "ComplaintPanelHeld", "ComplaintPanelReported", "ComplaintPanelRequested", "ComplaintReceived", "ContactDecided",
    "ContactReceived", "CoreGroupMet", "DentalCheckDone", "DiscussedAtHubMeeting", "EHCAssessmentDecided",
    "EHCAssessmentRequested", "EHCPlanIssued", "EHCPlanRefused", "EHCPlanReviewed", "EarlyHelpAssessmentCompleted",
    "EarlyHelpAssessmentStarted", "FamilyInformedOfNextAgency", "HandoverMade", "HealthAssessmentDone",
    "HealthOutcomesObserved", "HubTransferAgreed", "HubTransferRefused", "HubTransferred", "IROAppointed",
    "IROContactMade", "InitialCPConferenceHeld", "LACReviewHeld", "LACVisitMade", "LeaverAccommodationStarted",
    "LeaverVisitMade", "LegalStatusChanged", "LegalStatusEnded", "ManagementDecisionMade", "MatchedForAdoption",
    "NextAgencyAnswered", "PEPInitiated", "PEPReviewed", "PathwayNeedsAssessed", "PathwayPlanMade",
    "PathwayPlanReviewed", "PermanencePlanAgreed", "PlacedForAdoption", "PlacementEnded", "PlacementOrderMade",
    "PlacementPlanMade", "PlacementStarted", "ReferralDecisionAuthorised", "ReferralDecisionMade", "ReferralReceived",
    "ReferrerInformed", "ReturnInterviewHeld", "ReturnInterviewOffered", "ReturnedFromMissing", "Section47Concluded",
    "Section47Started", "SteppedDown", "SteppedUp", "StrategyDiscussionHeld", "SupervisionHeld", "ViewsRecorded",
    "WentMissing", "WorkerAllocated", "WorkerEnded",
)  # fmt: skip
"""Every event that a life may hold, beside who the child is."""


class Teller:
    """Tells one life after another."""

    def __init__(self, refer: Refer) -> None:
        self._telling = Telling(refer)
        self.code = self._telling.code

    def tell(self, child: Child) -> list[Happening]:
        """Everything that happened to a child; first who the child is."""
        to = self._telling
        to.begin()
        to.found.append(Happening("ChildRegistered", "person", _first(child), self.person(child)))
        source, decided = to.kept[_source], to.kept[_decided]
        for contact in child.contacts:
            key = to.say("ContactReceived", "contact", contact.day, source[(contact.source,)])
            said = decided[contact.outcome, contact.decided_by]
            to.say_of("ContactDecided", key, "decided", contact.decided_on, said)
        for one in child.early_help:
            key = to.say("EarlyHelpAssessmentStarted", "early-help", one.started, {"organisation": one.organisation})
            to.say_of("EarlyHelpAssessmentCompleted", key, "completed", one.completed)
        for episode in child.episodes:
            tell_episode(to, episode)
        for period in child.care:
            tell_care(to, period)
        for missing in child.missing:
            tell_missing(to, missing)
        if child.leaver:
            tell_leaver(to, child.leaver)
        if child.sen:
            tell_special_needs(to, child.sen)
        for complaint in child.complaints:
            tell_complaint(to, complaint)
        tell_work(to, child)
        tell_passed_on(to, child)
        return to.found

    def person(self, child: Child) -> Data:
        """Who the child is, as the record holds it at the end."""
        to = self._telling
        said: dict[str, Any] = {
            "sex": to.code("sex", child.sex),
            "ethnicity": to.code("ethnicity", child.ethnicity),
            "expected_birth_date" if child.unborn else "date_of_birth": child.born,
            "disability": to.yes(bool(child.disabilities)),
            "family": to.refer("family", child.family),
        }
        if child.disabilities:
            said["disabilities"] = [to.code("disability", one) for one in child.disabilities]
        if child.upn:
            said["upn"] = child.upn
        if child.asylum_seeking:
            said["unaccompanied"] = to.yes(True)
        return said


def _source(telling: Telling, source: str) -> Data:
    return {"source": telling.code("referral-source", source)}


def _decided(telling: Telling, outcome: str, by: str) -> Data:
    return {"outcome": telling.code("contact-outcome", outcome), "decided_by": telling.worker(by)}


def _first(child: Child) -> date:
    """The first day on which the service knew of the child."""
    days = [one.day for one in child.contacts] + ([child.sen.requested_on] if child.sen else [])
    return min(days)
