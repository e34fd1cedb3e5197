"""A child protection plan is a second or later one when the child was ever on a plan before, however long ago.

Where no earlier plan is found, the number of earlier plans that the file counts tells; without it, only sources that
reach back without a limit do. A recent one began within 24 months of the end of the last (local standard).
"""

from journey.domain.rules.language import Check, on

CHECKS = (Check("C13", "ever", on("CPPlanStarted")), Check("C13", "recent", on("CPPlanStarted")))
