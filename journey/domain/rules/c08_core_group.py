"""The core group meets within ten working days of the initial conference, then every six weeks (local standard).

The plan starts on the day of the conference (C07), so its start is counted from.
"""

from journey.domain.rules.language import Ladder, Rung, on
from journey.domain.rules.spans import CP_PLAN

TIMESCALES = (Ladder("C08", CP_PLAN, on("CoreGroupMet"), (Rung("first", 0), Rung("next"))),)
