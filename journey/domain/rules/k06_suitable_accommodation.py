"""A care leaver lives in suitable accommodation, by the latest status that was shown.

Custody, bed and breakfast and no fixed abode are unsuitable by convention where nothing else was recorded. Who is not
in touch stays in the cohort and cannot be told.
"""

from journey.domain.rules.language import Check, Says, on
from journey.domain.rules.leavers import NOT_OF_THE_COHORT

CHECKS = (
    Check(
        "K06",
        "suitable",
        on("CareLeaverStatusObserved"),
        (
            Says("eligibility", not_applicable=NOT_OF_THE_COHORT),
            Says("in_touch", not_applicable=("DIED",)),
            Says("suitability", yes=("suitable",), no=("unsuitable",)),
            Says("accommodation", no=("S", "W", "X")),
        ),
        latest=True,
    ),
)
