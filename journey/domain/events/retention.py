"""How long a record is kept, and its end: holds, and the certificate that stays when a record is disposed of."""

from pydantic import Field

from journey.domain.events.base import Event, OptionalDate

_STAGE = "The record"


class LegalHoldPlaced(Event):
    """Nothing of the record may be disposed of: an inquiry, a claim, a request that is not answered yet."""

    NAME = "LegalHoldPlaced"
    TITLE = "Legal hold placed"
    KIND = "legal-hold"
    STAGE = _STAGE

    authorised_by: str | None = Field(None, description="worker reference")
    reasons: str | None = Field(None, description="why, in a person's own words")


class LegalHoldLifted(Event):
    """A legal hold ended."""

    NAME = "LegalHoldLifted"
    TITLE = "Legal hold lifted"
    KIND = "legal-hold"
    PART = "lifted"
    STAGE = _STAGE

    authorised_by: str | None = Field(None, description="worker reference")
    reasons: str | None = Field(None, description="why, in a person's own words")


class RecordDisposed(Event):
    """The record's key was destroyed at the end of its retention; what remains is this certificate."""

    NAME = "RecordDisposed"
    TITLE = "Record disposed of"
    KIND = "disposal"
    STAGE = _STAGE

    rule: str | None = Field(None, description="the retention class that kept it longest")
    keep_until: OptionalDate = Field(None, description="the last day it had to be kept")
    authorised_by: str | None = Field(None, description="worker reference")
    reason: str | None = Field(
        None, description="why, in a person's own words; in clear, because no key is left that would open it"
    )
