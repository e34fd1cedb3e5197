"""The service is in touch with a care leaver around each birthday from the 17th to the 21st, and in every eight weeks.

A contact, or what a file says of being in touch, counts from three months before the birthday to one month after.
Refusing contact and no longer requiring services are not in touch; who returned home or died is not asked. Children
still looked after and qualifying care leavers are not of the cohort.
"""

from journey.domain.rules.language import Check, on

_LEAVERS = on("CareLeaverStatusObserved")

CHECKS = (
    Check("K04", "birthday", _LEAVERS, needs=("CareLeaverContact",)),
    Check("K04", "monthly", _LEAVERS, latest=True, needs=("CareLeaverContact",)),
)
