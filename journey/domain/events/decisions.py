"""What is decided about contacts and referrals, and moves between the tiers of help."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Front door"


class ContactDecided(Event):
    """Somebody decided what a contact leads to; where it becomes a referral, the day does too."""

    NAME = "ContactDecided"
    TITLE = "Contact decided"
    KIND = "contact"
    PART = "decided"
    STAGE = _STAGE

    outcome: Code | None = coded("contact-outcome")
    decided_by: str | None = Field(None, description="worker reference")


class ReferralDecisionMade(Event):
    """The type of response to a referral was decided."""

    NAME = "ReferralDecisionMade"
    TITLE = "Referral decision made"
    KIND = "referral"
    PART = "decided"
    STAGE = _STAGE

    decision: Code | None = coded("referral-decision")
    decided_by: str | None = Field(None, description="worker reference")


class ReferralDecisionAuthorised(Event):
    """A manager authorised the decision on a referral; the later of decision and authorisation stops the timescale."""

    NAME = "ReferralDecisionAuthorised"
    TITLE = "Referral decision authorised"
    KIND = "referral"
    PART = "authorised"
    STAGE = _STAGE

    authorised_by: str | None = Field(None, description="worker reference")


class ReferrerInformed(Event):
    """The referrer was told that the referral was received, or what was decided."""

    NAME = "ReferrerInformed"
    TITLE = "Referrer informed"
    KIND = "referral"
    PART = "referrer-informed"
    STAGE = _STAGE

    how: Code | None = coded("manner")


class SteppedUp(Event):
    """The child moved to a higher tier of help."""

    NAME = "SteppedUp"
    TITLE = "Stepped up"
    KIND = "step-up"
    STAGE = _STAGE

    from_tier: Code | None = coded("tier")
    to_tier: Code | None = coded("tier")
    decided_by: str | None = Field(None, description="worker reference")


class SteppedDown(Event):
    """The child moved to a lower tier of help, with who holds the plan from then on."""

    NAME = "SteppedDown"
    TITLE = "Stepped down"
    KIND = "step-down"
    STAGE = _STAGE

    from_tier: Code | None = coded("tier")
    to_tier: Code | None = coded("tier")
    agency: str | None = Field(None, description="agency that takes over")
    lead_practitioner: str | None = Field(None, description="worker reference")
    meeting_held_on: date | None = Field(None, description="the day the family met the agency that takes over")


class NextAgencyAnswered(Event):
    """The agency that a child was stepped down to took the plan on, or declined."""

    NAME = "NextAgencyAnswered"
    TITLE = "Next agency answered"
    KIND = "step-down"
    PART = "answered"
    STAGE = _STAGE

    accepted: Code | None = coded("yes-no")
