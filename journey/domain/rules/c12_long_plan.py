"""A child protection plan is long when it lasted two years or more; so is one that has been open for as long."""

from journey.domain.rules.language import Check, on
from journey.domain.rules.spans import CP_PLAN

CHECKS = (
    Check("C12", "two_years", on("CPPlanEnded"), needs=("CPPlanStarted",)),
    Check("C12", "open", CP_PLAN),
)
