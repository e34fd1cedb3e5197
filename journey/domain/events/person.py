"""Who the child is."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, coded
from journey.domain.facts import PERSON


class ChildRegistered(Event):
    """The child's own details as a source holds them; a change of any is a correction."""

    NAME = "ChildRegistered"
    TITLE = "Child registered"
    KIND = PERSON
    STAGE = "The child"

    sex: Code | None = coded("sex", "sex, or gender in older files")
    ethnicity: Code | None = coded("ethnicity")
    date_of_birth: date | None = None
    expected_birth_date: date | None = None
    date_of_death: date | None = None
    upn: str | None = Field(None, description="unique pupil number")
    former_upn: str | None = Field(None, description="unique pupil number before")
    nhs_number: str | None = None
    upn_unknown: Code | None = coded("upn-unknown", "why there is no unique pupil number")
    disability: Code | None = coded("yes-no", "whether the child has a disability")
    disabilities: list[Code] | None = coded("disability", "each disability; `NONE` for no disability")
    unaccompanied: Code | None = coded("yes-no", "unaccompanied asylum-seeking child, or formerly so")
    mother: Code | None = coded("yes-no", "whether the child is a mother herself")
    family: str | None = Field(None, description="family reference: a keyed hash, never the identifier itself")
    asserted_age: int | None = Field(None, description="age in years as the file has it, where it does not follow")
    also_written: list[str] | None = Field(None, description="what other lists of the same file say instead")
