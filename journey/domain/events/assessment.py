"""Assessment, strategy discussion, section 47 enquiry and conference."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded, follows_referral


class AssessmentStarted(Listed):
    """A continuous (child and family) assessment began."""

    NAME = "AssessmentStarted"
    TITLE = "Assessment started"
    KIND = "assessment"
    STAGE = "Assessment and enquiry"

    child_seen: Code | None = coded("yes-no", "child seen during the assessment")
    seen_alone: Code | None = coded("seen-alone", "child seen alone during the assessment")
    internal_review_on: date | None = Field(None, description="the day set for a manager's review of it")
    referral: str | None = follows_referral()
    team: str | None = None
    worker: str | None = Field(None, description="worker reference")


class AssessmentAuthorised(Event):
    """A manager authorised the assessment, which completes it."""

    NAME = "AssessmentAuthorised"
    TITLE = "Assessment authorised"
    KIND = "assessment"
    PART = "authorised"
    STAGE = "Assessment and enquiry"

    support_required: Code | None = coded("yes-no", "assessed as requiring children's social care support")
    outcome: Code | None = coded("assessment-outcome")
    no_further_action: Code | None = coded("yes-no", "whether it ended with no further action")
    factors: list[Code] | None = coded("factors", "factors identified at the end of the assessment")


class StrategyDiscussionHeld(Event):
    """A strategy discussion was held; Annex A and the census show only those that began an enquiry."""

    NAME = "StrategyDiscussionHeld"
    TITLE = "Strategy discussion held"
    KIND = "strategy-discussion"
    STAGE = "Assessment and enquiry"

    attending: list[Code] | None = coded("agency", "agencies that took part, also by phone")
    manner: Code | None = coded("manner")
    initiates_enquiry: Code | None = coded("yes-no", "whether a section 47 enquiry began with it")
    reasonable_cause_on: date | None = Field(None, description="the day on which it was decided to be needed")


class Section47Started(Event):
    """A section 47 enquiry began, on the day of the strategy discussion that initiated it."""

    NAME = "Section47Started"
    TITLE = "Section 47 enquiry started"
    KIND = "section-47"
    STAGE = "Assessment and enquiry"

    conference_unnecessary: Code | None = coded("yes-no", "initial conference deemed unnecessary")
    child_seen_on: date | None = Field(None, description="first day in the enquiry on which the child was seen")
    seen_alone: Code | None = coded("seen-alone", "child seen alone in the enquiry")
    asserted_section_47_12m: int | None = Field(None, description="enquiries in twelve months, as the file counts them")
    asserted_conferences_12m: int | None = Field(None, description="initial conferences in twelve months, likewise")
    conference_due_on: date | None = Field(None, description="the day by which the source wants the conference held")
    referral: str | None = follows_referral()
    team: str | None = None
    worker: str | None = Field(None, description="worker reference")


class InitialCPConferenceHeld(Event):
    """An initial child protection conference was held."""

    NAME = "InitialCPConferenceHeld"
    TITLE = "Initial child protection conference held"
    KIND = "initial-conference"
    STAGE = "Assessment and enquiry"

    plan_made: Code | None = coded("yes-no", "whether it resulted in a child protection plan")
    transfer_in: Code | None = coded("yes-no", "whether it was about a child on another authority's plan who moved in")
    attending: list[Code] | None = coded("agency", "agencies that took part")
    quorate: Code | None = coded("yes-no", "children's social care and at least two other agencies took part")
    report_shared_on: date | None = Field(None, description="the day the family had the report")
    referral: str | None = follows_referral()
