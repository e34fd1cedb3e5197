"""Who may look at a record: sealed at an adoption order, or restricted; opened again, or lifted.

While one of them stands, reading commands refuse the record, count it, and leave it out of lists.
"""

from pydantic import Field

from journey.domain.events.base import Event, OptionalDate

_STAGE = "The record"


class RecordSealed(Event):
    """The record before an adoption order was closed to all but the adoption role."""

    NAME = "RecordSealed"
    TITLE = "Record sealed"
    KIND = "seal"
    STAGE = _STAGE

    authorised_by: str | None = Field(None, description="worker reference")


class RecordUnsealed(Event):
    """A sealed record was opened for a time and a purpose; without `until` it stays sealed."""

    NAME = "RecordUnsealed"
    TITLE = "Record unsealed"
    KIND = "seal"
    PART = "opened"
    STAGE = _STAGE

    authorised_by: str | None = Field(None, description="worker reference")
    until: OptionalDate = Field(None, description="the last day on which it is open")
    reasons: str | None = Field(None, description="what for, in a person's own words")


class ProcessingRestricted(Event):
    """Nothing may be done with the record but keep it."""

    NAME = "ProcessingRestricted"
    TITLE = "Processing restricted"
    KIND = "restriction"
    STAGE = _STAGE

    reasons: str | None = Field(None, description="why, in a person's own words")


class RestrictionLifted(Event):
    """The record may be used again."""

    NAME = "RestrictionLifted"
    TITLE = "Restriction lifted"
    KIND = "restriction"
    PART = "lifted"
    STAGE = _STAGE

    reasons: str | None = Field(None, description="why, in a person's own words")
