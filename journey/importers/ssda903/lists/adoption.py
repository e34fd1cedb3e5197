"""The way to adoption, and earlier permanent homes: AD1, PlacedAdoption, PrevPerm."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssda903.lists.common import BEGAN_IN_YEAR, BORN, CHILD, OF_SOME, checked, code, day

DECISION: Final = "AdoptionDecisionMade"
MATCH: Final = "MatchedForAdoption"
PLACED: Final = "PlacedForAdoption"
PLACED_CEASED: Final = "PlacementForAdoptionCeased"
PERMANENCE: Final = "PreviousPermanenceRecorded"

AD1: Final = Listing(
    name="AD1",
    title="Children adopted in the year",
    main=DECISION,
    scope=OF_SOME,
    columns=(
        CHILD,
        BORN,
        day("DATE_INT", "key", DECISION, blank_ok=False),
        day("DATE_MATCH", "fill-in", MATCH),
        code("FOSTER_CARE", MATCH, "foster_carer", "yes-no"),
        Column("NB_ADOPTR", "fixed", MATCH, "adopters", "count"),
        checked("SEX_ADOPTR"),
        checked("LS_ADOPTR"),
    ),
)

PLACED_ADOPTION: Final = Listing(
    name="PlacedAdoption",
    title="Children placed for adoption",
    main=PLACED,
    scope=BEGAN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        day("DATE_PLACED", "key", PLACED, blank_ok=False),
        day("DATE_PLACED_CEASED", "fill-in", PLACED_CEASED),
        code("REASON_PLACED_CEASED", PLACED_CEASED, "reason", "adoption-reversed", nature="fill-in"),
    ),
    ends=(PLACED_CEASED,),
)

PREV_PERM: Final = Listing(
    name="PrevPerm",
    title="Earlier permanent homes",
    main=PERMANENCE,
    scope=OF_SOME,
    columns=(
        CHILD,
        BORN,
        code("PREV_PERM", PERMANENCE, "option", "previous-permanence", blank_ok=False),
        Column("LA_PERM", "fixed", PERMANENCE, "authority", "text"),
        Column("DATE_PERM", "fixed", PERMANENCE, "date_written", "text"),
    ),
)
