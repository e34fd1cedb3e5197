"""A decision on a referral is made and authorised by a manager within one working day; the later of the two counts."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "R01",
        "decision",
        starts=on("ReferralReceived"),
        stops=(on("ReferralDecisionMade", of_it=True), on("ReferralDecisionAuthorised", of_it=True)),
    ),
)
