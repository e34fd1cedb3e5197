"""A professional who refers a child is told within one working day that the referral was received.

Individuals, anonymous referrers and unknown ones are left out; where the source is not recorded nobody can tell.
"""

from journey.domain.rules.language import Clock, on

_PROFESSIONALS = (
    *("2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4"),
    *("5A", "5B", "5C", "5D", "6", "7", "8"),
)

TIMESCALES = (
    Clock(
        "R02",
        "acknowledgement",
        starts=on("ReferralReceived", source=_PROFESSIONALS),
        stops=(on("ReferrerInformed", of_it=True),),
    ),
)
