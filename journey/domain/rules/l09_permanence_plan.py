"""A plan for permanence is agreed by the second review of a looked-after child.

Asked of children looked after for four months, and of any whose second review was held. A file that shows a plan on its
day shows that there was one by then. Where reviews may have gone unseen nobody can tell which was the second.
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CARE

CHECKS = (
    Check(
        "L09",
        "second_review",
        CARE,
        needs=(
            "LACReviewHeld",
            "PermanencePlanAgreed|PermanencePlanObserved",
        ),
    ),
)
