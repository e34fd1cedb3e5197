"""A child on a protection plan is visited and seen within ten working days of the last such visit (local standard).

The first interval is counted from the start of the plan. A child seen alone was seen. Where a source says neither,
nobody can tell, unless the setting ``statutory_visit_implies_seen`` is on. An unborn child cannot be seen: the first
interval of a plan from before birth is counted from the birth.

The published figure asks something else: whether the child was visited and seen in the last ten working days, of plans
that began two weeks ago or earlier. A gap of 19 working days can pass it.
"""

from journey.domain.rules.language import Check, Ladder, Rung, on
from journey.domain.rules.spans import CP_PLAN

_SEEN = on(
    "CPVisitMade",
    seen=("yes",),
    shown_by=(("seen_alone", ("yes",)),),
    implied_by="statutory_visit_implies_seen",
)

TIMESCALES = (Ladder("C10", CP_PLAN, _SEEN, (Rung("gap"),), from_birth=True),)

CHECKS = (Check("C10", "window", CP_PLAN, needs=("CPVisitMade.seen|CPVisitMade.seen_alone",)),)
