"""A privately fostered child is visited within seven working days of notification, then every six weeks in the year.

After the first year every twelve weeks. A visit at which the child was not seen does not count, and at each visit the
child is spoken to alone. The arrangement is deemed to begin when the authority becomes aware of it. It is asked about
until 18: that it ended at 16, as it does for a child without a disability, must be recorded.
"""

from journey.domain.rules.language import Check, Ladder, Rung, Says, on
from journey.domain.rules.spans import PRIVATE_FOSTERING

TIMESCALES = (
    Ladder(
        "R14",
        PRIVATE_FOSTERING,
        on("PrivateFosteringVisitMade", seen=("yes",)),
        (Rung("initial", 0), Rung("first_year", younger_than="year"), Rung("later")),
    ),
)

CHECKS = (
    Check(
        "R14",
        "alone",
        on("PrivateFosteringVisitMade"),
        (
            Says("seen", no=("no",)),
            Says("seen_alone", yes=("yes",), no=("no",), not_applicable=("not-applicable",)),
        ),
    ),
)
