"""In a section 47 enquiry the child is seen within five working days of its start (local standard).

Whether the enquiry was urgent is not recorded, so the longer of the two local limits is asked. Where the enquiry began
before the child was born nobody could see it then, and nothing is asked.
"""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "C04",
        "other",
        starts=on("Section47Started"),
        stops=(on("Section47Started", at="child_seen_on", of_it=True),),
        ends=(on("Section47Concluded", of_it=True),),
        born=True,
    ),
)
