"""Right first time: no second cycle of help for a need that was there the first time.

A case that closed is followed by a new referral within twelve months of its closure: a return, be it a re-referral or
not. An assessment that ended with no further action is followed within ninety days by a section 47 enquiry or a step
up. A yes to either is a journey that was not right the first time, or one in which something new happened: only
somebody who reads it can say which. Re-referrals themselves are R03.
"""

from journey.domain.rules.language import Check, on

CHECKS = (
    Check("P01", "return", on("CaseClosed"), needs=("ReferralReceived",)),
    Check(
        "P01",
        "early_no_action",
        on("AssessmentAuthorised"),
        needs=(
            "AssessmentAuthorised.outcome|AssessmentAuthorised.support_required|CaseClosed.reason",
            "Section47Started",
            "SteppedUp",
        ),
    ),
)
