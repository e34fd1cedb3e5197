"""Referrals with the episodes of need that they open, assessments, child in need plans."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.cin.lists.common import CHILD, DETAILS, OPEN_IN_YEAR, code, day

REFERRAL: Final = "ReferralReceived"
EPISODE: Final = "CINEpisodeOpened"
CLOSED: Final = "CaseClosed"

CIN_DETAILS: Final = Listing(
    name=DETAILS,
    title="Referrals and episodes of need",
    main=REFERRAL,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        day("CINreferralDate", "key", REFERRAL),
        day("CINreferralDate", "key", EPISODE),
        code("ReferralSource", "fixed", REFERRAL, "source", "referral-source", blank_ok=False),
        code("PrimaryNeedCode", "fixed", EPISODE, "need", "need"),
        code("PrimaryNeedCode", "fixed", REFERRAL, "need", "need"),
        code("ReferralNFA", "fill-in", REFERRAL, "no_further_action", "yes-no", blank_ok=False),
        day("CINclosureDate", "fill-in", CLOSED),
        code("ReasonForClosure", "fill-in", CLOSED, "reason", "closure"),
    ),
    ends=(CLOSED,),
    opens=(EPISODE,),
)

ASSESSMENTS: Final = Listing(
    name="Assessments",
    title="Assessments",
    main="AssessmentStarted",
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        day("AssessmentActualStartDate", "key", "AssessmentStarted"),
        Column("AssessmentInternalReviewDate", "fill-in", "AssessmentStarted", "internal_review_on", "date"),
        day("AssessmentAuthorisationDate", "fill-in", "AssessmentAuthorised"),
        Column("AssessmentFactors", "fill-in", "AssessmentAuthorised", "factors", "codes", "factors"),
    ),
    ends=("AssessmentAuthorised",),
    within=(DETAILS, "referral"),
)

CIN_PLANS: Final = Listing(
    name="CINPlanDates",
    title="Child in need plans",
    main="CINPlanStarted",
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        day("CINPlanStartDate", "key", "CINPlanStarted"),
        day("CINPlanEndDate", "fill-in", "CINPlanEnded"),
    ),
    ends=("CINPlanEnded",),
    within=(DETAILS, "referral"),
)
