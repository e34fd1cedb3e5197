"""A placement plan is made before each placement, or else within five working days of its start."""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import PLACEMENT

TIMESCALES = (Ladder("L03", PLACEMENT, on("PlacementPlanMade"), (Rung("plan", 0),), early_ok=True),)
