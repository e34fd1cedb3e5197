"""Who works with the child, and transfers between hubs."""

from datetime import date

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded

_STAGE = "Workers and teams"


class WorkerAllocated(Listed):
    """A worker took a role for the child; without a role said, the lead worker."""

    NAME = "WorkerAllocated"
    TITLE = "Worker allocated"
    KIND = "worker-allocation"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")
    role: Code | None = coded("worker-role")
    hub: str | None = None
    team: str | None = Field(None, description="team as the source names it")
    reason: Code | None = coded("worker-reason")


class WorkerEnded(Event):
    """A worker's role for the child ended."""

    NAME = "WorkerEnded"
    TITLE = "Worker ended"
    KIND = "worker-allocation"
    PART = "ended"
    STAGE = _STAGE

    reason: Code | None = coded("worker-reason")


class HubTransferAgreed(Event):
    """It was agreed that another hub takes the child on, with the reason."""

    NAME = "HubTransferAgreed"
    TITLE = "Hub transfer agreed"
    KIND = "hub-transfer"
    STAGE = _STAGE

    from_hub: str | None = None
    to_hub: str | None = None
    reason: Code | None = coded("transfer-reason")
    reasons_recorded: Code | None = coded("yes-no", "whether the reasons are on record in words")
    alternatives_considered: Code | None = coded("yes-no", "whether it is on record what else was considered")
    decided_by: str | None = Field(None, description="worker reference")


class HubTransferRefused(Event):
    """The receiving hub did not take the child on."""

    NAME = "HubTransferRefused"
    TITLE = "Hub transfer refused"
    KIND = "hub-transfer"
    PART = "refused"
    STAGE = _STAGE


class HubTransferred(Event):
    """The receiving hub took the child on."""

    NAME = "HubTransferred"
    TITLE = "Hub transferred"
    KIND = "hub-transfer"
    PART = "accepted"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")


class HandoverMade(Event):
    """One worker handed the child over to another."""

    NAME = "HandoverMade"
    TITLE = "Handover made"
    KIND = "handover"
    STAGE = _STAGE

    kind: Code | None = coded("manner", "how the two workers met")
    from_worker: str | None = Field(None, description="worker reference")
    to_worker: str | None = Field(None, description="worker reference")
    with_family: Code | None = coded("yes-no", "whether the family met the new worker together with the old")
    child_told_on: date | None = Field(None, description="the day the child was told")
    summary: Code | None = coded("yes-no", "whether a written summary was handed over")


class ProfessionalInvolved(Event):
    """A professional of any agency became involved with the child; who only advises others is not involved."""

    NAME = "ProfessionalInvolved"
    TITLE = "Professional involved"
    KIND = "involvement"
    STAGE = _STAGE

    role: Code | None = coded("professional-role")
    agency: Code | None = coded("agency", "the professional's own")
    worker: str | None = Field(None, description="worker reference")


class InvolvementEnded(Event):
    """A professional's involvement ended."""

    NAME = "InvolvementEnded"
    TITLE = "Involvement ended"
    KIND = "involvement"
    PART = "ended"
    STAGE = _STAGE

    reason: Code | None = coded("involvement-end")


class DiscussedAtHubMeeting(Event):
    """The weekly hub meeting discussed the child."""

    NAME = "DiscussedAtHubMeeting"
    TITLE = "Discussed at hub meeting"
    KIND = "hub-meeting"
    STAGE = _STAGE

    hub: str | None = None
    actions: int | None = Field(None, description="how many actions were set")
    attending: list[Code] | None = coded("agency", "agencies that took part")


class SupervisionHeld(Event):
    """Case supervision about the child took place."""

    NAME = "SupervisionHeld"
    TITLE = "Supervision held"
    KIND = "supervision"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")
    supervisor: str | None = Field(None, description="worker reference")
    reflective: Code | None = coded("yes-no", "whether it was reflective")
