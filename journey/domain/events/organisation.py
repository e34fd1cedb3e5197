"""An authority's hubs, teams, workers and settings over time, on the stream of the organisation."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "The organisation"


class Documented(Event):
    """An event of the organisation, with the document from which it is known."""

    document: str | None = Field(None, description="the document from which it is known")


class WorkerIdentified(Documented):
    """Two references are of one worker: a change of name, post or agency is no handoff."""

    NAME = "WorkerIdentified"
    TITLE = "Worker identified"
    KIND = "worker-identity"
    STAGE = _STAGE

    reference: str | None = Field(None, description="worker reference")
    same_as: str | None = Field(None, description="the reference that stands for the worker")


class WorkerPostStarted(Documented):
    """A worker began a post."""

    NAME = "WorkerPostStarted"
    TITLE = "Worker post started"
    KIND = "worker-post"
    STAGE = _STAGE

    worker: str | None = Field(None, description="worker reference")
    hub: str | None = None
    role: Code | None = coded("hub-role")
    employment: Code | None = coded("employment")
    qualified: Code | None = coded("yes-no", "whether a qualified social worker")
    fte_hundredths: int | None = Field(None, description="hundredths of full time")


class WorkerPostEnded(Event):
    """A worker left a post."""

    NAME = "WorkerPostEnded"
    TITLE = "Worker post ended"
    KIND = "worker-post"
    PART = "ended"
    STAGE = _STAGE

    reason: Code | None = coded("post-end-reason")


class PostVacant(Documented):
    """A post of a hub stood vacant. A post of which nothing is said is not vacant: nobody can tell."""

    NAME = "PostVacant"
    TITLE = "Post vacant"
    KIND = "vacancy"
    STAGE = _STAGE

    hub: str | None = None
    role: Code | None = coded("hub-role")


class VacancyFilled(Event):
    """A vacant post was filled."""

    NAME = "VacancyFilled"
    TITLE = "Vacancy filled"
    KIND = "vacancy"
    PART = "filled"
    STAGE = _STAGE


class HubOpened(Documented):
    """A hub or team began."""

    NAME = "HubOpened"
    TITLE = "Hub opened"
    KIND = "hub"
    STAGE = _STAGE

    hub: str | None = None
    title: str | None = Field(None, description="what it is called")
    manager: str | None = Field(None, description="worker reference")
    unit: Code | None = coded("hub-unit", "a hub, or a team that is none; a hub where nothing is said")
    group: str | None = Field(None, description="the group manager's group of hubs")
    without: list[Code] | None = coded("hub-role", "core roles that this hub is not meant to have")
    soft_launch: Code | None = coded("yes-no", "whether it opened as a soft launch")


class HubClosed(Event):
    """A hub or team ended."""

    NAME = "HubClosed"
    TITLE = "Hub closed"
    KIND = "hub"
    PART = "closed"
    STAGE = _STAGE


class HubsMerged(Documented):
    """Hubs became one. On its own never a handoff."""

    NAME = "HubsMerged"
    TITLE = "Hubs merged"
    KIND = "hub-merger"
    STAGE = _STAGE

    from_hubs: list[str] | None = Field(None, description="the hubs that became one")
    into_hub: str | None = Field(None, description="the hub they became")


class HubDisaggregated(Documented):
    """A hub was taken apart; where each child went is said per child, never for all."""

    NAME = "HubDisaggregated"
    TITLE = "Hub disaggregated"
    KIND = "hub-split"
    STAGE = _STAGE

    hub: str | None = None
    into_hubs: list[str] | None = Field(None, description="the hubs that its work went to")
    reasons: str | None = Field(None, description="why, in the authority's own words")


class HubRepurposed(Documented):
    """A hub was renamed or given another task."""

    NAME = "HubRepurposed"
    TITLE = "Hub repurposed"
    KIND = "hub-purpose"
    STAGE = _STAGE

    hub: str | None = None
    title: str | None = Field(None, description="what it is called from here on")


class TeamMapped(Documented):
    """A team, as a source spells it, belongs to a hub from this day."""

    NAME = "TeamMapped"
    TITLE = "Team mapped to hub"
    KIND = "team-mapping"
    STAGE = _STAGE

    team: str | None = None
    hub: str | None = None


class SettingSet(Documented):
    """A dated local setting: which role a source's allocated worker is, a local standard, a word for no worker."""

    NAME = "SettingSet"
    TITLE = "Setting set"
    KIND = "setting"
    STAGE = _STAGE

    setting: str | None = None
    value: str | None = Field(None, description="what it is set to; several with semicolons between")
    as_workers: list[str] | None = Field(None, description="of words: the references under which files show them")
    reasons: str | None = Field(None, description="why, in the authority's own words")


class HubMeetingHeld(Documented):
    """A hub held its weekly meeting."""

    NAME = "HubMeetingHeld"
    TITLE = "Hub meeting held"
    KIND = "hub-week"
    STAGE = _STAGE

    hub: str | None = None
    group_manager_present: Code | None = coded("yes-no")
    actions: int | None = Field(None, description="how many actions were set")
