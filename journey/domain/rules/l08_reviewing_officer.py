"""An independent reviewing officer is appointed within five working days of a child becoming looked after."""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CARE

TIMESCALES = (Ladder("L08", CARE, on("IROAppointed"), (Rung("appointed", 0),), early_ok=True),)
