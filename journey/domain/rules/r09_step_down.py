"""After a decision to step down the family meets the agency that takes over within ten working days (local standard).

That the meeting comes before closure, and what a step up afterwards means, are questions of their own.
"""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "R09",
        "next_agency",
        starts=on("SteppedDown"),
        stops=(on("SteppedDown", at="meeting_held_on", of_it=True),),
    ),
)
