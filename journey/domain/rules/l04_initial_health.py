"""A child has an initial health assessment within 20 working days of becoming looked after."""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L04", CARE, on("HealthAssessmentDone"), (Rung("assessment", 0),)),)
