"""A care leaver is in education, training or employment, full or part time, by the latest status that was shown.

Who is not in touch stays in the cohort and cannot be told. Qualifying care leavers and children still looked after are
not of it. Training or employment had codes of its own before 2022.
"""

from journey.domain.rules.language import Check, Says, on
from journey.domain.rules.leavers import NOT_OF_THE_COHORT

_OCCUPIED = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")

CHECKS = (
    Check(
        "K05",
        "occupied",
        on("CareLeaverStatusObserved"),
        (
            Says("eligibility", not_applicable=NOT_OF_THE_COHORT),
            Says("in_touch", not_applicable=("DIED",)),
            Says("activity", yes=_OCCUPIED, no=("G4", "G5", "G6")),
        ),
        latest=True,
    ),
)
