"""Lists 8 and 9: children in care, care leavers."""

from __future__ import annotations

from journey.domain.columns import Column, Listing, Scope
from journey.importers.annex_a.lists.common import (
    DISABILITY,
    WHO,
    asserted,
    day,
    held_by,
    yes_no,
)
from journey.importers.rows import ALLOCATION, PERSON

CARE = "BecameLookedAfter"
PLACEMENT = "PlacementStarted"
MISSING = "MissingEpisodesObserved"
LEAVER = "CareLeaverStatusObserved"

LOOKED_AFTER = Listing(
    name="List 8",
    title="Children in care",
    main=CARE,
    scope=Scope("end"),
    columns=(
        *WHO,
        yes_no(
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            "person",
            PERSON,
            "unaccompanied",
        ),
        DISABILITY,
        day("Date Started to be Looked After", "key", CARE, blank_ok=False),
        Column("Child's Category of Need", "fixed", CARE, "need", "code", "need", blank_ok=False),
        yes_no(
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            "derived",
            CARE,
            "second_period",
        ),
        day("Start date of current legal status", "latest", "LegalStatusChanged", blank_ok=False),
        Column(
            "Child's Legal Status", "current", "LegalStatusChanged", "status", "code", "legal-status", blank_ok=False
        ),
        day("Date of Latest Statutory Review", "latest", "LACReviewHeld"),
        day("Date of Last Social Work Visit", "latest", "LACVisitMade"),
        Column(
            "What is the permanence plan for this child?",
            "current",
            "PermanencePlanObserved",
            "plan",
            "code",
            "permanence",
        ),
        day("Date of Last IRO Visit / Contact to the Child", "latest", "IROContactMade"),
        day("Date of Last Health Assessment", "latest", "HealthAssessmentDone"),
        day("Date of Last Dental Check", "latest", "DentalCheckDone"),
        asserted("Number of Placements in the Last 12 months", CARE, "asserted_placements_12m"),
        day("Date Ceased to be Looked After", "fill-in", "CeasedLookedAfter"),
        Column("Reason Ceased to be Looked After", "fill-in", "CeasedLookedAfter", "reason", "code", "ceased"),
        day("Start Date of Most Recent Placement", "latest", PLACEMENT, blank_ok=False),
        Column("Placement Type", "current", PLACEMENT, "type", "code", "placement", blank_ok=False),
        Column("Placement Provider", "current", PLACEMENT, "provider", "code", "provider", blank_ok=False),
        Column("Placement postcode", "current", PLACEMENT, "postcode", "text", blank_ok=False),
        Column("URN of Placement", "current", PLACEMENT, "urn", "text"),
        Column("Placement Location", "current", PLACEMENT, "location", "code", "location", blank_ok=False),
        Column("LA of Placement", "current", PLACEMENT, "authority", "text", blank_ok=False),
        Column(
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            "current",
            MISSING,
            "asserted_missing_12m",
            "count",
            blank_ok=False,
        ),
        Column(
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
            "current",
            MISSING,
            "asserted_absent_12m",
            "count",
            blank_ok=False,
        ),
        yes_no(
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "current",
            MISSING,
            "return_interview_offered",
            blank_ok=True,
        ),
        yes_no(
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            "current",
            MISSING,
            "return_interview_accepted",
            blank_ok=True,
        ),
        *held_by(ALLOCATION, "CeasedLookedAfter"),
    ),
    ends=("CeasedLookedAfter",),
    sheets=("Looked after children", "Looked after", "Child in care", "CIC", "LAC", "CLA"),
    identity=(("LegalStatusChanged", ("status",)), (PLACEMENT, ("type", "provider", "urn", "postcode"))),
)

LEAVERS = Listing(
    name="List 9",
    title="Care leavers",
    main=None,
    scope=Scope("snapshot", 0),
    columns=(
        *WHO,
        yes_no(
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            "person",
            PERSON,
            "unaccompanied",
        ),
        DISABILITY,
        *held_by(ALLOCATION),
        Column(
            "Allocated Personal Advisor",
            "current",
            ALLOCATION,
            "personal_adviser",
            "worker",
            blank_ok=False,
            aliases=("Allocated Personal Adviser",),
        ),
        Column("Eligibility Category", "current", LEAVER, "eligibility", "code", "eligibility", blank_ok=False),
        day("Latest Pathway Plan Review Date", "latest", "PathwayPlanReviewed"),
        Column("LA in Touch", "current", LEAVER, "in_touch", "code", "in-touch", blank_ok=False),
        day("Latest Date of Contact", "latest", "CareLeaverContact"),
        Column("Type of Accommodation", "current", LEAVER, "accommodation", "code", "accommodation"),
        Column("Suitability of Accommodation", "current", LEAVER, "suitability", "code", "suitability"),
        Column("Activity Status", "current", LEAVER, "activity", "code", "activity"),
    ),
    sheets=("Care leaver", "Leaving care"),
)
