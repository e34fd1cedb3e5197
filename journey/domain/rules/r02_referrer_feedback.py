"""A professional who refers a child is told within one working day that the referral was received.

Individuals, anonymous referrers and unknown ones are left out; where the source is not recorded nobody can tell.
"""

from journey.domain.rules.language import Clock, on
from journey.domain.rules.referrers import PROFESSIONALS

TIMESCALES = (
    Clock(
        "R02",
        "acknowledgement",
        starts=on("ReferralReceived", source=PROFESSIONALS),
        stops=(on("ReferrerInformed", of_it=True),),
    ),
)
