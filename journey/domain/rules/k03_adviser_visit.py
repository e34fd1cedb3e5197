"""The personal adviser visits within seven days of accommodation being provided, again within 28 days, then every two
months.

The 28 days, in which a review of the pathway plan is due too, are counted from the start of the accommodation.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import LEAVER_ACCOMMODATION

TIMESCALES = (
    Ladder(
        "K03",
        LEAVER_ACCOMMODATION,
        on("LeaverVisitMade"),
        (Rung("first", 0), Rung("before_review", 1, from_start=True), Rung("next")),
    ),
)
