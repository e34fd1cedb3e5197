"""Complaints in their three stages."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Complaints"


class ComplaintReceived(Event):
    """A complaint was received (stage 1)."""

    NAME = "ComplaintReceived"
    TITLE = "Complaint received"
    KIND = "complaint"
    STAGE = _STAGE

    by: Code | None = coded("complainant", "who complained")
    about: Code | None = coded("complaint-about")


class ComplaintAnswered(Event):
    """The complaint was answered at stage 1."""

    NAME = "ComplaintAnswered"
    TITLE = "Complaint answered"
    KIND = "complaint"
    PART = "answered"
    STAGE = _STAGE

    outcome: Code | None = coded("complaint-outcome")


class ComplaintInvestigationRequested(Event):
    """The complaint went to stage 2."""

    NAME = "ComplaintInvestigationRequested"
    TITLE = "Complaint investigation requested"
    KIND = "complaint-investigation"
    STAGE = _STAGE

    statement_agreed_on: date | None = Field(None, description="the day the statement of complaint was agreed")


class ComplaintAdjudicated(Event):
    """Stage 2 ended with an adjudication."""

    NAME = "ComplaintAdjudicated"
    TITLE = "Complaint adjudicated"
    KIND = "complaint-investigation"
    PART = "adjudicated"
    STAGE = _STAGE

    outcome: Code | None = coded("complaint-outcome")


class ComplaintPanelRequested(Event):
    """The complaint went to stage 3."""

    NAME = "ComplaintPanelRequested"
    TITLE = "Complaint panel requested"
    KIND = "complaint-panel"
    STAGE = _STAGE


class ComplaintPanelHeld(Event):
    """The review panel met."""

    NAME = "ComplaintPanelHeld"
    TITLE = "Complaint panel held"
    KIND = "complaint-panel"
    PART = "held"
    STAGE = _STAGE


class ComplaintPanelReported(Event):
    """The review panel reported."""

    NAME = "ComplaintPanelReported"
    TITLE = "Complaint panel reported"
    KIND = "complaint-panel"
    PART = "reported"
    STAGE = _STAGE

    outcome: Code | None = coded("complaint-outcome")


class ComplaintPanelAnswered(Event):
    """The authority answered the panel's report."""

    NAME = "ComplaintPanelAnswered"
    TITLE = "Complaint panel answered"
    KIND = "complaint-panel"
    PART = "answered"
    STAGE = _STAGE

    outcome: Code | None = coded("complaint-outcome")
