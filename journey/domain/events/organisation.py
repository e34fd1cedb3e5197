"""An authority's hubs, teams, workers and settings over time, on the stream of the organisation."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "The organisation"


class WorkerIdentified(Event):
    """Two references are of one worker: a change of name, post or agency is no handoff."""

    NAME = "WorkerIdentified"
    TITLE = "Worker identified"
    KIND = "worker-identity"
    STAGE = _STAGE

    reference: str | None = Field(None, description="worker reference")
    same_as: str | None = Field(None, description="the reference that stands for the worker")


class WorkerPostStarted(Event):
    """A worker began a post."""

    NAME = "WorkerPostStarted"
    TITLE = "Worker post started"
    KIND = "worker-post"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")
    hub: str | None = None
    qualified: Code | None = coded("yes-no", "whether a qualified social worker")
    fte_hundredths: int | None = Field(None, description="hundredths of full time")


class WorkerPostEnded(Event):
    """A worker left a post."""

    NAME = "WorkerPostEnded"
    TITLE = "Worker post ended"
    KIND = "worker-post"
    PART = "ended"
    STAGE = _STAGE


class HubOpened(Event):
    """A hub or team began."""

    NAME = "HubOpened"
    TITLE = "Hub opened"
    KIND = "hub"
    STAGE = _STAGE

    hub: str | None = None
    title: str | None = Field(None, description="what it is called")
    manager: str | None = Field(None, description="worker reference")


class HubClosed(Event):
    """A hub or team ended."""

    NAME = "HubClosed"
    TITLE = "Hub closed"
    KIND = "hub"
    PART = "closed"
    STAGE = _STAGE


class HubsMerged(Event):
    """Hubs became one. On its own never a handoff."""

    NAME = "HubsMerged"
    TITLE = "Hubs merged"
    KIND = "hub-merger"
    STAGE = _STAGE

    from_hubs: list[str] | None = Field(None, description="the hubs that became one")
    into_hub: str | None = Field(None, description="the hub they became")


class HubDisaggregated(Event):
    """A hub was taken apart; where each child went is said per child, never for all."""

    NAME = "HubDisaggregated"
    TITLE = "Hub disaggregated"
    KIND = "hub-split"
    STAGE = _STAGE

    hub: str | None = None
    into_hubs: list[str] | None = Field(None, description="the hubs that its work went to")


class HubRepurposed(Event):
    """A hub was renamed or given another task."""

    NAME = "HubRepurposed"
    TITLE = "Hub repurposed"
    KIND = "hub-purpose"
    STAGE = _STAGE

    hub: str | None = None
    title: str | None = Field(None, description="what it is called from here on")


class TeamMapped(Event):
    """A team, as a source spells it, belongs to a hub from this day."""

    NAME = "TeamMapped"
    TITLE = "Team mapped to hub"
    KIND = "team-mapping"
    STAGE = _STAGE

    team: str | None = None
    hub: str | None = None


class SettingSet(Event):
    """A dated local setting: which role a source's allocated worker is, a local standard, a word for no worker."""

    NAME = "SettingSet"
    TITLE = "Setting set"
    KIND = "setting"
    STAGE = _STAGE

    setting: str | None = None
    value: str | None = None
