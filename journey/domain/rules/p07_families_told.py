"""At the end of an assessment that finds no need of social work, the family is told who helps from here, when and how.

Asked of each case that closed after assessment with another agency to deliver the plan: closed to early help, or with
an agency named; without one there is no plan to tell of. Each part is asked by itself, so that a family that was told
in part is seen to have been: told at all, by the day of closure, with the agency, the day and the way of working, the
child too, and whether the agency then took the plan on.
"""

from journey.domain.rules.language import Check, on

_CLOSED = on("CaseClosed", reason=("RC8", "RC9"))
_TOLD = "FamilyInformedOfNextAgency"

CHECKS = (
    Check("P07", "told", _CLOSED, needs=("CaseClosed.reason", _TOLD)),
    Check("P07", "in_time", _CLOSED, needs=("CaseClosed.reason", _TOLD)),
    Check("P07", "complete", _CLOSED, needs=("CaseClosed.reason", *(f"{_TOLD}.{name}" for name in ("agency", "how")))),
    Check("P07", "child", _CLOSED, needs=("CaseClosed.reason", f"{_TOLD}.told")),
    Check("P07", "taken_on", _CLOSED, needs=("CaseClosed.reason", "SteppedDown", "NextAgencyAnswered.accepted")),
)
