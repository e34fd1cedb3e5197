"""Pre-proceedings and care proceedings."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Child protection"


class PreProceedingsStarted(Event):
    """Pre-proceedings began."""

    NAME = "PreProceedingsStarted"
    TITLE = "Pre-proceedings started"
    KIND = "pre-proceedings"
    STAGE = _STAGE

    letter_sent_on: date | None = Field(None, description="the day the letter before proceedings was sent")
    first_meeting_on: date | None = Field(None, description="the day of the first meeting")


class PreProceedingsEnded(Event):
    """Pre-proceedings ended: stepped down, or an application to court."""

    NAME = "PreProceedingsEnded"
    TITLE = "Pre-proceedings ended"
    KIND = "pre-proceedings"
    PART = "ended"
    STAGE = _STAGE

    outcome: Code | None = coded("pre-proceedings-outcome")


class CareProceedingsIssued(Event):
    """An application for a care or supervision order was issued."""

    NAME = "CareProceedingsIssued"
    TITLE = "Care proceedings issued"
    KIND = "care-proceedings"
    STAGE = _STAGE


class CareProceedingsConcluded(Event):
    """The court made its final order, or the application was withdrawn."""

    NAME = "CareProceedingsConcluded"
    TITLE = "Care proceedings concluded"
    KIND = "care-proceedings"
    PART = "concluded"
    STAGE = _STAGE
