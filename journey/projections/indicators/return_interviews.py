"""Return home interviews offered, accepted, and held in 72 hours: three figures over missing episodes that ended."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.timed import in_time, told

_GUIDANCE: Final = "Children who run away or go missing from home or care, January 2014"

INDICATORS: Final = (
    told(
        "return_interviews_offered",
        "Return interviews offered",
        "Missing episodes that ended in the period after which a return home interview was offered, of episodes that "
        "ended in it",
        _GUIDANCE,
        ("L13", "offered"),
        ("ReturnedFromMissing",),
    ),
    told(
        "return_interviews_accepted",
        "Return interviews accepted",
        "Missing episodes that ended in the period after which a return home interview was accepted, of episodes that "
        "ended in it after which one was offered",
        _GUIDANCE,
        ("L13", "accepted"),
        ("ReturnedFromMissing",),
    ),
    in_time(
        "return_interviews_in_time",
        "Return interviews held in 72 hours",
        "Missing episodes that ended in the period after which a return home interview was held within 72 hours, of "
        "episodes that ended in it, without those after which the child went missing again first or whose 72 hours "
        "had not passed",
        _GUIDANCE,
        ("L13", "interview"),
        "ReturnedFromMissing",
        "started_on",
    ),
)
