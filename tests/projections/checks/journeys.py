"""What journeys for checks are made of: the events that each rule looks at, and the codes that matter to it."""

from __future__ import annotations

from typing import Any

from tests.projections.rules.journeys import A_DAY

_CARE = ("BecameLookedAfter", "CeasedLookedAfter", "LegalStatusChanged")
_EPISODE = ("CINEpisodeOpened", "CaseClosed")
_PLANS = ("CPPlanStarted", "CPPlanEnded")
_LEAVERS = (
    "CareLeaverStatusObserved",
    "CareLeaverContact",
    "LeaverVisitMade",
    "BecameLookedAfter",
    "CeasedLookedAfter",
)

NAMES = {
    "C02": ("StrategyDiscussionHeld", "ReferralReceived"),
    "C03": ("StrategyDiscussionHeld", "Section47Started", "Section47Concluded", "InitialCPConferenceHeld"),
    "C07": ("InitialCPConferenceHeld", "CPPlanStarted"),
    "C10": (*_PLANS, "CPVisitMade", "CPVisitMade"),
    "C11": (*_PLANS, *_CARE, "CPVisitMade", "LACVisitMade"),
    "C12": _PLANS,
    "C13": _PLANS,
    "C14": (*_PLANS, *_CARE),
    "C15": ("InitialCPConferenceHeld", "CPReviewHeld"),
    "C16": _PLANS,
    "K01": (*_CARE, "PathwayNeedsAssessed", "PathwayPlanMade", "PathwayPlanReviewed"),
    "K02": ("CareLeaverStatusObserved", "PathwayPlanMade", "PathwayPlanReviewed"),
    "K04": _LEAVERS,
    "K05": ("CareLeaverStatusObserved",),
    "K06": ("CareLeaverStatusObserved",),
    "L01": (
        *_CARE,
        "LegalStatusEnded",
        "LegalStatusChanged",
        "ShortBreakStayed",
        "ShortBreakStayed",
        "ShortBreakEnded",
    ),
    "L09": (*_CARE, "LACReviewHeld", "LACReviewHeld", "PermanencePlanAgreed", "PermanencePlanObserved"),
    "L10": (*_CARE, "PlacementStarted", "PlacementStarted", "PlacementEnded"),
    "L11": (*_CARE, "PlacementStarted", "PlacementStarted", "PlacementEnded"),
    "L12": (*_CARE, "PEPInitiated", "PEPReviewed"),
    "L13": ("WentMissing", "ReturnedFromMissing", "ReturnInterviewOffered", "ReturnInterviewHeld"),
    "L14": (*_CARE, "PlacementStarted", "PlacementStarted", "PlacementEnded"),
    "P01": (
        *("CINEpisodeOpened", "CaseClosed", "ReferralReceived", "AssessmentStarted", "AssessmentAuthorised"),
        *("Section47Started", "SteppedUp"),
    ),
    "P02": (
        *_EPISODE,
        "WorkerAllocated",
        "WorkerAllocated",
        "AllocationObserved",
        "HubTransferAgreed",
        "HubTransferred",
        "HandoverMade",
    ),
    "P03": (*_CARE, "HubTransferAgreed", "HubTransferred", "HubTransferRefused", "LACReviewHeld", "LACReviewHeld"),
    "P04": ("SteppedDown", "SteppedUp", "ReferralReceived"),
    "P05": ("LACReviewHeld", "AssessmentStarted", "AssessmentAuthorised", "ViewsRecorded", "ViewsRecorded"),
    "P06": ("ProfessionalInvolved", "ProfessionalInvolved", "InvolvementEnded", "CPVisitMade", "CoreGroupMet"),
    "P07": (*_EPISODE, "FamilyInformedOfNextAgency", "FamilyInformedOfNextAgency", "SteppedDown", "NextAgencyAnswered"),
    "R04": ("ReferralReceived", "ReferralDecisionMade"),
    "R06": ("AssessmentStarted", "AssessmentAuthorised"),
    "R07": ("AssessmentStarted", "AssessmentAuthorised", "CINEpisodeOpened", "CaseClosed"),
    "R09": ("SteppedDown", "SteppedUp", "NextAgencyAnswered", "CINPlanStarted", "CINEpisodeOpened", "CaseClosed"),
    "R10": ("CINPlanStarted", "CINPlanEnded"),
    "R14": ("PrivateFosteringNotified", "PrivateFosteringVisitMade", "PrivateFosteringVisitMade"),
    "R15": ("CINEpisodeOpened", "CaseClosed", *_PLANS, *_CARE, "SupervisionHeld", "SupervisionHeld"),
    "R16": ("ManagementDecisionMade",),
    "W02": (*_CARE, "WorkerAllocated", "WorkerAllocated", "WorkerEnded", "AllocationObserved"),
}
"""The events of journeys for each rule; twice for those of which there should be many."""

