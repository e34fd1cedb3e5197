"""Care and leaving it as happenings."""

from __future__ import annotations

from datetime import date

from journey.demo.borough.lives import CarePeriod, Leaver, Missing
from journey.demo.borough.telling import NOTHING, Telling
from journey.domain.values import Data


def tell_care(telling: Telling, one: CarePeriod) -> None:
    """A period of care with all that belongs to it."""
    key = telling.say("BecameLookedAfter", "care", one.started, {"need": telling.code("need", one.need)})
    if one.ended:
        telling.say_of("CeasedLookedAfter", key, "ceased", one.ended, {"reason": telling.code("ceased", one.ceased)})
    for status in one.legal:
        key = telling.say(
            "LegalStatusChanged",
            "legal-status",
            status.started,
            {"status": telling.code("legal-status", status.status)},
        )
        telling.say_of("LegalStatusEnded", key, "ended", status.ended)
    _placements(telling, one)
    if one.officer_appointed_on:
        said: Data = {"worker": telling.worker(one.reviewing_officer)}
        telling.say("IROAppointed", "iro-appointment", one.officer_appointed_on, said)
    if one.care_plan_on:
        telling.say("CarePlanMade", "care-plan", one.care_plan_on)
    for review in one.reviews:
        telling.say(
            "LACReviewHeld",
            "lac-review",
            review.day,
            {"participation": telling.code("review-participation", review.participation)},
        )
    telling.visits("LACVisitMade", "lac-visit", one.visits)
    telling.days("IROContactMade", "iro-contact", one.officer_contacts)
    telling.days("HealthAssessmentDone", "health-assessment", one.health_assessments)
    telling.days("DentalCheckDone", "dental-check", one.dental_checks)
    telling.days("PEPInitiated", "pep", [one.education_plan_on] if one.education_plan_on else [])
    telling.days("PEPReviewed", "pep-review", one.education_reviews)
    for day, plan in one.permanence[1:]:
        telling.say("PermanencePlanAgreed", "permanence-agreed", day, {"plan": telling.code("permanence", plan)})
    if one.proceedings:
        key = telling.say("CareProceedingsIssued", "care-proceedings", one.proceedings[0])
        telling.say_of("CareProceedingsConcluded", key, "concluded", one.proceedings[1])
    for year in one.health_years:
        telling.say(
            "HealthOutcomesObserved",
            "health-outcomes",
            year.day,
            {
                "sdq_score": year.sdq_score,
                "immunisations": telling.yes(year.immunised),
                "teeth_check": telling.yes(year.dental),
                "health_assessment": telling.yes(year.assessed),
                "convicted": telling.yes(year.convicted),
                "substance_misuse": telling.yes(year.substance_misuse),
            },
        )
    _adoption(telling, one)


def _placements(telling: Telling, period: CarePeriod) -> None:
    for one in period.placements:
        said: Data = {
            "type": telling.code("placement", one.type),
            "provider": telling.code("provider", one.provider),
            "location": telling.code("location", one.location),
            "authority": one.authority,
            "postcode": one.postcode,
            "urn": one.urn or None,
            "same_carer": telling.yes(one.same_carer),
            "distance_miles": one.miles,
        }
        key = telling.say("PlacementStarted", "placement", one.started, said)
        why: Data = {"reason": telling.code("placement-change", one.reason)} if one.reason else NOTHING
        telling.say_of("PlacementEnded", key, "ended", one.ended, why)
        if one.plan_on:
            telling.say("PlacementPlanMade", "placement-plan", one.plan_on)


def _adoption(telling: Telling, period: CarePeriod) -> None:
    one = period.adoption
    if one:
        telling.say("AdoptionDecisionMade", "adoption-decision", one.decided_on, {"entered_care_on": period.started})
        for name, kind, day in (
            ("PlacementOrderMade", "placement-order", one.placement_order_on),
            ("MatchedForAdoption", "adoption-match", one.matched_on),
            ("PlacedForAdoption", "adoption-placement", one.placed_on),
            ("AdoptionOrderGranted", "adoption-order", one.order_on),
        ):
            telling.days(name, kind, [day] if day else [])


def tell_missing(telling: Telling, one: Missing) -> None:
    """A time of being missing, with the interview after the return."""
    key = telling.say("WentMissing", "missing", one.day, {"type": telling.code("missing", one.type)}, one.left_at)
    telling.say_of("ReturnedFromMissing", key, "returned", one.returned_on, NOTHING, one.returned_at)
    telling.say_of(
        "ReturnInterviewOffered", key, "interview-offered", one.offered_on, {"accepted": telling.yes(one.accepted)}
    )
    telling.say_of("ReturnInterviewHeld", key, "interview-held", one.held_on, {"provider": one.held_by}, one.held_at)


def tell_leaver(telling: Telling, one: Leaver) -> None:
    """Leaving care."""
    telling.days("PathwayNeedsAssessed", "pathway-assessment", [one.needs_assessed_on] if one.needs_assessed_on else [])
    telling.days("PathwayPlanMade", "pathway-plan", [one.plan_on] if one.plan_on else [])
    telling.days("PathwayPlanReviewed", "pathway-review", one.reviews)
    telling.days("CareLeaverContact", "leaver-contact", one.contacts)
    telling.visits("LeaverVisitMade", "leaver-visit", one.visits, alone=False, reason=False)
    for lives in one.accommodation:
        telling.say(
            "LeaverAccommodationStarted",
            "leaver-accommodation",
            lives.day,
            {
                "type": telling.code("accommodation", lives.type),
                "suitability": telling.code("suitability", lives.suitability),
            },
        )
    for day in _turns(one):
        lives = [each for each in one.accommodation if each.day <= day][-1]
        telling.say(
            "CareLeaverStatusObserved",
            "leaver-status",
            day,
            {
                "eligibility": telling.code("eligibility", _on(one.eligibility, day)),
                "in_touch": telling.code("in-touch", _on(one.in_touch, day)),
                "accommodation": telling.code("accommodation", lives.type),
                "suitability": telling.code("suitability", lives.suitability),
                "activity": telling.code("activity", _on(one.activity, day)),
            },
        )


def _turns(leaver: Leaver) -> list[date]:
    """The days on which something of a care leaver's status became different."""
    days = {day for part in (leaver.eligibility, leaver.in_touch, leaver.activity) for day, _ in part}
    return sorted(days | {one.day for one in leaver.accommodation})


def _on(said: tuple[tuple[date, str], ...], day: date) -> str:
    """What was so on a day."""
    return [value for since, value in said if since <= day][-1]
