"""An open case is supervised every six weeks, that of a child on a protection plan or looked after every month (local).

The first interval is counted from the start of the case, the plan or the period of care. A child on a plan or looked
after has both intervals running; the window asks the shorter one. Where no source holds supervision, nobody can tell.
"""

from journey.domain.rules.language import Check, Ladder, Rung, on
from journey.domain.rules.spans import CARE, CP_PLAN, EPISODE

_SUPERVISION = on("SupervisionHeld")
_SHORTER = (Rung("protection_or_looked_after"),)

TIMESCALES = (
    Ladder("R15", CP_PLAN, _SUPERVISION, _SHORTER),
    Ladder("R15", CARE, _SUPERVISION, _SHORTER),
    Ladder("R15", EPISODE, _SUPERVISION, (Rung("other"),)),
)

CHECKS = (Check("R15", "window", EPISODE, needs=("SupervisionHeld",)),)
