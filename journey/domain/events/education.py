"""Personal education plans."""

from journey.domain.events.base import Event

_STAGE = "Health and education"


class PEPInitiated(Event):
    """A personal education plan was begun."""

    NAME = "PEPInitiated"
    TITLE = "PEP initiated"
    KIND = "pep"
    STAGE = _STAGE


class PEPReviewed(Event):
    """A personal education plan was reviewed in a term."""

    NAME = "PEPReviewed"
    TITLE = "PEP reviewed"
    KIND = "pep-review"
    STAGE = _STAGE
