"""When a child on another authority's plan moves in, a conference is held within 15 working days of being notified."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "C06",
        "conference",
        starts=on("TransferInNotified"),
        stops=(on("InitialCPConferenceHeld", transfer_in=("yes",)),),
    ),
)
