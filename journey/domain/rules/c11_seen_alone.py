"""At a statutory visit to a child on a protection plan or looked after the child is seen alone.

Asked of visits at which the child was seen, and of the last visit of each child as at a day. Below the age of the local
policy, and where it was recorded as not applicable, it is not asked. Visits that do not say whether the child was seen
cannot be told, unless the setting ``statutory_visit_implies_seen`` is on; a last visit at which the child was not seen
alone is a no all the same, because it is asked of all who were visited.
"""

from journey.domain.rules.language import Check, on

_VISITS = on("CPVisitMade", "LACVisitMade")

CHECKS = (
    Check("C11", "visit", _VISITS, needs=("CPVisitMade.seen_alone|LACVisitMade.seen_alone",)),
    Check("C11", "last_visit", _VISITS, latest=True, needs=("CPVisitMade.seen_alone|LACVisitMade.seen_alone",)),
)
