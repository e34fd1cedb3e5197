"""A child in need plan is made, met about and reviewed in time: four local intervals, no national one.

The first meeting follows an assessment that ended in a child in need plan; meetings and reviews are one kind of event,
so each counts for both intervals.
"""

from journey.domain.rules.language import Clock, Ladder, Rung, on
from journey.domain.rules.spans import CIN_PLAN

_MEETING = on("CINReviewHeld")

TIMESCALES = (
    Clock(
        "R11",
        "first_meeting",
        starts=on("AssessmentAuthorised", outcome=("child-in-need-plan",)),
        stops=(_MEETING,),
    ),
    Ladder("R11", CIN_PLAN, _MEETING, (Rung("first_review", 0), Rung("next_review")), after_the_day=True),
    Ladder("R11", CIN_PLAN, _MEETING, (Rung("next_meeting", from_number=1),)),
)
