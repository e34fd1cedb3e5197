"""Assessments, enquiries and conferences, plans and the visits under them."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssd.tables.common import BEGAN, NOW, WENT_ON, child, code, day, link, text, worker
from journey.importers.ssd.tables.front_door import EPISODES

PLANS_NAME: Final = "ssd_cp_plans"
FACTORS_FOUND: Final = "cinf_assessment_factors_json"

ASSESSMENTS: Final = Listing(
    name="ssd_cin_assessments",
    title="Assessments",
    main="AssessmentStarted",
    scope=WENT_ON,
    columns=(
        child("cina_person_id"),
        link("cina_assessment_id"),
        link("cina_referral_id"),
        day("cina_assessment_start_date", "key", "AssessmentStarted"),
        code("cina_assessment_child_seen", "AssessmentStarted", "child_seen", "yes-no", "fill-in"),
        day("cina_assessment_auth_date", "fill-in", "AssessmentAuthorised"),
        code("cina_assessment_outcome_nfa", "AssessmentAuthorised", "no_further_action", "yes-no", "fill-in"),
        Column(FACTORS_FOUND, "fill-in", "AssessmentAuthorised", "factors", "codes", "factors"),
        text("cina_assessment_team", "AssessmentStarted", "team"),
        worker("cina_assessment_worker_id", "AssessmentStarted"),
    ),
    ends=("AssessmentAuthorised",),
    within=(EPISODES.name, "referral"),
    names_holder=True,
)

FACTORS: Final = Listing(
    name="ssd_assessment_factors",
    title="Factors at assessment",
    main=None,
    scope=NOW,
    columns=(
        child("cinf_person_id"),
        link("cinf_table_id"),
        link("cinf_assessment_id"),
        link(FACTORS_FOUND),
    ),
)
"""Counted here, and kept with the assessments that they name."""

CIN_PLANS: Final = Listing(
    name="ssd_cin_plans",
    title="Child in need plans",
    main="CINPlanStarted",
    scope=WENT_ON,
    columns=(
        child("cinp_person_id"),
        link("cinp_cin_plan_id"),
        link("cinp_referral_id"),
        day("cinp_cin_plan_start_date", "key", "CINPlanStarted"),
        day("cinp_cin_plan_end_date", "fill-in", "CINPlanEnded"),
    ),
    ends=("CINPlanEnded",),
    within=(EPISODES.name, "referral"),
    names_holder=True,
)

CIN_VISITS: Final = Listing(
    name="ssd_cin_visits",
    title="Child in need visits",
    main="CINVisitMade",
    scope=BEGAN,
    columns=(
        child("cinv_person_id"),
        link("cinv_cin_visit_id"),
        day("cinv_cin_visit_date", "key", "CINVisitMade"),
        code("cinv_cin_visit_seen", "CINVisitMade", "seen", "yes-no"),
        code("cinv_cin_visit_seen_alone", "CINVisitMade", "seen_alone", "seen-alone"),
    ),
)

ENQUIRIES: Final = Listing(
    name="ssd_s47_enquiry",
    title="Section 47 enquiries",
    main="Section47Started",
    scope=BEGAN,
    columns=(
        child("s47e_person_id"),
        link("s47e_s47_enquiry_id"),
        link("s47e_referral_id"),
        day("s47e_s47_start_date", "key", "Section47Started"),
        day("s47e_s47_start_date", "key", "StrategyDiscussionHeld"),
        day("s47e_s47_end_date", "fill-in", "Section47Concluded"),
        code("s47e_s47_nfa", "Section47Concluded", "no_further_action", "yes-no", "fill-in"),
        text("s47e_s47_completed_by_team", "Section47Started", "team"),
        worker("s47e_s47_completed_by_worker_id", "Section47Started"),
    ),
    ends=("Section47Concluded",),
    within=(EPISODES.name, "referral"),
    names_holder=True,
)

CONFERENCES: Final = Listing(
    name="ssd_initial_cp_conference",
    title="Initial child protection conferences",
    main="InitialCPConferenceHeld",
    scope=BEGAN,
    columns=(
        child("icpc_person_id"),
        link("icpc_icpc_id"),
        link("icpc_referral_id"),
        day("icpc_icpc_date", "key", "InitialCPConferenceHeld"),
        code("icpc_icpc_transfer_in", "InitialCPConferenceHeld", "transfer_in", "yes-no"),
        code("icpc_icpc_outcome_cp_flag", "InitialCPConferenceHeld", "plan_made", "yes-no", "fill-in"),
    ),
    within=(EPISODES.name, "referral"),
    names_holder=True,
)

PLANS: Final = Listing(
    name=PLANS_NAME,
    title="Child protection plans",
    main="CPPlanStarted",
    scope=WENT_ON,
    columns=(
        child("cppl_person_id"),
        link("cppl_cp_plan_id"),
        link("cppl_referral_id"),
        day("cppl_cp_plan_start_date", "key", "CPPlanStarted"),
        day("cppl_cp_plan_end_date", "fill-in", "CPPlanEnded"),
        code("cppl_cp_plan_initial_category", "CPPlanStarted", "category", "abuse"),
        code("cppl_cp_plan_latest_category", "CPCategoryObserved", "category", "abuse", "current"),
    ),
    ends=("CPPlanEnded",),
    within=(EPISODES.name, "referral"),
    names_holder=True,
)

CP_VISITS: Final = Listing(
    name="ssd_cp_visits",
    title="Child protection visits",
    main="CPVisitMade",
    scope=BEGAN,
    columns=(
        child("cppv_person_id"),
        link("cppv_cp_visit_id"),
        link("cppv_cp_plan_id"),
        day("cppv_cp_visit_date", "key", "CPVisitMade"),
        code("cppv_cp_visit_seen", "CPVisitMade", "seen", "yes-no"),
        code("cppv_cp_visit_seen_alone", "CPVisitMade", "seen_alone", "seen-alone"),
    ),
)

CP_REVIEWS: Final = Listing(
    name="ssd_cp_reviews",
    title="Child protection reviews",
    main="CPReviewHeld",
    scope=BEGAN,
    columns=(
        child("cppr_person_id"),
        link("cppr_cp_review_id"),
        link("cppr_cp_plan_id"),
        day("cppr_cp_review_date", "key", "CPReviewHeld"),
    ),
    within=(PLANS.name, "reviewed_plan"),
    names_holder=True,
)
