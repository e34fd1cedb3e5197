"""Care proceedings end with a final order within 26 weeks of the application being issued."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "L15",
        "final_order",
        starts=on("CareProceedingsIssued"),
        stops=(on("CareProceedingsConcluded", of_it=True),),
    ),
)
