"""A conference that was not quorate is held again within 15 working days (local standard)."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "C15",
        "reconvene",
        starts=on("InitialCPConferenceHeld", "CPReviewHeld", quorate=("no",)),
        stops=(on("InitialCPConferenceHeld", "CPReviewHeld"),),
        after_the_day=True,
    ),
)
