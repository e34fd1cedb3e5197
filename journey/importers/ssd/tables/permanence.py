"""The way to a permanent home: adoption, and the care plan."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssd.tables.common import WENT_ON, child, code, day, link

_DECISION: Final = "AdoptionDecisionMade"
_REVERSED: Final = "AdoptionDecisionReversed"
_MATCH: Final = "MatchedForAdoption"

PERMANENCE: Final = Listing(
    name="ssd_permanence",
    title="Children for adoption",
    main=_DECISION,
    scope=WENT_ON,
    columns=(
        child("perm_person_id"),
        link("perm_table_id"),
        link("perm_cla_id"),
        day("perm_adm_decision_date", "key", _DECISION),
        day("perm_placement_order_date", "fill-in", "PlacementOrderMade"),
        day("perm_matched_date", "fill-in", _MATCH),
        code("perm_adopted_by_carer_flag", _MATCH, "foster_carer", "yes-no", "fill-in"),
        Column("perm_number_of_adopters", "fill-in", _MATCH, "adopters", "count"),
        day("perm_placed_for_adoption_date", "fill-in", "PlacedForAdoption"),
        day("perm_placed_ffa_cp_date", "fill-in", "PlacedInFosteringForAdoption"),
        day("perm_decision_reversed_date", "fill-in", _REVERSED),
        code("perm_decision_reversed_reason", _REVERSED, "reason", "adoption-reversed", "fill-in"),
        day("perm_permanence_order_date", "fill-in", "AdoptionOrderGranted"),
        link("perm_permanence_order_type"),
    ),
    ends=("AdoptionOrderGranted", _REVERSED),
)

ADOPTION_DAYS: Final = tuple(
    column.header
    for column in PERMANENCE.columns
    if column.field == "occurred_on" and column.event != "AdoptionOrderGranted"
)
"""The days of the way to adoption; a row with none of them is about another order, which ends the period of care."""

CARE_PLANS: Final = Listing(
    name="ssd_cla_care_plan",
    title="Care plans",
    main="CarePlanMade",
    scope=WENT_ON,
    columns=(
        child("lacp_person_id"),
        link("lacp_table_id"),
        day("lacp_cla_care_plan_start_date", "key", "CarePlanMade"),
        link("lacp_cla_care_plan_end_date"),
        code("lacp_cla_care_plan_json", "PermanencePlanObserved", "plan", "permanence", "current"),
    ),
)
