"""After a decision to step down the family meets the agency that takes over within ten working days (local standard).

A step up within six months of a step down is an early return, within twelve months a return. While those months are
not over, and nothing happened, nobody can tell.
"""

from journey.domain.rules.language import Check, Clock, on

TIMESCALES = (
    Clock(
        "R09",
        "next_agency",
        starts=on("SteppedDown"),
        stops=(on("SteppedDown", at="meeting_held_on", of_it=True),),
    ),
)

CHECKS = (
    Check("R09", "early_return", on("SteppedDown"), needs=("SteppedUp",)),
    Check("R09", "return", on("SteppedDown"), needs=("SteppedUp",)),
)
