"""Care leavers."""

from pydantic import Field

from journey.domain.events.base import Code, Event


class CareLeaverStatusObserved(Event):
    """What a file shows of a care leaver on the day it describes."""

    NAME = "CareLeaverStatusObserved"
    TITLE = "Care leaver status observed"
    KIND = "leaver-status"
    SERIES = "observed"
    STAGE = "Leaving care"

    eligibility: Code | None = Field(None, description="eligible, relevant, former relevant or qualifying")
    in_touch: Code | None = None
    accommodation: Code | None = None
    suitability: Code | None = Field(None, description="suitability of the accommodation")
    activity: Code | None = None


class CareLeaverContact(Event):
    """The service was last in contact with a care leaver on this day."""

    NAME = "CareLeaverContact"
    TITLE = "Contact with care leaver"
    KIND = "leaver-contact"
    SERIES = "latest"
    STAGE = "Leaving care"


class PathwayPlanReviewed(Event):
    """A pathway plan was reviewed."""

    NAME = "PathwayPlanReviewed"
    TITLE = "Pathway plan reviewed"
    KIND = "pathway-review"
    SERIES = "latest"
    STAGE = "Leaving care"
