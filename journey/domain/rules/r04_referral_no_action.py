"""A referral ended with no further action when it says so itself, or the decision on it does."""

from journey.domain.rules.language import Check, Says, on

_OTHER = ("assessment", "strategy-discussion", "early-help", "other")

CHECKS = (
    Check(
        "R04",
        "no_further_action",
        on("ReferralReceived"),
        (
            Says("no_further_action", yes=("yes",), no=("no",)),
            Says("decision", "ReferralDecisionMade", yes=("no-further-action",), no=_OTHER),
        ),
    ),
)
