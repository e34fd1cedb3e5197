"""A strategy discussion is held within three working days of the decision that it is needed (local standard).

Whether it was urgent is not recorded, so the longer of the two local limits is asked. One that was needed and never
held leaves no event, and is not seen here.
"""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "C01",
        "other",
        starts=on("StrategyDiscussionHeld", at="reasonable_cause_on"),
        stops=(on("StrategyDiscussionHeld", of_it=True),),
    ),
)
