"""Children who live with somebody who is no close relative by private arrangement."""

from journey.domain.events.base import Code, Event, coded

_STAGE = "Front door"


class PrivateFosteringNotified(Event):
    """The authority became aware of a private fostering arrangement, which is deemed to begin then."""

    NAME = "PrivateFosteringNotified"
    TITLE = "Private fostering notified"
    KIND = "private-fostering"
    STAGE = _STAGE

    source: Code | None = coded("referral-source", "who told the authority")


class PrivateFosteringVisitMade(Event):
    """A visit to a privately fostered child."""

    NAME = "PrivateFosteringVisitMade"
    TITLE = "Private fostering visit made"
    KIND = "private-fostering-visit"
    STAGE = _STAGE

    seen: Code | None = coded("yes-no", "whether the child was seen")
    seen_alone: Code | None = coded("seen-alone", "whether the child was spoken to alone")


class PrivateFosteringEnded(Event):
    """A private fostering arrangement ended."""

    NAME = "PrivateFosteringEnded"
    TITLE = "Private fostering ended"
    KIND = "private-fostering"
    PART = "ended"
    STAGE = _STAGE
