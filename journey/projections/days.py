"""Days as numbers since 1900, and the order of events within a day: what columns and plain code have in common."""

from __future__ import annotations

from datetime import date
from typing import Final

EPOCH: Final = date(1900, 1, 1)
"""Day 0."""

DAY_BITS: Final = 17
"""Bits of a key that hold the day; a day is therefore below ``2 ** 17``."""

SAME_DAY: Final = (
    "ContactReceived",
    "ContactDecided",
    "ReferralReceived",
    "ReferralDecisionMade",
    "ReferralDecisionAuthorised",
    "CINEpisodeOpened",
    "AssessmentStarted",
    "StrategyDiscussionHeld",
    "Section47Started",
    "AssessmentAuthorised",
    "Section47Concluded",
    "InitialCPConferenceHeld",
    "CPPlanStarted",
    "BecameLookedAfter",
    "LegalStatusChanged",
    "PlacementStarted",
    "",
    "PlacementEnded",
    "CINPlanEnded",
    "CPPlanEnded",
    "CeasedLookedAfter",
    "CaseClosed",
)
"""Events of one day without times are read in this order; the empty name stands for all that are not listed."""

OPENED_BEFORE: Final = 3
"""Days by which a file may show an episode to have opened before the referral that opened it."""

_RANK: Final = {name: rank for rank, name in enumerate(SAME_DAY)}


def day_of(day: date) -> int:
    """A date as a number of days since ``EPOCH``."""
    return day.toordinal() - EPOCH.toordinal()


def date_of(day: int) -> date:
    """The date of a number of days since ``EPOCH``."""
    return date.fromordinal(day + EPOCH.toordinal())


def rank_in_day(event: str) -> int:
    """The rank of an event among those of one day (see ``SAME_DAY``)."""
    return _RANK.get(event, _RANK[""])


def in_range(day: date) -> bool:
    """Whether a day has a key."""
    return 0 <= day_of(day) < 1 << DAY_BITS
