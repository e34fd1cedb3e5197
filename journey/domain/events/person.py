"""Who the child is."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event
from journey.domain.facts import PERSON


class ChildRegistered(Event):
    """The child's own details as a source holds them; a change of any is a correction."""

    NAME = "ChildRegistered"
    TITLE = "Child registered"
    KIND = PERSON
    STAGE = "The child"

    sex: Code | None = Field(None, description="sex, or gender in older files")
    ethnicity: Code | None = None
    date_of_birth: date | None = None
    expected_birth_date: date | None = None
    disability: Code | None = Field(None, description="whether the child has a disability")
    unaccompanied: Code | None = Field(None, description="unaccompanied asylum-seeking child, or formerly so")
    family: str | None = Field(None, description="family reference: a keyed hash, never the identifier itself")
    asserted_age: int | None = Field(None, description="age in years as the file has it, where it does not follow")
    also_written: list[str] | None = Field(None, description="what other lists of the same file say instead")
