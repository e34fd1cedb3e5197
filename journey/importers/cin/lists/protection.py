"""Section 47 enquiries, initial conferences, child protection plans and their reviews."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.cin.lists.common import BEGAN_IN_YEAR, CHILD, CP_PLANS, DETAILS, OPEN_IN_YEAR, code, day

CONFERENCE: Final = "InitialCPConferenceHeld"
ENQUIRY: Final = "Section47Started"
_PLAN = "CPPlanStarted"

ENQUIRIES: Final = Listing(
    name="Section47",
    title="Section 47 enquiries",
    main=ENQUIRY,
    scope=BEGAN_IN_YEAR,
    columns=(
        CHILD,
        day("S47ActualStartDate", "key", ENQUIRY),
        day("S47ActualStartDate", "key", "StrategyDiscussionHeld"),
        Column("InitialCPCtarget", "fixed", ENQUIRY, "conference_due_on", "date"),
        day("DateOfInitialCPC", "fill-in", CONFERENCE),
        code("ICPCnotRequired", "current", ENQUIRY, "conference_unnecessary", "yes-no", blank_ok=False),
    ),
    within=(DETAILS, "referral"),
)

TRANSFERS_IN: Final = Listing(
    name="DateOfInitialCPC",
    title="Initial conferences outside an enquiry (transfers in)",
    main=CONFERENCE,
    scope=BEGAN_IN_YEAR,
    columns=(CHILD, day("DateOfInitialCPC", "key", CONFERENCE)),
    within=(DETAILS, "referral"),
)

PLANS: Final = Listing(
    name=CP_PLANS,
    title="Child protection plans",
    main=_PLAN,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        day("CPPstartDate", "key", _PLAN),
        day("CPPendDate", "fill-in", "CPPlanEnded"),
        code("InitialCategoryOfAbuse", "fixed", _PLAN, "category", "abuse", blank_ok=False),
        code("LatestCategoryOfAbuse", "current", "CPCategoryObserved", "category", "abuse", blank_ok=False),
        Column("NumberOfPreviousCPP", "derived", _PLAN, "asserted_previous_plans", "count", blank_ok=False),
    ),
    ends=("CPPlanEnded",),
    within=(DETAILS, "referral"),
)

REVIEWS: Final = Listing(
    name="Reviews",
    title="Child protection reviews",
    main="CPReviewHeld",
    scope=BEGAN_IN_YEAR,
    columns=(CHILD, day("CPPreviewDate", "key", "CPReviewHeld")),
    within=(CP_PLANS, "reviewed_plan"),
)
