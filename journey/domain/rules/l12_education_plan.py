"""A looked-after child of school age has a personal education plan within 20 working days, ready for the first review.

The shorter limit for emergencies is not asked, as an emergency is not recorded; the review in each term needs a
calendar of terms.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L12", CARE, on("PEPInitiated"), (Rung("available", 0),), not_before="age"),)
