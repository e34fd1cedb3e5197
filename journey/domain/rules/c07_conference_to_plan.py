"""A child protection plan starts on the day of the initial conference that decided on it; not every conference does."""

from journey.domain.rules.language import Check, on

CHECKS = (
    Check("C07", "plan", on("InitialCPConferenceHeld"), needs=("CPPlanStarted|InitialCPConferenceHeld.plan_made",)),
    Check("C07", "same_day", on("InitialCPConferenceHeld"), needs=("CPPlanStarted",)),
)
