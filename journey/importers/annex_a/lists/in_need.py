"""Lists 4 to 7: assessments, section 47 enquiries and conferences, children in need, child protection plans."""

from __future__ import annotations

from journey.domain.columns import Column, Listing, Scope
from journey.importers.annex_a.lists.common import DISABILITY, WHO, asserted, day, held_by, yes_no
from journey.importers.rows import ALLOCATION

ASSESSMENTS = Listing(
    name="List 4",
    title="Assessments",
    main="AssessmentStarted",
    scope=Scope("end"),
    columns=(
        *WHO,
        DISABILITY,
        day("Continuous Assessment Start Date", "key", "AssessmentStarted", blank_ok=False),
        yes_no("Child Seen During Continuous Assessment", "fill-in", "AssessmentStarted", "child_seen"),
        day("Continuous Assessment Date of Authorisation", "fill-in", "AssessmentAuthorised"),
        yes_no(
            "Was the child assessed as requiring LA children's social care support?",
            "fill-in",
            "AssessmentAuthorised",
            "support_required",
            blank_ok=True,
        ),
        *held_by("AssessmentStarted"),
    ),
    ends=("AssessmentAuthorised",),
    sheets=("Assessment", "Continuous assessments"),
)

_DISCUSSION = "Strategy discussion initiating Section 47 Enquiry Start Date"

ENQUIRIES = Listing(
    name="List 5",
    title="Section 47 enquiries and initial child protection conferences",
    main="Section47Started",
    scope=Scope("start"),
    columns=(
        *WHO,
        DISABILITY,
        day(_DISCUSSION, "key", "Section47Started", blank_ok=False),
        day(_DISCUSSION, "key", "StrategyDiscussionHeld", blank_ok=False),
        yes_no(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "fill-in",
            "Section47Started",
            "conference_unnecessary",
            blank_ok=True,
        ),
        day("Date of Initial Child Protection Conference", "fill-in", "InitialCPConferenceHeld"),
        yes_no(
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "fill-in",
            "InitialCPConferenceHeld",
            "plan_made",
            blank_ok=True,
        ),
        asserted("Number of Section 47 Enquiries in the last 12 months", "Section47Started", "asserted_section_47_12m"),
        asserted("Number of ICPCs in the last 12 months", "Section47Started", "asserted_conferences_12m"),
        *held_by("Section47Started"),
    ),
    sheets=("Sec47 and ICPC", "S47 and ICPC", "Section 47 and ICPC", "Section 47", "S47", "Sec47", "S47s and ICPCs"),
)

IN_NEED = Listing(
    name="List 6",
    title="Children in need",
    main="CINEpisodeOpened",
    scope=Scope("end"),
    columns=(
        *WHO,
        DISABILITY,
        day("CIN Start Date", "key", "CINEpisodeOpened"),
        Column("Primary Need Code", "fixed", "CINEpisodeOpened", "need", "code", "need", blank_ok=False),
        day("Date Child Was Last Seen", "latest", "ChildSeen"),
        day("CIN Closure Date", "fill-in", "CaseClosed"),
        Column("Reason for Closure", "fill-in", "CaseClosed", "reason", "code", "closure"),
        Column("Case Status", "current", "CaseStatusObserved", "status", "code", "case-status", blank_ok=False),
        *held_by(ALLOCATION, "CaseClosed"),
    ),
    ends=("CaseClosed",),
    sheets=("Child in need", "CIN"),
)

PLANS = Listing(
    name="List 7",
    title="Child protection plans",
    main="CPPlanStarted",
    scope=Scope("end"),
    columns=(
        *WHO,
        DISABILITY,
        day("Child Protection Plan Start Date", "key", "CPPlanStarted", blank_ok=False),
        Column("Initial Category of Abuse", "fixed", "CPPlanStarted", "category", "code", "abuse", blank_ok=False),
        Column(
            "Latest Category of Abuse", "current", "CPCategoryObserved", "category", "code", "abuse", blank_ok=False
        ),
        day("Date of the Last Statutory Visit", "latest", "CPVisitMade"),
        yes_no("Was the Child Seen Alone?", "fill-in", "CPVisitMade", "seen_alone", blank_ok=True),
        day("Date of latest review conference", "latest", "CPReviewHeld"),
        day("Child Protection Plan End Date", "fill-in", "CPPlanEnded"),
        yes_no(
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "current",
            "CPPlanStarted",
            "emergency_protection",
        ),
        asserted("Number of Previous Child Protection Plans", "CPPlanStarted", "asserted_previous_plans"),
        *held_by(ALLOCATION, "CPPlanEnded"),
    ),
    ends=("CPPlanEnded",),
    sheets=("Child Protection", "CP plans", "CPP", "CP"),
)
