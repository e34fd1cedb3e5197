"""What the floor tells events apart by: small numbers, so that compiled code can compare them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from journey.projections.drift.inactivity import PURPOSEFUL, VISITS
from journey.projections.journal.layout import layout

(OTHER, OPENED, CLOSED, PROTECTED, UNPROTECTED, CARED, CEASED, LEAVER, STATUS, IN_NEED, NOT_IN_NEED, ASSESSED,
 AUTHORISED, ALLOCATED, SHOWN, REFERRED, REVISED, LEGAL, CONFERENCE, REVIEWED, VISIT, CONTACT, WORK,
 UNKNOWN) = range(24)  # fmt: skip

_KIND_OF = {
    "CINEpisodeOpened": OPENED,
    "CaseClosed": CLOSED,
    "CPPlanStarted": PROTECTED,
    "CPPlanEnded": UNPROTECTED,
    "BecameLookedAfter": CARED,
    "CeasedLookedAfter": CEASED,
    "CareLeaverStatusObserved": LEAVER,
    "CaseStatusObserved": STATUS,
    "CINPlanStarted": IN_NEED,
    "CINPlanEnded": NOT_IN_NEED,
    "AssessmentStarted": ASSESSED,
    "AssessmentAuthorised": AUTHORISED,
    "WorkerAllocated": ALLOCATED,
    "AllocationObserved": SHOWN,
    "ReferralReceived": REFERRED,
    "PlanRevised": REVISED,
    "LegalStatusChanged": LEGAL,
    "InitialCPConferenceHeld": CONFERENCE,
    "LACReviewHeld": REVIEWED,
    "CareLeaverContact": CONTACT,
    **dict.fromkeys(VISITS, VISIT),
}
_NOT_ASKED = (
    "ChildRegistered", "ContactReceived", "ContactDecided", "ReferralDecisionMade", "ReferralDecisionAuthorised",
    "ReferrerInformed", "Section47Started", "LegalStatusEnded", "PlacementEnded", "IROAppointed", "PlacementPlanMade",
    "PEPInitiated", "HealthAssessmentDone", "WentMissing", "ReturnedFromMissing", "PathwayPlanReviewed", "SteppedDown",
)  # fmt: skip
"""What the borough holds and the four questions do not look at."""

DETAILS = {
    "WorkerAllocated": "role",
    "AllocationObserved": "no_worker",
    "CaseStatusObserved": "status",
    "LegalStatusChanged": "status",
    "ReferralReceived": "no_further_action",
    "AssessmentAuthorised": "support_required",
    "CaseClosed": "reason",
    **dict.fromkeys(VISITS, "seen"),
}
"""The one field of an event, besides who holds the case, that the four questions look at."""


def kinds() -> npt.NDArray[np.uint8]:
    """The kind of each event by its code in the journal; ``UNKNOWN`` for what the floor cannot answer about."""
    found = np.full(256, UNKNOWN, np.uint8)
    codes = layout().codes
    for name in _NOT_ASKED:
        found[codes[name]] = OTHER
    for name in PURPOSEFUL:
        found[codes[name]] = WORK
    for name, kind in _KIND_OF.items():
        found[codes[name]] = kind
    return found


def is_purposeful() -> npt.NDArray[np.bool_]:
    """Whether an event of a kind is purposeful, whatever it says."""
    codes = layout().codes
    found = np.zeros(UNKNOWN + 1, np.bool_)
    found[[WORK, CONTACT, *(kinds()[codes[name]] for name in PURPOSEFUL)]] = True
    return found
