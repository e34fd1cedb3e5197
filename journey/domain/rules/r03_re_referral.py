"""A referral is a re-referral when the same child was referred before in the twelve months up to that day.

Counted from referral to referral, never from closure. A referral while the case is open is none of a child not
currently in need, and is not asked about. Where no earlier one is found and the twelve months before are not wholly
covered, nobody can tell.
"""

from journey.domain.rules.language import Check, on

CHECKS = (Check("R03", "repeat", on("ReferralReceived")),)
