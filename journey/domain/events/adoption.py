"""The way to adoption."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded

_STAGE = "Adoption"


class AdoptionDecisionMade(Listed):
    """The agency decided that the child should be placed for adoption."""

    NAME = "AdoptionDecisionMade"
    TITLE = "Adoption decision made"
    KIND = "adoption-decision"
    STAGE = _STAGE

    entered_care_on: date | None = Field(None, description="the day the child entered care")


class AdoptionDecisionReversed(Event):
    """The agency decided that the child should no longer be placed for adoption."""

    NAME = "AdoptionDecisionReversed"
    TITLE = "Adoption decision reversed"
    KIND = "adoption-decision"
    PART = "reversed"
    STAGE = _STAGE

    reason: Code | None = coded("adoption-reversed")


class PlacementOrderMade(Event):
    """A court made a placement order."""

    NAME = "PlacementOrderMade"
    TITLE = "Placement order made"
    KIND = "placement-order"
    STAGE = _STAGE


class MatchedForAdoption(Event):
    """The child was matched with prospective adopters."""

    NAME = "MatchedForAdoption"
    TITLE = "Matched for adoption"
    KIND = "adoption-match"
    STAGE = _STAGE

    adopters: int | None = Field(None, description="how many adopters")
    foster_carer: Code | None = coded("yes-no", "whether the adopters were the child's foster carers")


class PlacedForAdoption(Event):
    """The child was placed for adoption."""

    NAME = "PlacedForAdoption"
    TITLE = "Placed for adoption"
    KIND = "adoption-placement"
    STAGE = _STAGE


class PlacementForAdoptionCeased(Event):
    """A placement for adoption broke down or was ended."""

    NAME = "PlacementForAdoptionCeased"
    TITLE = "Placement for adoption ceased"
    KIND = "adoption-placement"
    PART = "ceased"
    STAGE = _STAGE

    reason: Code | None = coded("adoption-reversed")


class AdoptionOrderGranted(Event):
    """A court granted an adoption order."""

    NAME = "AdoptionOrderGranted"
    TITLE = "Adoption order granted"
    KIND = "adoption-order"
    STAGE = _STAGE


class PlacedInFosteringForAdoption(Event):
    """The child was placed in a fostering-for-adoption or concurrent planning placement."""

    NAME = "PlacedInFosteringForAdoption"
    TITLE = "Placed in fostering for adoption"
    KIND = "fostering-for-adoption"
    STAGE = _STAGE
