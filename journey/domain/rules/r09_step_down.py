"""After a decision to step down the family meets the agency that takes over within ten working days (local standard).

Before the case closes the plan that takes over is on record, as a child in need plan that started or as an agency that
took the plan on, and so is its lead practitioner. While the case is open, and one of them is missing, nobody can tell.

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
    Check(
        "R09",
        "handed_on",
        on("SteppedDown"),
        needs=("SteppedDown.lead_practitioner", "CaseClosed", "NextAgencyAnswered|CINPlanStarted"),
    ),
    Check("R09", "early_return", on("SteppedDown"), needs=("SteppedUp",)),
    Check("R09", "return", on("SteppedDown"), needs=("SteppedUp",)),
)
