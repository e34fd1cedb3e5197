"""What managers decide and what follows an enquiry."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Assessment and enquiry"


class AssessmentDelayExplained(Event):
    """A manager recorded why an assessment takes longer than forty-five working days."""

    NAME = "AssessmentDelayExplained"
    TITLE = "Assessment delay explained"
    KIND = "assessment"
    PART = "delay-explained"
    STAGE = _STAGE

    decided_by: str | None = Field(None, description="worker reference")


class Section47Concluded(Event):
    """An enquiry ended. Where a return says only that no conference was needed, the day is known as an interval."""

    NAME = "Section47Concluded"
    TITLE = "Section 47 enquiry concluded"
    KIND = "section-47"
    PART = "concluded"
    STAGE = _STAGE

    outcome: Code | None = coded("section-47-outcome")
    no_further_action: Code | None = coded("yes-no")


class TransferInNotified(Event):
    """The authority was told that a child on another authority's plan has moved in."""

    NAME = "TransferInNotified"
    TITLE = "Transfer in notified"
    KIND = "transfer-in"
    STAGE = _STAGE

    authority: str | None = Field(None, description="the other authority")


class ManagementDecisionMade(Event):
    """A manager decided something about the case."""

    NAME = "ManagementDecisionMade"
    TITLE = "Management decision made"
    KIND = "management-decision"
    STAGE = _STAGE

    decided_by: str | None = Field(None, description="worker reference")
    reasons_recorded: Code | None = coded("yes-no", "whether the manager's reasons are on record")
    reasons: str | None = Field(None, description="in people's own words")
