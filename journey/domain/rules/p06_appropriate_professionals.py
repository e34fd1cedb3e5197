"""Only appropriate professionals are involved with a child, and each of them for something.

A professional who has been involved for more than ninety days was active in that time with a visit, with direct work or
in a meeting that the agency took part in. A no is a possibly unnecessary involvement, for a person to check. Advice
given in a hub meeting is no involvement. How many are involved is counted by role, without a verdict. Who takes part in
strategy discussions is C02.
"""

from journey.domain.rules.language import Check, on

ACTS = ("CINVisitMade", "CPVisitMade", "DirectWorkDone", "LACVisitMade", "LeaverVisitMade", "SupervisionHeld")
"""What a worker does with or about the child, by name."""

MEETINGS = ("CINReviewHeld", "CPReviewHeld", "CoreGroupMet", "InitialCPConferenceHeld", "StrategyDiscussionHeld")
"""What agencies take part in."""

CHECKS = (Check("P06", "active", on("ProfessionalInvolved"), needs=(*ACTS, *MEETINGS)),)
