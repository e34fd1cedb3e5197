"""A pathway plan is reviewed within six months of its start or its last review, until the young person is 21."""

from journey.domain.rules.language import Clock, on

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
