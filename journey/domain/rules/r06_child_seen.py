"""The child is seen in the assessment, before a manager authorises it, and is seen alone.

A child not yet born is not asked about. An infant is not asked about as to being seen alone, where that was recorded as
not applicable; a child who was not seen was not seen alone.
"""

from journey.domain.rules.language import Check, Says, on

_ASSESSED = on("AssessmentAuthorised")
_STARTED = "AssessmentStarted"

CHECKS = (
    Check("R06", "seen", _ASSESSED, (Says("child_seen", _STARTED, yes=("yes",), no=("no",)),), born=True),
    Check(
        "R06",
        "alone",
        _ASSESSED,
        (
            Says("child_seen", _STARTED, no=("no",)),
            Says("seen_alone", _STARTED, yes=("yes",), no=("no",), not_applicable=("not-applicable",)),
        ),
        born=True,
    ),
)
