"""A child on a child in need plan is visited and seen within six weeks of the last such visit (local standard).

The first interval is counted from the start of the plan. A visit at which the child was not seen does not count.
An unborn child is not asked about; a plan from before birth counts from the birth.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CIN_PLAN

TIMESCALES = (Ladder("R12", CIN_PLAN, on("CINVisitMade", seen=("yes",)), (Rung("visit"),), from_birth=True),)
