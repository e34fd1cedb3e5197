"""A return home interview is held within 72 hours of the child's return from being missing.

Each episode has its own. Going missing again before the interview ends the first timescale: the interview is still due
for the later episode. Without recorded times, three days are asked.
That an interview was offered, and that it was accepted, are asked of every episode that ended: an interview that was
held was both.
"""

from journey.domain.rules.language import Check, Clock, on

TIMESCALES = (
    Clock(
        "L13",
        "interview",
        starts=on("ReturnedFromMissing"),
        stops=(on("ReturnInterviewHeld", of_it=True),),
        ends=(on("WentMissing"),),
    ),
)

CHECKS = (
    Check("L13", "offered", on("ReturnedFromMissing"), needs=("ReturnInterviewOffered|ReturnInterviewHeld",)),
    Check("L13", "accepted", on("ReturnedFromMissing"), needs=("ReturnInterviewOffered.accepted|ReturnInterviewHeld",)),
)
