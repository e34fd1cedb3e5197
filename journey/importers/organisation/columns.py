"""The declared tables of an organisation file, with their columns and where each value goes.

Each table is a list of the source: a row of it tells one thing about the organisation, known by what it is about.
"""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing, Nature, Reads, Scope, SourceDeclaration
from journey.domain.statements import ORGANISATION_SYSTEM

_WHOLE: Final = Scope(by="start", own_days=True)
"""A file that says that it is whole holds everything up to its day; one that does not is silent about all else."""


def _day(header: str, event: str, *, needed: bool = True) -> Column:
    return Column(header, "key" if needed else "fill-in", event, "occurred_on", "date", blank_ok=not needed)


def _says(
    header: str,
    event: str,
    field: str | None = None,
    reads: Reads = "text",
    codes: str | None = None,
    *,
    needed: bool = False,
    nature: Nature = "fill-in",
) -> Column:
    return Column(header, nature, event, field or header, reads, codes, blank_ok=not needed)


def _listing(name: str, title: str, main: str, known_by: tuple[str, ...], *columns: Column, ends: str = "") -> Listing:
    ending = (ends,) if ends else ()
    document = _says("document", main)
    return Listing(name, title, main, _WHOLE, (*columns, document), ending, known_by=known_by)


ORGANISATION: Final = SourceDeclaration(
    ORGANISATION_SYSTEM,
    "Organisation file",
    (
        _listing(
            "hub",
            "Hubs and teams that opened and closed",
            "HubOpened",
            ("hub",),
            _says("hub", "HubOpened", needed=True),
            _day("opened", "HubOpened"),
            _says("title", "HubOpened"),
            _says("unit", "HubOpened", reads="code", codes="hub-unit"),
            _says("group", "HubOpened"),
            _says("manager", "HubOpened", reads="worker"),
            _says("without", "HubOpened", reads="codes", codes="hub-role"),
            _says("soft_launch", "HubOpened", reads="code", codes="yes-no"),
            _day("closed", "HubClosed", needed=False),
            ends="HubClosed",
        ),
        _listing(
            "renamed",
            "Hubs renamed or given another task",
            "HubRepurposed",
            ("hub",),
            _says("hub", "HubRepurposed", needed=True),
            _day("date", "HubRepurposed"),
            _says("title", "HubRepurposed", needed=True),
        ),
        _listing(
            "merged",
            "Hubs merged",
            "HubsMerged",
            ("into_hub",),
            _says("from", "HubsMerged", "from_hubs", "texts", needed=True),
            _says("into", "HubsMerged", "into_hub", needed=True),
            _day("date", "HubsMerged"),
        ),
        _listing(
            "split",
            "Hubs taken apart",
            "HubDisaggregated",
            ("hub",),
            _says("hub", "HubDisaggregated", needed=True),
            _says("into", "HubDisaggregated", "into_hubs", "texts"),
            _day("date", "HubDisaggregated"),
            _says("reasons", "HubDisaggregated"),
        ),
        _listing(
            "post",
            "Posts of workers",
            "WorkerPostStarted",
            ("worker", "hub", "role"),
            _says("worker", "WorkerPostStarted", reads="worker", needed=True),
            _says("hub", "WorkerPostStarted"),
            _says("role", "WorkerPostStarted", reads="code", codes="hub-role"),
            _day("started", "WorkerPostStarted"),
            _says("employment", "WorkerPostStarted", reads="code", codes="employment"),
            _says("qualified", "WorkerPostStarted", reads="code", codes="yes-no"),
            _says("fte", "WorkerPostStarted", "fte_hundredths", "share of full time"),
            _day("ended", "WorkerPostEnded", needed=False),
            _says("reason", "WorkerPostEnded", reads="code", codes="post-end-reason"),
            ends="WorkerPostEnded",
        ),
        _listing(
            "vacancy",
            "Vacant posts of hubs",
            "PostVacant",
            ("hub", "role"),
            _says("hub", "PostVacant", needed=True),
            _says("role", "PostVacant", reads="code", codes="hub-role", needed=True),
            _day("since", "PostVacant"),
            _day("filled", "VacancyFilled", needed=False),
            ends="VacancyFilled",
        ),
        _listing(
            "same",
            "References of one worker",
            "WorkerIdentified",
            ("reference",),
            _says("worker", "WorkerIdentified", "reference", "worker", needed=True),
            _says("same_as", "WorkerIdentified", reads="worker", needed=True),
            _day("date", "WorkerIdentified"),
        ),
        _listing(
            "team",
            "Teams of hubs",
            "TeamMapped",
            ("team",),
            _says("team", "TeamMapped", needed=True),
            _says("hub", "TeamMapped", needed=True),
            _day("from", "TeamMapped"),
        ),
        _listing(
            "setting",
            "Settings",
            "SettingSet",
            ("setting",),
            _says("setting", "SettingSet", needed=True),
            _says("value", "SettingSet", reads="texts", needed=True),
            _day("from", "SettingSet"),
            _says("reasons", "SettingSet"),
        ),
        _listing(
            "meeting",
            "Meetings of hubs",
            "HubMeetingHeld",
            ("hub",),
            _says("hub", "HubMeetingHeld", needed=True),
            _day("date", "HubMeetingHeld"),
            _says("group_manager", "HubMeetingHeld", "group_manager_present", "code", "yes-no"),
            _says("actions", "HubMeetingHeld", reads="count"),
        ),
    ),
    about="organisation",
)
"""The tables of an organisation file."""
