"""Contact, early help and referral."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded


class ContactReceived(Event):
    """Somebody contacted children's social care about a child."""

    NAME = "ContactReceived"
    TITLE = "Contact received"
    KIND = "contact"
    STAGE = "Front door"

    source: Code | None = coded("referral-source", "who made the contact")


class EarlyHelpAssessmentStarted(Listed):
    """An early help assessment began."""

    NAME = "EarlyHelpAssessmentStarted"
    TITLE = "Early help assessment started"
    KIND = "early-help"
    STAGE = "Front door"

    organisation: str | None = Field(None, description="organisation completing the assessment")


class EarlyHelpAssessmentCompleted(Event):
    """An early help assessment was completed."""

    NAME = "EarlyHelpAssessmentCompleted"
    TITLE = "Early help assessment completed"
    KIND = "early-help"
    PART = "completed"
    STAGE = "Front door"


class ReferralReceived(Event):
    """A request for services was received for a child not currently in need (CIN census, CINreferralDate)."""

    NAME = "ReferralReceived"
    TITLE = "Referral received"
    KIND = "referral"
    STAGE = "Front door"

    source: Code | None = coded("referral-source", "who referred")
    no_further_action: Code | None = coded("yes-no", "whether it ended with no further action")
    need: Code | None = coded("need", "primary need of a referral that opened no episode")
    asserted_referrals_12m: int | None = Field(None, description="referrals in twelve months, as the file counts them")
    team: str | None = Field(None, description="team as the source names it")
    worker: str | None = Field(None, description="worker reference")
