"""Pathway plans, accommodation and visits of care leavers."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Leaving care"


class PathwayNeedsAssessed(Event):
    """The needs of an eligible child were assessed."""

    NAME = "PathwayNeedsAssessed"
    TITLE = "Pathway needs assessed"
    KIND = "pathway-assessment"
    STAGE = _STAGE


class PathwayPlanMade(Event):
    """A pathway plan was made."""

    NAME = "PathwayPlanMade"
    TITLE = "Pathway plan made"
    KIND = "pathway-plan"
    STAGE = _STAGE


class LeaverAccommodationStarted(Event):
    """A care leaver moved into accommodation."""

    NAME = "LeaverAccommodationStarted"
    TITLE = "Leaver accommodation started"
    KIND = "leaver-accommodation"
    STAGE = _STAGE

    type: Code | None = coded("accommodation")
    suitability: Code | None = coded("suitability")


class LeaverVisitMade(Event):
    """The personal adviser visited a care leaver."""

    NAME = "LeaverVisitMade"
    TITLE = "Leaver visit made"
    KIND = "leaver-visit"
    STAGE = _STAGE

    seen: Code | None = coded("yes-no", "whether the young person was seen")
    worker: str | None = Field(None, description="worker reference")
