"""The first review conference is held within three months of the initial conference, each later one within six months.

Intervals run from the conference actually held before. The plan starts on the day of the initial conference (C07), and
a review on or before that day is none.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CP_PLAN

TIMESCALES = (Ladder("C09", CP_PLAN, on("CPReviewHeld"), (Rung("first", 0), Rung("next")), after_the_day=True),)
