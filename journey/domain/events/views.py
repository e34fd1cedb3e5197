"""What children and families say, and what they are told."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, coded


class ViewsRecorded(Event):
    """What the child or the family said was recorded, and whether anything was done about it."""

    NAME = "ViewsRecorded"
    TITLE = "Views recorded"
    KIND = "views"
    STAGE = "Assessment and enquiry"

    whose: Code | None = coded("views-of")
    how: Code | None = coded("manner")
    acted_on: Code | None = coded("yes-no", "whether what was said changed the plan, or was answered")


class FamilyInformedOfNextAgency(Event):
    """The family was told which agency delivers the plan from here, when and how."""

    NAME = "FamilyInformedOfNextAgency"
    TITLE = "Family informed of next agency"
    KIND = "family-informed"
    STAGE = "Children in need"

    agency: str | None = Field(None, description="agency that delivers the plan from here")
    starts_on: date | None = Field(None, description="the day from which it does")
    how: Code | None = coded("manner", "how the agency will work with the family, as they were told")
    told: list[Code] | None = coded("views-of", "who was told")
