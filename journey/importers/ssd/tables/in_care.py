"""Looked-after children: legal statuses, placements, reviews, visits, missing episodes; and who works with a child."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.rows import ALLOCATION
from journey.importers.ssd.tables.common import BEGAN, NOW, WENT_ON, child, code, day, link, text, worker

STATUSES: Final = Listing(
    name="ssd_legal_status",
    title="Legal statuses",
    main="LegalStatusChanged",
    scope=WENT_ON,
    columns=(
        child("lega_person_id"),
        link("lega_legal_status_id"),
        day("lega_legal_status_start_date", "key", "LegalStatusChanged", "lega_legal_status_start"),
        code("lega_legal_status", "LegalStatusChanged", "status", "legal-status"),
        day("lega_legal_status_end_date", "fill-in", "LegalStatusEnded", "lega_legal_status_end"),
    ),
    ends=("LegalStatusEnded",),
)

PLACEMENTS: Final = Listing(
    name="ssd_cla_placement",
    title="Placements",
    main="PlacementStarted",
    scope=WENT_ON,
    columns=(
        child("clap_person_id"),
        link("clap_cla_placement_id"),
        link("clap_cla_id"),
        day("clap_cla_placement_start_date", "key", "PlacementStarted"),
        code("clap_cla_placement_type", "PlacementStarted", "type", "placement"),
        code("clap_cla_placement_provider", "PlacementStarted", "provider", "provider"),
        text("clap_cla_placement_urn", "PlacementStarted", "urn"),
        text("clap_cla_placement_postcode", "PlacementStarted", "postcode"),
        text("clap_cla_placement_la", "PlacementStarted", "authority"),
        day("clap_cla_placement_end_date", "fill-in", "PlacementEnded"),
        code("clap_cla_placement_change_reason", "PlacementEnded", "reason", "placement-change", "fill-in"),
    ),
    ends=("PlacementEnded",),
)

CARE: Final = Listing(
    name="ssd_cla_episodes",
    title="Periods of care",
    main="BecameLookedAfter",
    scope=WENT_ON,
    columns=(
        child("clae_person_id"),
        link("clae_cla_episode_id"),
        link("clae_cla_id"),
        link("clae_cla_placement_id"),
        day("clae_cla_episode_start_date", "key", "BecameLookedAfter", "clae_cla_episode_start"),
        code("clae_cla_primary_need_code", "BecameLookedAfter", "need", "need"),
        day("clae_cla_episode_ceased_date", "fill-in", "CeasedLookedAfter", "clae_cla_episode_ceased"),
        code("clae_cla_episode_ceased_reason", "CeasedLookedAfter", "reason", "ceased", "fill-in"),
    ),
    ends=("CeasedLookedAfter",),
)

BREAK: Final = "ShortBreakStayed"
BREAK_ENDED: Final = "ShortBreakEnded"

BREAKS: Final = Listing(
    name="ssd_cla_episodes: short breaks",
    title="Short breaks",
    main=BREAK,
    scope=WENT_ON,
    columns=(
        child("clae_person_id"),
        day("clae_cla_episode_start_date", "key", BREAK, "clae_cla_episode_start"),
        code("lega_legal_status", BREAK, "agreement", "legal-status"),
        code("clae_cla_primary_need_code", BREAK, "need", "need"),
        day("clae_cla_episode_ceased_date", "fill-in", BREAK_ENDED, "clae_cla_episode_ceased"),
        code("clae_cla_episode_ceased_reason", BREAK_ENDED, "reason", "ceased", "fill-in"),
    ),
    ends=(BREAK_ENDED,),
    read_from=CARE.name,
)

REVIEWS: Final = Listing(
    name="ssd_cla_reviews",
    title="Looked-after reviews",
    main="LACReviewHeld",
    scope=BEGAN,
    columns=(
        child("clar_person_id"),
        link("clar_cla_review_id"),
        link("clar_cla_id"),
        day("clar_cla_review_date", "key", "LACReviewHeld"),
        code("clar_cla_review_participation", "LACReviewHeld", "participation", "review-participation"),
    ),
)

VISITS: Final = Listing(
    name="ssd_cla_visits",
    title="Looked-after visits",
    main="LACVisitMade",
    scope=BEGAN,
    columns=(
        child("clav_person_id"),
        link("clav_cla_visit_id"),
        day("clav_cla_visit_date", "key", "LACVisitMade"),
        code("clav_cla_visit_seen", "LACVisitMade", "seen", "yes-no"),
        code("clav_cla_visit_seen_alone", "LACVisitMade", "seen_alone", "seen-alone"),
    ),
)

MISSING: Final = Listing(
    name="ssd_missing",
    title="Missing episodes",
    main="WentMissing",
    scope=WENT_ON,
    columns=(
        child("miss_person_id"),
        link("miss_table_id"),
        day("miss_missing_episode_start_date", "key", "WentMissing"),
        code("miss_missing_episode_type", "WentMissing", "type", "missing"),
        day("miss_missing_episode_end_date", "fill-in", "ReturnedFromMissing"),
    ),
    ends=("ReturnedFromMissing",),
)

_LEAVER: Final = "CareLeaverStatusObserved"

LEAVERS: Final = Listing(
    name="ssd_care_leavers",
    title="Care leavers",
    main=None,
    scope=NOW,
    columns=(
        child("clea_person_id"),
        code("clea_care_leaver_eligibility", _LEAVER, "eligibility", "eligibility", "current"),
        code("clea_care_leaver_in_touch", _LEAVER, "in_touch", "in-touch", "current"),
        day("clea_care_leaver_latest_contact", "latest", "CareLeaverContact"),
        code("clea_care_leaver_accommodation", _LEAVER, "accommodation", "accommodation", "current"),
        code("clea_care_leaver_accom_suitable", _LEAVER, "suitability", "suitability", "current"),
        code("clea_care_leaver_activity", _LEAVER, "activity", "activity", "current"),
        day("clea_pathway_plan_review_date", "latest", "PathwayPlanReviewed"),
        Column("clea_care_leaver_personal_advisor", "current", ALLOCATION, "personal_adviser", "worker"),
        Column("clea_care_leaver_allocated_team", "current", ALLOCATION, "team", "text"),
        Column("clea_care_leaver_worker_id", "current", ALLOCATION, "worker", "worker"),
    ),
)

INVOLVEMENTS: Final = Listing(
    name="ssd_involvements",
    title="Allocated workers",
    main="WorkerAllocated",
    scope=WENT_ON,
    columns=(
        child("invo_person_id"),
        link("invo_involvements_id"),
        link("invo_professional_role_id"),
        day("invo_involvement_start_date", "key", "WorkerAllocated"),
        worker("invo_professional_id", "WorkerAllocated"),
        text("invo_professional_team", "WorkerAllocated", "team"),
        code("invo_worker_change_reason", "WorkerAllocated", "reason", "worker-reason"),
        day("invo_involvement_end_date", "fill-in", "WorkerEnded"),
    ),
    ends=("WorkerEnded",),
)
