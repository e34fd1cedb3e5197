"""A child on a child protection plan is looked after at the same time (local standard: the plan ends once care
protects).
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CP_PLAN

CHECKS = (Check("C14", "dual", CP_PLAN, needs=("BecameLookedAfter", "CeasedLookedAfter")),)
