"""Child protection plans, their visits and reviews."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded, follows_referral


class CPPlanStarted(Listed):
    """A child protection plan began."""

    NAME = "CPPlanStarted"
    TITLE = "Child protection plan started"
    KIND = "cp-plan"
    STAGE = "Child protection"

    category: Code | None = coded("abuse", "initial category of abuse")
    emergency_protection: Code | None = coded("yes-no", "emergency order or police powers in six months")
    asserted_previous_plans: int | None = Field(None, description="earlier plans, as the file counts them")
    referral: str | None = follows_referral()


class CPPlanEnded(Event):
    """A child protection plan ended."""

    NAME = "CPPlanEnded"
    TITLE = "Child protection plan ended"
    KIND = "cp-plan"
    PART = "ended"
    STAGE = "Child protection"

    team: str | None = Field(None, description="team the file still shows for the ended plan")
    worker: str | None = Field(None, description="worker reference the file still shows for the ended plan")


class CPCategoryObserved(Event):
    """The latest category of abuse a file shows on the day it describes."""

    NAME = "CPCategoryObserved"
    TITLE = "Category of abuse observed"
    KIND = "cp-category"
    SERIES = "observed"
    STAGE = "Child protection"

    category: Code | None = coded("abuse")


class CPVisitMade(Event):
    """A statutory visit to a child on a child protection plan. Whether the child was seen is not in Annex A."""

    NAME = "CPVisitMade"
    TITLE = "Child protection visit made"
    KIND = "cp-visit"
    SERIES = "latest"
    STAGE = "Child protection"

    seen: Code | None = coded("yes-no", "whether the child was seen")
    seen_alone: Code | None = coded("seen-alone")
    not_alone_reason: Code | None = coded("not-alone-reason")
    worker: str | None = Field(None, description="worker reference")


class CPReviewHeld(Event):
    """A child protection review conference was held."""

    NAME = "CPReviewHeld"
    TITLE = "Child protection review held"
    KIND = "cp-review"
    SERIES = "latest"
    STAGE = "Child protection"

    reviewed_plan: str | None = Field(None, description="fact key of the plan, where the source says so")
    attending: list[Code] | None = coded("agency", "agencies that took part")
    quorate: Code | None = coded("yes-no", "children's social care and at least two other agencies took part")


class CoreGroupMet(Event):
    """The core group of a child protection plan met."""

    NAME = "CoreGroupMet"
    TITLE = "Core group met"
    KIND = "core-group"
    STAGE = "Child protection"

    attending: list[Code] | None = coded("agency", "agencies that took part")
