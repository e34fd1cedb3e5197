"""A life as single things that happened, by the events under which the record would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple

from journey.demo.borough.lives import (
    CarePeriod,
    Child,
    Complaint,
    Enquiry,
    Episode,
    Leaver,
    Missing,
    Visit,
)
from journey.demo.files.annex_a.leaving_care import fell_on


class Happened(NamedTuple):
    """One thing that happened: the stored name of its event, its day, and the codes that a record of it has."""

    event: str
    day: date
    codes: Mapping[str, str]


_Days = Iterator[Happened]


def happened(child: Child) -> _Days:
    """All that happened to a child, except what is so rather than happens: a status, who holds the case, a category."""
    yield from _front_door(child)
    yield from chain.from_iterable(_episode(one) for one in child.episodes)
    yield from chain.from_iterable(_care(one) for one in child.care)
    yield from chain.from_iterable(_missing(one) for one in child.missing)
    if child.leaver is not None:
        yield from _leaver(child.leaver)
    yield from (Happened("ChildSeen", day, {}) for day in sorted(_seen(child)))
    yield from _held(child)
    yield from _beside(child)
    yield from _passed_on(child)
    yield from chain.from_iterable(_complaint(one) for one in child.complaints)


def _front_door(child: Child) -> _Days:
    for contact in child.contacts:
        yield Happened("ContactReceived", contact.day, {"source": contact.source})
        yield Happened("ContactDecided", contact.decided_on, {"outcome": contact.outcome})
    for early in child.early_help:
        yield Happened("EarlyHelpAssessmentStarted", early.started, {})
        yield from _on("EarlyHelpAssessmentCompleted", early.completed)


def _episode(episode: Episode) -> _Days:
    one = episode.referral
    yield Happened("ReferralReceived", one.day, {"source": one.source, "no_further_action": _yes(one.nfa)})
    yield Happened("ReferralDecisionMade", one.decided_on, {"decision": one.decision})
    yield from _on("ReferralDecisionAuthorised", one.authorised_on)
    yield from _on("ReferrerInformed", one.informed_on)
    if not one.nfa:
        yield Happened("CINEpisodeOpened", one.day, {"need": one.need})
    yield from _on("CaseClosed", episode.closed_on, reason=episode.closure)
    for work in episode.assessments:
        yield Happened("AssessmentStarted", work.started, {"child_seen": _yes(work.seen)})
        yield from _on("AssessmentAuthorised", work.authorised_on, support_required=_yes(work.support_required))
        yield from _on("AssessmentDelayExplained", work.delay_explained_on)
    for talk in episode.discussions:
        yield Happened("StrategyDiscussionHeld", talk.day, {"manner": talk.manner})
    yield from chain.from_iterable(_enquiry(enquiry) for enquiry in episode.enquiries)
    for need in episode.need_plans:
        yield Happened("CINPlanStarted", need.started, {})
        yield from _on("CINPlanEnded", need.ended)
        yield from (Happened("CINReviewHeld", review.day, {}) for review in need.reviews)
        yield from _visits("CINVisitMade", need.visits)
    for plan in episode.protection_plans:
        yield Happened("CPPlanStarted", plan.started, {"category": plan.categories[0][1]})
        yield from _on("CPPlanEnded", plan.ended)
        yield from (Happened("CPReviewHeld", review.day, {}) for review in plan.reviews)
        yield from (Happened("CoreGroupMet", group.day, {}) for group in plan.core_groups)
        yield from _visits("CPVisitMade", plan.visits)


def _enquiry(one: Enquiry) -> _Days:
    yield Happened("Section47Started", one.started, {})
    yield from _on("Section47Concluded", one.concluded_on, outcome=one.outcome)
    if one.conference is not None:
        yield Happened("InitialCPConferenceHeld", one.conference.day, {"plan_made": _yes(one.conference.plan_made)})


def _care(care: CarePeriod) -> _Days:
    yield Happened("BecameLookedAfter", care.started, {"need": care.need})
    yield from _on("CeasedLookedAfter", care.ended, reason=care.ceased)
    for place in care.placements:
        yield Happened("PlacementStarted", place.started, {"type": place.type})
        yield from _on("PlacementEnded", place.ended)
        yield from _on("PlacementPlanMade", place.plan_on)
    for legal in care.legal:
        yield Happened("LegalStatusChanged", legal.started, {"status": legal.status})
        yield from _on("LegalStatusEnded", legal.ended)
    for review in care.reviews:
        yield Happened("LACReviewHeld", review.day, {"participation": review.participation})
    yield from _visits("LACVisitMade", care.visits)
    yield from _on("IROAppointed", care.officer_appointed_on)
    yield from _on("CarePlanMade", care.care_plan_on)
    yield from _on("PEPInitiated", care.education_plan_on)
    several = {
        "IROContactMade": care.officer_contacts,
        "HealthAssessmentDone": care.health_assessments,
        "DentalCheckDone": care.dental_checks,
        "PEPReviewed": care.education_reviews,
        "HealthOutcomesObserved": tuple(year.day for year in care.health_years),
    }
    yield from (Happened(name, day, {}) for name, days in several.items() for day in days)
    if care.proceedings is not None:
        issued, concluded = care.proceedings
        yield Happened("CareProceedingsIssued", issued, {})
        yield from _on("CareProceedingsConcluded", concluded)
    if care.adoption is not None:
        yield Happened("AdoptionDecisionMade", care.adoption.decided_on, {})
        yield from _on("PlacementOrderMade", care.adoption.placement_order_on)
        yield from _on("MatchedForAdoption", care.adoption.matched_on)
        yield from _on("PlacedForAdoption", care.adoption.placed_on)
        yield from _on("AdoptionOrderGranted", care.adoption.order_on)
        yield from _on("AdoptionDecisionReversed", fell_on(care), reason="RD4")


def _missing(one: Missing) -> _Days:
    yield Happened("WentMissing", one.day, {"type": one.type})
    yield from _on("ReturnedFromMissing", one.returned_on)
    yield from _on("ReturnInterviewOffered", one.offered_on, accepted=_yes(one.accepted))
    yield from _on("ReturnInterviewHeld", one.held_on)


def _leaver(leaver: Leaver) -> _Days:
    yield from _on("PathwayNeedsAssessed", leaver.needs_assessed_on)
    yield from _on("PathwayPlanMade", leaver.plan_on)
    yield from (Happened("PathwayPlanReviewed", day, {}) for day in leaver.reviews)
    yield from (Happened("CareLeaverContact", day, {}) for day in leaver.contacts)
    yield from _visits("LeaverVisitMade", leaver.visits)
    yield from (Happened("LeaverAccommodationStarted", one.day, {}) for one in leaver.accommodation)


def _held(child: Child) -> _Days:
    for one in child.allocations:
        yield Happened("WorkerAllocated", one.started, {"role": one.role})
        yield from _on("WorkerEnded", one.ended)


def _beside(child: Child) -> _Days:
    yield from (
        Happened("SupervisionHeld", one.day, {"reflective": _yes(one.reflective)}) for one in child.supervisions
    )
    yield from (Happened("ManagementDecisionMade", one.day, {}) for one in child.decisions)
    yield from (Happened("DiscussedAtHubMeeting", one.day, {}) for one in child.hub_meetings)
    for challenge in child.challenges:
        yield Happened("ChallengeRaised", challenge.day, {"by_role": challenge.by, "stage": challenge.stage})
        yield from _on("ChallengeResolved", challenge.resolved_on, outcome=challenge.outcome)
    if child.sen is not None:
        yield Happened("EHCAssessmentRequested", child.sen.requested_on, {"by": child.sen.by})
        yield from _on("EHCAssessmentDecided", child.sen.decided_on, assess=_yes(child.sen.assess))
        yield from _on("EHCPlanRefused", child.sen.refused_on)
        yield from _on("EHCPlanIssued", child.sen.issued_on)
        yield from (Happened("EHCPlanReviewed", day, {"outcome": outcome}) for day, outcome in child.sen.reviews)


def _passed_on(child: Child) -> _Days:
    for said in child.views:
        yield Happened("ViewsRecorded", said.day, {"whose": said.whose, "acted_on": _yes(said.acted_on)})
    for one in child.handovers:
        yield Happened("HandoverMade", one.day, {"kind": one.kind, "with_family": _yes(one.with_family)})
    for transfer in child.transfers:
        yield Happened("HubTransferAgreed", transfer.day, {"reason": transfer.reason})
        yield from _on("HubTransferRefused", transfer.refused_on)
        yield from _on("HubTransferred", transfer.accepted_on)
    yield from (Happened("SteppedUp", up.day, {"to_tier": up.to_tier}) for up in child.steps_up)
    for down in child.steps_down:
        yield Happened("SteppedDown", down.day, {"to_tier": down.to_tier})
        yield from _on("NextAgencyAnswered", down.answered_on, accepted=_yes(down.accepted))
    for told in child.families_told:
        yield Happened("FamilyInformedOfNextAgency", told.day, {"how": told.how} if told.how else {})


def _complaint(one: Complaint) -> _Days:
    yield Happened("ComplaintReceived", one.day, {"about": one.about, "by": one.by})
    yield from _on("ComplaintAnswered", one.answered_on, outcome=one.outcome)
    yield from _on("ComplaintInvestigationRequested", one.stage_2_on)
    yield from _on("ComplaintAdjudicated", one.stage_2_answered_on, outcome=one.stage_2_outcome)
    yield from _on("ComplaintPanelRequested", one.stage_3_on)
    yield from _on("ComplaintPanelHeld", one.panel_on)
    yield from _on("ComplaintPanelReported", one.panel_reported_on, outcome=one.panel_outcome)
    yield from _on("ComplaintPanelAnswered", one.panel_answered_on)


def _visits(name: str, visits: tuple[Visit, ...]) -> _Days:
    for one in visits:
        yield Happened(name, one.day, {"seen": _yes(one.seen), **({"seen_alone": one.alone} if one.alone else {})})


def _seen(child: Child) -> set[date]:
    """The days on which somebody saw the child."""
    visits = [one for care in child.care for one in care.visits]
    for episode in child.episodes:
        visits += [one for plan in episode.need_plans for one in plan.visits]
        visits += [one for plan in episode.protection_plans for one in plan.visits]
    enquiries = [one.seen_on for episode in child.episodes for one in episode.enquiries]
    return {one.day for one in visits if one.seen} | {day for day in enquiries if day is not None}


def _on(name: str, day: date | None, **codes: str) -> _Days:
    """An event on a day that may not have come."""
    if day is not None:
        yield Happened(name, day, codes)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
