"""An eligible child's needs are assessed within three months of the 16th birthday or of becoming eligible.

A child is eligible from 16 on who is looked after and has been for 13 weeks since the 14th birthday. The pathway plan
follows at once: eligible children with one are counted.
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CARE

CHECKS = (
    Check("K01", "assessment", CARE, needs=("PathwayNeedsAssessed",)),
    Check("K01", "plan", CARE, needs=("PathwayPlanMade", "PathwayPlanReviewed")),
)
