"""The initial conference is held within 15 working days of the strategy discussion at which the enquiry began.

The day a section 47 enquiry started is that of the strategy discussion that began it; later discussions in the same
enquiry change nothing. A conference belongs to the last enquiry that started on or before its day; where a source files
it under a referral, as the census does, to the last one filed there. An enquiry for which a conference was deemed
unnecessary, or that was concluded without one, needs none. Conferences about children who moved in are C06.
"""

from journey.domain.rules.language import Clock, on

_NO_CONFERENCE = ("child-in-need-plan", "looked-after", "no-further-action", "other")

TIMESCALES = (
    Clock(
        "C05",
        "conference",
        starts=on("Section47Started", unless=(("conference_unnecessary", ("yes",)),)),
        stops=(on("InitialCPConferenceHeld", unless=(("transfer_in", ("yes",)),)),),
        ends=(on("Section47Concluded", of_it=True, outcome=_NO_CONFERENCE),),
        belongs_to="referral",
    ),
)
