"""A looked-after child has a health assessment every six months while under five, then every twelve months.

The six months are asked where they end before the fifth birthday. From becoming looked after to the first assessment is
L04.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (
    Ladder(
        "L05",
        CARE,
        on("HealthAssessmentDone"),
        (Rung("under_five", from_number=1, before_age="age"), Rung("five_and_over", from_number=1)),
    ),
)
