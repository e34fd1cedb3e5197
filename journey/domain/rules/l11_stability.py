"""A child under 16 who has been looked after for two and a half years has been in the same placement for two years.

Or is placed for adoption, and the adoptive placement and the one before it together have lasted two years. A change
that keeps the carers is no move; temporary placements are left out.
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CARE

CHECKS = (Check("L11", "same_placement", CARE, needs=("PlacementStarted",)),)
