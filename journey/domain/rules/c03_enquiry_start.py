"""A section 47 enquiry starts on the day of the strategy discussion that decided on it.

Of enquiries those that ended with no further action are counted. One that led to an initial conference did not.
"""

from journey.domain.rules.language import ANY, Check, Says, on

_CONCLUDED = "Section47Concluded"
_OTHER = ("conference", "child-in-need-plan", "looked-after", "other")

CHECKS = (
    Check("C03", "start", on("Section47Started"), needs=("StrategyDiscussionHeld",)),
    Check(
        "C03",
        "no_further_action",
        on("Section47Started"),
        (
            Says("outcome", _CONCLUDED, yes=("no-further-action",), no=_OTHER),
            Says("no_further_action", _CONCLUDED, yes=("yes",), no=("no",)),
            Says(event="InitialCPConferenceHeld", no=ANY, follows=True),
        ),
    ),
)
