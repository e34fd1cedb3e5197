"""Child in need plans, and the work under a plan of any kind."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded, follows_referral

_STAGE = "Children in need"


class CINPlanStarted(Listed):
    """A child in need plan began."""

    NAME = "CINPlanStarted"
    TITLE = "Child in need plan started"
    KIND = "cin-plan"
    STAGE = _STAGE

    referral: str | None = follows_referral()


class CINPlanEnded(Event):
    """A child in need plan ended."""

    NAME = "CINPlanEnded"
    TITLE = "Child in need plan ended"
    KIND = "cin-plan"
    PART = "ended"
    STAGE = _STAGE


class CINReviewHeld(Event):
    """A child in need plan was made or reviewed in a meeting."""

    NAME = "CINReviewHeld"
    TITLE = "Child in need review held"
    KIND = "cin-review"
    STAGE = _STAGE

    attending: list[Code] | None = coded("agency", "agencies that took part")


class CINVisitMade(Event):
    """A visit to a child in need."""

    NAME = "CINVisitMade"
    TITLE = "Child in need visit made"
    KIND = "cin-visit"
    STAGE = _STAGE

    seen: Code | None = coded("yes-no", "whether the child was seen")
    seen_alone: Code | None = coded("seen-alone")
    worker: str | None = Field(None, description="worker reference")


class PlanRevised(Event):
    """The objectives or actions of a plan of any kind were changed."""

    NAME = "PlanRevised"
    TITLE = "Plan revised"
    KIND = "plan-revision"
    STAGE = _STAGE


class ActionSet(Event):
    """A plan, supervision, hub meeting or audit set an action with an owner and a day."""

    NAME = "ActionSet"
    TITLE = "Action set"
    KIND = "action"
    STAGE = _STAGE

    owner: str | None = Field(None, description="worker reference")
    due_on: date | None = Field(None, description="the day it is due")
    action: str | None = Field(None, description="what is to be done, in a person's own words")
    journey: str | None = Field(None, description="of an audit, stream of the journey; absent: practice as a whole")
    question: Code | None = coded("audit-question", "of an audit, the question of the form that it answers to")


class ActionDone(Event):
    """An action was done or given up."""

    NAME = "ActionDone"
    TITLE = "Action done"
    KIND = "action"
    PART = "done"
    STAGE = _STAGE

    outcome: Code | None = coded("action-outcome")
    notes: str | None = Field(None, description="what was done and how it can be seen, or why it was given up")


class FamilyGroupConferenceHeld(Event):
    """The family met to make its own plan."""

    NAME = "FamilyGroupConferenceHeld"
    TITLE = "Family group conference held"
    KIND = "family-group-conference"
    STAGE = _STAGE


class DirectWorkDone(Event):
    """A worker did direct work with the child: a purposeful event."""

    NAME = "DirectWorkDone"
    TITLE = "Direct work done"
    KIND = "direct-work"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")
