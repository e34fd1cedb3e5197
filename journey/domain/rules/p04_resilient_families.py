"""Timely help, and families that manage afterwards.

A family that is stepped down to early help has a named lead practitioner, and within twelve months is neither referred
nor stepped up again. While those months are not over, and nothing happened, nobody can tell. Whether help was timely is
what the timescales say.
"""

from journey.domain.rules.language import Check, on

CHECKS = (
    Check(
        "P04",
        "resilient_exit",
        on("SteppedDown", to_tier=("early-help",)),
        needs=("SteppedDown.lead_practitioner", "SteppedUp", "ReferralReceived"),
    ),
)
