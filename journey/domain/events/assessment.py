"""Assessment, strategy discussion, section 47 enquiry and conference."""

from pydantic import Field

from journey.domain.events.base import Code, Event


class AssessmentStarted(Event):
    """A continuous (child and family) assessment began."""

    NAME = "AssessmentStarted"
    TITLE = "Assessment started"
    KIND = "assessment"
    STAGE = "Assessment and enquiry"

    child_seen: Code | None = Field(None, description="child seen during the assessment")
    team: str | None = None
    worker: str | None = Field(None, description="worker reference")


class AssessmentAuthorised(Event):
    """A manager authorised the assessment, which completes it."""

    NAME = "AssessmentAuthorised"
    TITLE = "Assessment authorised"
    KIND = "assessment"
    PART = "authorised"
    STAGE = "Assessment and enquiry"

    support_required: Code | None = Field(None, description="assessed as requiring children's social care support")


class StrategyDiscussionHeld(Event):
    """A strategy discussion was held; Annex A and the census show only those that began an enquiry."""

    NAME = "StrategyDiscussionHeld"
    TITLE = "Strategy discussion held"
    KIND = "strategy-discussion"
    STAGE = "Assessment and enquiry"


class Section47Started(Event):
    """A section 47 enquiry began, on the day of the strategy discussion that initiated it."""

    NAME = "Section47Started"
    TITLE = "Section 47 enquiry started"
    KIND = "section-47"
    STAGE = "Assessment and enquiry"

    conference_unnecessary: Code | None = Field(None, description="initial conference deemed unnecessary")
    asserted_section_47_12m: int | None = Field(None, description="enquiries in twelve months, as the file counts them")
    asserted_conferences_12m: int | None = Field(None, description="initial conferences in twelve months, likewise")
    team: str | None = None
    worker: str | None = Field(None, description="worker reference")


class InitialCPConferenceHeld(Event):
    """An initial child protection conference was held."""

    NAME = "InitialCPConferenceHeld"
    TITLE = "Initial child protection conference held"
    KIND = "initial-conference"
    STAGE = "Assessment and enquiry"

    plan_made: Code | None = Field(None, description="whether it resulted in a child protection plan")
