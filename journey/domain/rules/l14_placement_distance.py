"""The authority of an area is told before a child is placed there from another, or else within five working days.

A placement is at a distance when it is more than 20 miles from home and outside the authority, both as recorded.
"""

from journey.domain.rules.language import Check, Ladder, Rung, on
from journey.domain.rules.spans import PLACEMENT

TIMESCALES = (
    Ladder(
        "L14",
        PLACEMENT,
        on("OutOfAreaPlacementNotified"),
        (Rung("notified", 0, where=(("location", ("out",)),)),),
        early_ok=True,
    ),
)

CHECKS = (
    Check(
        "L14",
        "distance",
        PLACEMENT,
        needs=(
            "PlacementStarted.distance_miles",
            "PlacementStarted.location",
        ),
    ),
)
