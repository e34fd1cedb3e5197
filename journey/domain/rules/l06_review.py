"""A looked-after child is reviewed within 20 working days, again within three months, then every six months.

Intervals run from the review actually held before. A review on the day the child becomes looked after is the first.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L06", CARE, on("LACReviewHeld"), (Rung("first", 0), Rung("second", 1), Rung("next"))),)
