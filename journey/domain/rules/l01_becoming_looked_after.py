"""A child is looked after when accommodated for more than 24 hours without a break, or under a care order.

Short breaks keep to rules of their own while no stay is longer than 17 days and all stays in twelve months together are
no longer than 75. Asked of stays that are recorded one by one: under the legal status V3, or as short breaks of the
yearly return. One stay that both tell of is one; a stay ends where the next begins.
"""

from journey.domain.rules.language import Check, on
from journey.domain.rules.spans import LEGAL_STATUS

CHECKS = (
    Check("L01", "accommodated", on("BecameLookedAfter"), needs=("CeasedLookedAfter",)),
    Check("L01", "short_break_stay", LEGAL_STATUS, needs=("LegalStatusEnded|ShortBreakStayed",)),
    Check("L01", "short_break_year", LEGAL_STATUS, needs=("LegalStatusEnded|ShortBreakStayed",)),
)
