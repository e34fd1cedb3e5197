"""A child protection plan is short when it ended less than three months after its start."""

from journey.domain.rules.language import Check, on

CHECKS = (Check("C16", "short", on("CPPlanEnded"), needs=("CPPlanStarted",)),)
