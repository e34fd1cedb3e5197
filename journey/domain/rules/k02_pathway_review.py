"""A pathway plan is reviewed within six months of its start or its last review, until the young person is 21.

The published figure asks whether it was begun or reviewed in the last six months, of all care leavers but qualifying
ones.
"""

from journey.domain.rules.language import Check, Clock, on

TIMESCALES = (
    Clock(
        "K02",
        "review",
        starts=on("PathwayPlanMade", "PathwayPlanReviewed"),
        stops=(on("PathwayPlanReviewed"),),
        after_the_day=True,
        until=("K02", "until"),
    ),
)

CHECKS = (Check("K02", "window", on("CareLeaverStatusObserved"), latest=True, needs=("PathwayPlanReviewed",)),)
