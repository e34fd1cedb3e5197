"""Times in which the authority is not responsible, and journeys that end before birth."""

from pydantic import Field

from journey.domain.events.base import Event

_STAGE = "The child"


class PregnancyEnded(Event):
    """An expected child was not born alive; the journey ends and no count of children holds it."""

    NAME = "PregnancyEnded"
    TITLE = "Pregnancy ended"
    KIND = "not-born"
    STAGE = _STAGE


class HeldElsewhere(Event):
    """Another authority is responsible for the child from this day; nothing drifts meanwhile."""

    NAME = "HeldElsewhere"
    TITLE = "Held elsewhere"
    KIND = "held-elsewhere"
    STAGE = _STAGE

    authority: str | None = Field(None, description="the other authority")


class HeldAgain(Event):
    """This authority is responsible for the child again."""

    NAME = "HeldAgain"
    TITLE = "Held again"
    KIND = "held-elsewhere"
    PART = "returned"
    STAGE = _STAGE
