"""The Standard Safeguarding Dataset as one declaration: system ``ssd``."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import SourceDeclaration
from journey.importers.ssd.tables.court import PRE_PROCEEDINGS
from journey.importers.ssd.tables.front_door import CONTACTS, EARLY_HELP, EPISODES, PEOPLE
from journey.importers.ssd.tables.health import CHECKS, DENTAL, IMMUNISATIONS
from journey.importers.ssd.tables.identity import DISABILITIES, IDENTIFIERS
from journey.importers.ssd.tables.in_care import (
    BREAKS,
    CARE,
    INVOLVEMENTS,
    LEAVERS,
    MISSING,
    PLACEMENTS,
    REVIEWS,
    STATUSES,
    VISITS,
)
from journey.importers.ssd.tables.in_need import (
    ASSESSMENTS,
    CIN_PLANS,
    CIN_VISITS,
    CONFERENCES,
    CP_REVIEWS,
    CP_VISITS,
    ENQUIRIES,
    FACTORS,
    FACTORS_FOUND,
    PLANS,
)
from journey.importers.ssd.tables.permanence import CARE_PLANS, PERMANENCE

SSD: Final = SourceDeclaration(
    "ssd",
    "Standard Safeguarding Dataset",
    (
        PEOPLE,
        DISABILITIES,
        IDENTIFIERS,
        CONTACTS,
        EARLY_HELP,
        EPISODES,
        ASSESSMENTS,
        FACTORS,
        CIN_PLANS,
        CIN_VISITS,
        ENQUIRIES,
        CONFERENCES,
        PLANS,
        CP_VISITS,
        CP_REVIEWS,
        PRE_PROCEEDINGS,
        CARE,
        BREAKS,
        STATUSES,
        PLACEMENTS,
        REVIEWS,
        VISITS,
        CARE_PLANS,
        CHECKS,
        DENTAL,
        IMMUNISATIONS,
        PERMANENCE,
        MISSING,
        LEAVERS,
        INVOLVEMENTS,
    ),
)

IDS: Final = {
    EPISODES.name: "cine_referral_id",
    PLANS.name: "cppl_cp_plan_id",
    CARE.name: "clae_cla_id",
    ASSESSMENTS.name: "cina_assessment_id",
}
"""Tables whose rows others name, with the column of the id by which they do."""

NAMED_BY: Final = {
    ASSESSMENTS.name: ("cina_referral_id", EPISODES.name),
    CIN_PLANS.name: ("cinp_referral_id", EPISODES.name),
    ENQUIRIES.name: ("s47e_referral_id", EPISODES.name),
    CONFERENCES.name: ("icpc_referral_id", EPISODES.name),
    PLANS.name: ("cppl_referral_id", EPISODES.name),
    CP_VISITS.name: ("cppv_cp_plan_id", PLANS.name),
    CP_REVIEWS.name: ("cppr_cp_plan_id", PLANS.name),
    REVIEWS.name: ("clar_cla_id", CARE.name),
    PLACEMENTS.name: ("clap_cla_id", CARE.name),
    FACTORS.name: ("cinf_assessment_id", ASSESSMENTS.name),
}
"""Tables whose rows belong to another's, with the column that names it."""

JOINED: Final = {ASSESSMENTS.name: FACTORS_FOUND}
"""Columns that a table has from another of its own, which names its rows."""

FILES: Final = tuple(listing for listing in SSD.listings if not listing.read_from)
"""The tables that a file can be."""

MAY_BE_PLANNED: Final = frozenset({CONFERENCES.name, CP_REVIEWS.name, REVIEWS.name})
"""Tables in which a row without its day has not happened yet: a meeting that is due."""