_UNREAD = {"code": None, "written": "a person whom nobody knows"}
_ATTENDING: tuple[Any, ...] = (
    None,
    ["social worker", "manager", "health", "police"],
    ["social worker", "health", "police", "referrer"],
    ["social worker", "police", "education"],
    ["manager", "health", _UNREAD],
    ["social worker", "legal", "referrer"],
    ["police"],
    [],
)
_YES_NO = ("yes", "no", None)

FIELDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "AssessmentAuthorised": {
        "outcome": ("no-further-action", "section-47", None),
        "no_further_action": _YES_NO,
        "support_required": _YES_NO,
    },
    "AssessmentStarted": {"child_seen": _YES_NO, "seen_alone": ("yes", "no", "not-applicable", "unknown", None)},
    "CPPlanStarted": {"asserted_previous_plans": (0, 1, None, None)},
    "CPReviewHeld": {"quorate": _YES_NO, "attending": _ATTENDING},
    "CPVisitMade": {
        "seen": _YES_NO,
        "seen_alone": ("yes", "no", "not-applicable", None),
        "worker": ("a", "b", None),
    },
    "CareLeaverStatusObserved": {
        "eligibility": ("former-relevant", "relevant", "qualifying", "eligible", None),
        "in_touch": ("YES", "NO", "REFU", "RHOM", "DIED", None, None),
        "activity": ("F1", "P5", "G4", "G6", None),
        "suitability": ("suitable", "unsuitable", None, None),
        "accommodation": ("B", "W", "X", None),
    },
    "CaseClosed": {"reason": ("RC7", "RC8", "RC9", "RC9", None), "receiving_agency": ("Elm House", None)},
    "CoreGroupMet": {"attending": _ATTENDING},
    "FamilyInformedOfNextAgency": {
        "agency": ("Elm House", "Elm House", None),
        "starts_on": (A_DAY, A_DAY, None),
        "how": ("letter", "letter", None),
        "told": (None, [], ["parent"], ["child", "parent"], ["parent", _UNREAD]),
    },
    "HandoverMade": {"kind": ("face-to-face", "phone", "email", None), "with_family": _YES_NO},
    "HubTransferAgreed": {
        "reason": ("specialist-knowledge", "other", None),
        "reasons_recorded": _YES_NO,
        "alternatives_considered": _YES_NO,
    },
    "LACReviewHeld": {"participation": ("PN0", "PN1", "PN4", "PN5", "PN7", None)},
    "ProfessionalInvolved": {"worker": ("a", "b", None), "agency": ("health", "police", None)},
    "ViewsRecorded": {"whose": ("child", "parent", None), "acted_on": _YES_NO},
    "InitialCPConferenceHeld": {
        "plan_made": _YES_NO,
        "quorate": _YES_NO,
        "attending": _ATTENDING,
        "report_shared_on": (A_DAY, A_DAY, None),
    },
    "LACVisitMade": {"seen": _YES_NO, "seen_alone": ("yes", "no", "not-applicable", None)},
    "LeaverVisitMade": {"seen": _YES_NO},
    "LegalStatusChanged": {"status": ("V3", "V3", "V3", "V2", "L1", "C1", None)},
    "PermanencePlanObserved": {"plan": ("adoption", None)},
    "PlacementStarted": {
        "type": ("U6", "U6", "A3", "A4", "T1", "T3", "T4", "P1", None),
        "same_carer": ("yes", "no", None, None),
        "location": ("in", "out", "out", None),
        "distance_miles": (3, 20, 21, None),
    },
    "PrivateFosteringVisitMade": {"seen": _YES_NO, "seen_alone": ("yes", "no", "not-applicable", "unknown", None)},
    "ReturnInterviewOffered": {"accepted": _YES_NO},
    "ManagementDecisionMade": {"reasons_recorded": _YES_NO},
    "WorkerAllocated": {"worker": ("a", "b", "c"), "role": ("lead worker", "lead worker", "consultant", None)},
    "AllocationObserved": {"worker": ("a", "b", None)},
    "ReferralDecisionMade": {"decision": ("no-further-action", "assessment", None)},
    "ReferralReceived": {"source": ("2A", "3A", "6", "5A", "1A", "10", None), "no_further_action": _YES_NO},
    "Section47Concluded": {"outcome": ("no-further-action", "conference", None), "no_further_action": _YES_NO},
    "SteppedDown": {"lead_practitioner": ("a", "b", None), "to_tier": ("early-help", "early-help", "universal", None)},
    "NextAgencyAnswered": {"accepted": ("yes", "yes", "no", None)},
    "ShortBreakStayed": {"agreement": ("V3", "V3", "V4", None)},
    "StrategyDiscussionHeld": {"attending": _ATTENDING},
}
"""The fields that checks ask about, with what they may hold; more often what leads somewhere."""
