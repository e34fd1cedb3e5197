"""A care plan is made before the child's first placement, or else within ten working days of its start.

The first placement starts on the day the child becomes looked after.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L02", CARE, on("CarePlanMade"), (Rung("plan", 0),), early_ok=True),)
