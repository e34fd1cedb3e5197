"""Who the child is, and what is said of the year as a whole: Header, UASC, OC2 (health), OC3 (care leavers)."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssda903.lists.common import BEGAN_IN_YEAR, BORN, CHILD, OF_SOME, PERSON, SEX, checked, code, day

UASC_ENDED: Final = "UASCStatusEnded"
HEALTH: Final = "HealthOutcomesObserved"
LEAVER: Final = "CareLeaverStatusObserved"

HEADER: Final = Listing(
    name="Header",
    title="Children",
    main=None,
    scope=OF_SOME,
    columns=(
        CHILD,
        SEX,
        BORN,
        Column("ETHNIC", "person", PERSON, "ethnicity", "code", "ethnicity", blank_ok=False),
        Column("UPN", "person", PERSON, "upn", "text"),
        Column("MOTHER", "person", PERSON, "mother", "code", "yes-no"),
        checked("MC_DOB"),
    ),
)

UASC: Final = Listing(
    name="UASC",
    title="Unaccompanied asylum-seeking children",
    main=UASC_ENDED,
    scope=BEGAN_IN_YEAR,
    columns=(CHILD, SEX, BORN, day("DUC", "key", UASC_ENDED)),
)


def _flag(header: str, field: str) -> Column:
    return code(header, HEALTH, field, "yes-no")


OC2: Final = Listing(
    name="OC2",
    title="Health of children looked after for a year",
    main=HEALTH,
    scope=BEGAN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        Column("SDQ_SCORE", "fixed", HEALTH, "sdq_score", "count"),
        code("SDQ_REASON", HEALTH, "sdq_reason", "sdq-reason"),
        _flag("CONVICTED", "convicted"),
        _flag("HEALTH_CHECK", "health_check"),
        _flag("IMMUNISATIONS", "immunisations"),
        _flag("TEETH_CHECK", "teeth_check"),
        _flag("HEALTH_ASSESSMENT", "health_assessment"),
        _flag("SUBSTANCE_MISUSE", "substance_misuse"),
        _flag("INTERVENTION_RECEIVED", "intervention_received"),
        _flag("INTERVENTION_OFFERED", "intervention_offered"),
    ),
)

OC3: Final = Listing(
    name="OC3",
    title="Care leavers around their birthday",
    main=LEAVER,
    scope=BEGAN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        code("IN_TOUCH", LEAVER, "in_touch", "in-touch"),
        code("ACTIV", LEAVER, "activity", "activity"),
        code("ACCOM", LEAVER, "accommodation", "accommodation"),
        code("ACCOM", LEAVER, "suitability", "suitability"),
    ),
)
