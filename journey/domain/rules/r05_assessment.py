"""An assessment is authorised by a manager within 45 working days of the referral; also counted from its own start.

The first assessment after a referral is counted from the referral; a later one, which new information started on the
open case, from its own start alone. Not authorised is not completed. Where a source files the assessment under a
referral, as the census does, that referral is meant; else the last one on or before its start.
"""

from journey.domain.rules.language import Clock, on

_AUTHORISED = (on("AssessmentAuthorised", of_it=True),)

TIMESCALES = (
    Clock(
        "R05",
        "from_referral",
        starts=on("AssessmentStarted"),
        stops=_AUTHORISED,
        counted_from=on("ReferralReceived"),
        belongs_to="referral",
    ),
    Clock("R05", "from_start", starts=on("AssessmentStarted"), stops=_AUTHORISED),
)
