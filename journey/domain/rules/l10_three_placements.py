"""A looked-after child had three or more placements in the twelve months up to the day.

On 31 March that is the year of the national measure. The placement open on the first day counts as one. Short breaks
and temporary placements are left out, as are changes that keep the carers (adoption by the present foster carer).
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CARE

CHECKS = (Check("L10", "placements", CARE, needs=("PlacementStarted",)),)
