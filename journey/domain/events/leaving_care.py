"""Care leavers."""

from journey.domain.events.base import Code, Event, coded


class CareLeaverStatusObserved(Event):
    """What a file shows of a care leaver on the day it describes."""

    NAME = "CareLeaverStatusObserved"
    TITLE = "Care leaver status observed"
    KIND = "leaver-status"
    SERIES = "observed"
    STAGE = "Leaving care"

    eligibility: Code | None = coded("eligibility", "eligible, relevant, former relevant or qualifying")
    in_touch: Code | None = coded("in-touch")
    accommodation: Code | None = coded("accommodation")
    suitability: Code | None = coded("suitability", "suitability of the accommodation")
    activity: Code | None = coded("activity")


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
