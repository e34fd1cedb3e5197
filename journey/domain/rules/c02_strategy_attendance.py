"""Everybody of the minimum takes part in a strategy discussion, also by phone, as the guidance of its day names them.

Working Together 2015 names the social worker, their manager, health and police; since 2018 the manager is not named.
The agency that referred is expected where appropriate and never part of the minimum: it is asked about apart, where the
last referral before was by a professional, and has taken part when its agency did.
"""

from journey.domain.rules.language import Check, on

CHECKS = (
    Check("C02", "minimum", on("StrategyDiscussionHeld"), needs=("StrategyDiscussionHeld.attending",)),
    Check(
        "C02",
        "referrer",
        on("StrategyDiscussionHeld"),
        needs=(
            "StrategyDiscussionHeld.attending",
            "ReferralReceived.source",
        ),
    ),
)
