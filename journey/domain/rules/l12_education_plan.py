"""A looked-after child of school age has a personal education plan within 20 working days, ready for the first review.

In an emergency it is begun within ten working days: of a child taken in under police protection or an emergency
protection order that is certain, of any other not recorded. In each school term the plan is begun or reviewed.
"""

from journey.domain.rules.language import Check, Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L12", CARE, on("PEPInitiated"), (Rung("available", 0),), not_before="age"),)

CHECKS = (
    Check("L12", "initiated", on("BecameLookedAfter"), needs=("PEPInitiated",)),
    Check("L12", "termly", CARE, needs=("PEPInitiated|PEPReviewed",)),
)
