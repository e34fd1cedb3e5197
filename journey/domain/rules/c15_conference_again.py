"""A conference that was not quorate is held again within 15 working days (local standard).

It is quorate with children's social care and at least two other agencies: by what was recorded of it, or else by who
took part. The family has the report two working days before the initial conference (local standard).
"""

from journey.domain.rules.language import Check, Clock, on

TIMESCALES = (
    Clock(
        "C15",
        "reconvene",
        starts=on("InitialCPConferenceHeld", "CPReviewHeld", quorate=("no",)),
        stops=(on("InitialCPConferenceHeld", "CPReviewHeld"),),
        after_the_day=True,
    ),
)

CHECKS = (
    Check(
        "C15",
        "quorum",
        on("InitialCPConferenceHeld", "CPReviewHeld"),
        needs=("InitialCPConferenceHeld.quorate|InitialCPConferenceHeld.attending",),
    ),
    Check("C15", "report", on("InitialCPConferenceHeld"), needs=("InitialCPConferenceHeld.report_shared_on",)),
)
