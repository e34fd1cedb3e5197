"""Episodes of need, and what a file shows of a case on its day."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded


class CINEpisodeOpened(Listed):
    """An episode of need opened (Annex A list 6, CIN Start Date; CIN census, CINdetails)."""

    NAME = "CINEpisodeOpened"
    TITLE = "Episode of need opened"
    KIND = "episode"
    STAGE = "Children in need"

    need: Code | None = coded("need", "primary need")


class CaseClosed(Event):
    """An episode of need closed."""

    NAME = "CaseClosed"
    TITLE = "Case closed"
    KIND = "episode"
    PART = "closed"
    STAGE = "Children in need"

    reason: Code | None = coded("closure", "reason for closure")
    receiving_agency: str | None = Field(None, description="agency that delivers the plan from here")
    team: str | None = Field(None, description="team the file still shows for the closed case")
    worker: str | None = Field(None, description="worker reference the file still shows for the closed case")


class CaseStatusObserved(Event):
    """The case status a file shows on the day it describes."""

    NAME = "CaseStatusObserved"
    TITLE = "Case status observed"
    KIND = "status"
    SERIES = "observed"
    STAGE = "Children in need"

    status: Code | None = coded("case-status")


class AllocationObserved(Event):
    """The team and worker a file shows for an open case on the day it describes."""

    NAME = "AllocationObserved"
    TITLE = "Allocation observed"
    KIND = "allocation"
    SERIES = "observed"
    STAGE = "Workers and teams"

    team: str | None = None
    worker: str | None = Field(None, description="worker reference; absent: none shown")
    no_worker: str | None = Field(None, description="what stands where a worker should: `blank`, `#N/A`, `Duty` …")
    personal_adviser: str | None = Field(None, description="worker reference of the personal adviser")
    also_written: list[str] | None = Field(None, description="what other lists of the same file say instead")


class ChildSeen(Event):
    """The child was last seen on this day, as a file shows it."""

    NAME = "ChildSeen"
    TITLE = "Child seen"
    KIND = "seen"
    SERIES = "latest"
    STAGE = "Children in need"

    seen_alone: Code | None = coded("seen-alone")
