"""Education, health and care plans. A child whom only the SEN system knows has a record under its SEN id."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Health and education"


class EHCAssessmentRequested(Event):
    """An education, health and care needs assessment was requested."""

    NAME = "EHCAssessmentRequested"
    TITLE = "EHC needs assessment requested"
    KIND = "ehc"
    STAGE = _STAGE

    by: Code | None = coded("ehc-requester", "who asked for it")


class EHCAssessmentDecided(Event):
    """Whether to assess was decided."""

    NAME = "EHCAssessmentDecided"
    TITLE = "EHC needs assessment decided"
    KIND = "ehc"
    PART = "assessment-decided"
    STAGE = _STAGE

    assess: Code | None = coded("yes-no")


class EHCPlanRefused(Event):
    """The authority decided not to issue a plan."""

    NAME = "EHCPlanRefused"
    TITLE = "EHC plan refused"
    KIND = "ehc"
    PART = "refused"
    STAGE = _STAGE

    reasons: str | None = Field(None, description="in people's own words")


class EHCPlanIssued(Event):
    """The final plan was issued."""

    NAME = "EHCPlanIssued"
    TITLE = "EHC plan issued"
    KIND = "ehc"
    PART = "issued"
    STAGE = _STAGE

    exception: Code | None = coded("yes-no", "whether an exception to the twenty weeks applied")


class EHCPlanReviewed(Event):
    """An education, health and care plan was reviewed."""

    NAME = "EHCPlanReviewed"
    TITLE = "EHC plan reviewed"
    KIND = "ehc-review"
    STAGE = _STAGE

    outcome: Code | None = coded("ehc-review-outcome")
