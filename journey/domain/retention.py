"""How long a record is kept: classes of record by the events that make one, and the dated years of ``retention.toml``.

Definitions: design and practice of retention; the legal reference of each number stands in the file.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from journey.domain.timescale_blocks import Rule, Step
from journey.domain.timescale_file import read_rules

From = Literal["birth", "death", "order", "last_contact"]
"""From when the years of a class are counted."""

MADE_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "adoption": ("AdoptionOrderGranted",),
    "looked_after": ("BecameLookedAfter", "CeasedLookedAfter", "PlacementStarted", "PlacementEnded"),
    "leaver": ("CareLeaverStatusObserved", "LeaverAccommodationStarted", "PathwayPlanMade"),
    "protection": ("CPPlanStarted", "CPPlanEnded", "InitialCPConferenceHeld", "Section47Started"),
    "education_health_care": ("EHCPlanIssued",),
    "in_need": (
        "ReferralReceived",
        "CINEpisodeOpened",
        "AssessmentStarted",
        "CINPlanStarted",
        "PrivateFosteringNotified",
    ),
    "complaint": ("ComplaintReceived",),
    "contact": ("ContactReceived",),
}
"""Class → the events of which one makes a record of it."""

ADOPTED: Final = ("E11", "E12")
"""Reasons for which care ended that are an adoption order, of the same day."""

ADULT: Final = 18
"""The age before which a child's death shortens the retention of a looked-after record."""


@cache
def classes() -> Mapping[str, Rule]:
    """Every class of ``retention.toml`` by its name."""
    text = files("journey.domain").joinpath("retention.toml").read_text(encoding="utf-8")
    return read_rules(text, "retention.toml")


def step_of(of: str, since: From, on: date) -> Step | None:
    """What a class asks for, counted from something, on a day; None where the file says nothing for that day."""
    return next((step for step in classes()[of].steps if step.name == since and step.in_force(on)), None)
