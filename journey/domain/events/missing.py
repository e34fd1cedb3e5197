"""Episodes of going missing, and return home interviews."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded

_STAGE = "Missing and exploitation"


class WentMissing(Listed):
    """The child went missing, or was away without authorisation."""

    NAME = "WentMissing"
    TITLE = "Went missing"
    KIND = "missing"
    STAGE = _STAGE

    type: Code | None = coded("missing")


class ReturnedFromMissing(Event):
    """The child returned; the return interview runs from here."""

    NAME = "ReturnedFromMissing"
    TITLE = "Returned from missing"
    KIND = "missing"
    PART = "returned"
    STAGE = _STAGE


class ReturnInterviewOffered(Event):
    """A return home interview was offered for this episode."""

    NAME = "ReturnInterviewOffered"
    TITLE = "Return interview offered"
    KIND = "missing"
    PART = "interview-offered"
    STAGE = _STAGE

    accepted: Code | None = coded("yes-no")


class ReturnInterviewHeld(Event):
    """A return home interview took place."""

    NAME = "ReturnInterviewHeld"
    TITLE = "Return interview held"
    KIND = "missing"
    PART = "interview-held"
    STAGE = _STAGE

    provider: str | None = Field(None, description="who held it")
