"""Plans, people and ends of placements of looked-after children."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Looked after"


class IROAppointed(Event):
    """An independent reviewing officer was appointed."""

    NAME = "IROAppointed"
    TITLE = "IRO appointed"
    KIND = "iro-appointment"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")


class CarePlanMade(Event):
    """A care plan was made."""

    NAME = "CarePlanMade"
    TITLE = "Care plan made"
    KIND = "care-plan"
    STAGE = _STAGE


class PlacementPlanMade(Event):
    """A placement plan was made."""

    NAME = "PlacementPlanMade"
    TITLE = "Placement plan made"
    KIND = "placement-plan"
    STAGE = _STAGE


class OutOfAreaPlacementNotified(Event):
    """The other authority was told of a placement in its area."""

    NAME = "OutOfAreaPlacementNotified"
    TITLE = "Out of area placement notified"
    KIND = "out-of-area-notification"
    STAGE = _STAGE

    authority: str | None = Field(None, description="the authority that was told")


class PermanencePlanAgreed(Event):
    """A review agreed the plan for permanence."""

    NAME = "PermanencePlanAgreed"
    TITLE = "Permanence plan agreed"
    KIND = "permanence-agreed"
    STAGE = _STAGE

    plan: Code | None = coded("permanence")


class PlacementEnded(Event):
    """A placement ended."""

    NAME = "PlacementEnded"
    TITLE = "Placement ended"
    KIND = "placement"
    PART = "ended"
    STAGE = _STAGE

    reason: Code | None = coded("placement-change")


class LegalStatusEnded(Event):
    """A legal status ended."""

    NAME = "LegalStatusEnded"
    TITLE = "Legal status ended"
    KIND = "legal-status"
    PART = "ended"
    STAGE = _STAGE
