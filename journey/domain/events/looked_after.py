"""Periods of being looked after: legal status, placement, reviews, visits, health."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded

_STAGE = "Looked after"


class BecameLookedAfter(Listed):
    """A period of being looked after began."""

    NAME = "BecameLookedAfter"
    TITLE = "Became looked after"
    KIND = "care"
    STAGE = _STAGE

    need: Code | None = coded("need", "category of need")
    second_period: Code | None = coded("yes-no", "second or later period within twelve months")
    asserted_placements_12m: int | None = Field(None, description="placements in twelve months, as the file has it")


class CeasedLookedAfter(Event):
    """A period of being looked after ended."""

    NAME = "CeasedLookedAfter"
    TITLE = "Ceased to be looked after"
    KIND = "care"
    PART = "ceased"
    STAGE = _STAGE

    reason: Code | None = coded("ceased")
    team: str | None = Field(None, description="team the file still shows")
    worker: str | None = Field(None, description="worker reference the file still shows")


class LegalStatusChanged(Listed):
    """A legal status began."""

    NAME = "LegalStatusChanged"
    TITLE = "Legal status changed"
    KIND = "legal-status"
    SERIES = "current"
    STAGE = _STAGE

    status: Code | None = coded("legal-status")


class PlacementStarted(Listed):
    """A placement began."""

    NAME = "PlacementStarted"
    TITLE = "Placement started"
    KIND = "placement"
    SERIES = "current"
    STAGE = _STAGE

    type: Code | None = coded("placement")
    provider: Code | None = coded("provider")
    location: Code | None = coded("location", "inside or outside the authority")
    authority: str | None = Field(None, description="authority of placement")
    postcode: str | None = None
    urn: str | None = None
    same_carer: Code | None = coded("yes-no", "whether the carers are those of the placement before")
    distance_miles: int | None = Field(None, description="miles from home, whole")
    intended_to_18: Code | None = coded("yes-no", "whether the placement is meant to last until 18")


class PermanencePlanObserved(Event):
    """The permanence plan a file shows on the day it describes."""

    NAME = "PermanencePlanObserved"
    TITLE = "Permanence plan observed"
    KIND = "permanence-plan"
    SERIES = "observed"
    STAGE = _STAGE

    plan: Code | None = coded("permanence")


class MissingEpisodesObserved(Event):
    """What a file counts of episodes missing or absent from placement, on the day it describes."""

    NAME = "MissingEpisodesObserved"
    TITLE = "Missing episodes observed"
    KIND = "missing-observed"
    SERIES = "observed"
    STAGE = "Missing and exploitation"

    asserted_missing_12m: int | None = None
    asserted_absent_12m: int | None = None
    return_interview_offered: Code | None = coded("yes-no")
    return_interview_accepted: Code | None = coded("yes-no")


class LACReviewHeld(Event):
    """A looked-after review was held."""

    NAME = "LACReviewHeld"
    TITLE = "Looked-after review held"
    KIND = "lac-review"
    SERIES = "latest"
    STAGE = _STAGE

    participation: Code | None = coded("review-participation", "how the child took part")


class LACVisitMade(Event):
    """A social work visit to a looked-after child."""

    NAME = "LACVisitMade"
    TITLE = "Looked-after visit made"
    KIND = "lac-visit"
    SERIES = "latest"
    STAGE = _STAGE

    seen: Code | None = coded("yes-no", "whether the child was seen")
    seen_alone: Code | None = coded("seen-alone")
    not_alone_reason: Code | None = coded("not-alone-reason")
    worker: str | None = Field(None, description="worker reference")


class IROContactMade(Event):
    """The independent reviewing officer visited or contacted the child."""

    NAME = "IROContactMade"
    TITLE = "IRO visit or contact"
    KIND = "iro-contact"
    SERIES = "latest"
    STAGE = _STAGE


class HealthAssessmentDone(Event):
    """A health assessment of a looked-after child was done."""

    NAME = "HealthAssessmentDone"
    TITLE = "Health assessment done"
    KIND = "health-assessment"
    SERIES = "latest"
    STAGE = "Health and education"


class DentalCheckDone(Event):
    """A dental check of a looked-after child was done."""

    NAME = "DentalCheckDone"
    TITLE = "Dental check done"
    KIND = "dental-check"
    SERIES = "latest"
    STAGE = "Health and education"
