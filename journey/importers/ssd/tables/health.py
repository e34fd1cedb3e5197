"""Health of looked-after children: checks, each a row, and whether immunisations are up to date."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Listing
from journey.importers.ssd.tables.common import BEGAN, NOW, child, code, day, link

CHECKS: Final = Listing(
    name="ssd_cla_health",
    title="Health assessments",
    main="HealthAssessmentDone",
    scope=BEGAN,
    columns=(
        child("clah_person_id"),
        link("clah_health_check_id"),
        link("clah_health_check_type"),
        day("clah_health_check_date", "key", "HealthAssessmentDone"),
        link("clah_health_check_status"),
    ),
)

DENTAL: Final = Listing(
    name="ssd_cla_health: dental",
    title="Dental checks",
    main="DentalCheckDone",
    scope=BEGAN,
    columns=(child("clah_person_id"), day("clah_health_check_date", "key", "DentalCheckDone")),
    read_from=CHECKS.name,
)

IMMUNISATIONS: Final = Listing(
    name="ssd_cla_immunisations",
    title="Immunisations",
    main=None,
    scope=NOW,
    columns=(
        child("clai_person_id"),
        code("clai_immunisations_status", "HealthOutcomesObserved", "immunisations", "yes-no", "current"),
        link("clai_immunisations_status_date"),
    ),
)
