"""An assessment ended with no further action, or with early help alone, by its outcome or by why the case closed.

Where a source says only whether support by children's social care was required, none required is no further action.
Where the assessment says nothing, the reason why the case closed next tells: closed after assessment (RC8, RC9).
"""

from journey.domain.rules.language import Check, Says, on

_OTHER_OUTCOMES = ("child-in-need-plan", "section-47", "looked-after", "other")
_OTHER_CLOSURES = ("RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7")

CHECKS = (
    Check(
        "R07",
        "no_further_action",
        on("AssessmentAuthorised"),
        (
            Says("outcome", yes=("no-further-action", "early-help"), no=_OTHER_OUTCOMES),
            Says("no_further_action", yes=("yes",), no=("no",)),
            Says("support_required", yes=("no",), no=("yes",)),
            Says("reason", "CaseClosed", yes=("RC8", "RC9"), no=_OTHER_CLOSURES, follows=True),
        ),
    ),
)
