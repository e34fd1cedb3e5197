"""The organisation of the borough: the published hub structure, the teams before it, and invented people in posts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from journey.demo.borough.beside import meeting_days
from journey.demo.borough.days import DATES, number
from journey.demo.borough.holding import FILLED_ON, OFFICERS_IN_POST, consultants, manager, officer
from journey.demo.borough.names import worker_name
from journey.demo.borough.organisation import Change, Hub, Organisation, Post, Vacancy, WeeklyMeeting
from journey.demo.borough.units import UNITS
from journey.demo.borough.worker import Worker
from journey.importers.organisation.examples import text_of

_PUBLISHED: Final = "slough-2015-2017"
_GROUP_MANAGERS: Final = 1_500
"""The number of the first name of group managers."""
_BESIDE: Final = (("hub coordinator", 100), ("family support worker", 100), ("clinician", 50))
_OTHERS: Final = 1_510
_DAY: Final = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def organisation(la: str, first: date, last: date, workers: Iterable[Worker], *, whole: bool = True) -> Organisation:
    """All of it, up to the last day of the borough; without ``whole`` the posts of these workers alone."""
    if not whole:
        return Organisation(la, first, last, (), (), tuple(_caseworkers(workers, first, last)), (), (), ())
    published = tomllib.loads(text_of(_PUBLISHED))
    hubs = [*_hubs(published, last), *_teams(first, last)]
    posts = [*_caseworkers(workers, first, last), *_before_hubs(first, last), *_in_hubs(hubs, last)]
    posts.sort(key=lambda one: (one.started, one.hub, one.role, one.worker))
    return Organisation(la, first, last, tuple(hubs), (*_changes(published, last), *_became_hubs(last)), tuple(posts),
                        tuple(_vacancies(last)), tuple(_meetings(last)), ())  # fmt: skip


def _by(day: str, last: date) -> bool:
    """Whether a day, exact or not, is sure to have come by the last day."""
    latest = _DAY.findall(day)[-1]
    return bool(latest <= last.isoformat()[: len(latest)])


def _hubs(published: dict[str, Any], last: date) -> Iterator[Hub]:
    for one in published["hub"]:
        if _by(one["opened"], last):
            closed = one.get("closed", "")
            yield Hub(one["hub"], one.get("title", ""), one.get("group", ""), one["opened"],
                      closed if closed and _by(closed, last) else "", one.get("unit", "hub"),
                      tuple(one.get("without", ())), one.get("soft_launch", False), one["document"])  # fmt: skip


def _teams(first: date, last: date) -> Iterator[Hub]:
    """The teams that became hubs; those that the published structure names as hubs of before are there already."""
    for unit in UNITS:
        name, until = unit.names[0][1], unit.names[1][0]
        if "Team" in name:
            yield Hub(
                name, "", "", f"not after {first.isoformat()}", until.isoformat() if until <= last else "", "team"
            )


def _changes(published: dict[str, Any], last: date) -> Iterator[Change]:
    for one in published["merged"]:
        if _by(one["date"], last):
            yield Change("merged", tuple(one["from"]), (one["into"],), one["date"], document=one["document"])
    for one in published["split"]:
        if _by(one["date"], last):
            yield Change("split", (one["hub"],), tuple(one.get("into", ())), one["date"], "", one.get("reasons", ""),
                         one["document"])  # fmt: skip
    for one in published["renamed"]:
        if _by(one["date"], last):
            yield Change("renamed", (one["hub"],), (), one["date"], one["title"], document=one["document"])


def _became_hubs(last: date) -> Iterator[Change]:
    """Each team that became a hub; where the published structure says what became of a unit, that stands."""
    for unit in UNITS:
        (_, team), (day, hub), *_ = unit.names
        if "Team" in team and day <= last:
            yield Change("merged", (team,), (hub,), day.isoformat())


def _caseworkers(workers: Iterable[Worker], first: date, last: date) -> Iterator[Post]:
    """Posts of those who hold cases: another with each name of the unit and each change of hours."""
    for worker in workers:
        unit = UNITS[worker.unit]
        hours = worker.hours or [(worker.started, 100)]
        until = min(worker.ended, number(last) + 1)
        turns = sorted({worker.started, *(day for day, _ in hours), *(day for day, _ in unit.changes)})
        turns = [day for day in turns if worker.started <= day < until]
        for begin, end in zip(turns, [*turns[1:], until] if turns else [], strict=True):
            fte = [share for day, share in hours if day <= begin][-1]
            ended = end <= number(last)
            if DATES[end] > first:
                yield Post(worker_name(worker.number), unit.name(begin), _role(worker), DATES[begin],
                           DATES[end] if ended else None, "agency" if worker.agency else "permanent",
                           worker.qualified, fte, _why(worker, end) if ended else "")  # fmt: skip


def _role(worker: Worker) -> str:
    if not worker.qualified:
        return "personal adviser"
    return "senior social worker" if worker.number % 6 == 0 else "asye" if worker.number % 9 == 0 else "social worker"


def _why(worker: Worker, day: int) -> str:
    if day != worker.ended:
        return "moved"
    return "contract-ended" if worker.agency else "resigned"


def _before_hubs(first: date, last: date) -> Iterator[Post]:
    """Managers of teams, who become consultants of their hubs or make way for them; reviewing officers."""
    since = date(first.year - 3, 4, 1)
    for place, unit in enumerate(UNITS):
        day = DATES[consultants(place)[0][0]]
        ended = day if day <= last else None
        yield Post(
            manager(place), unit.names[0][1], "other", since, ended, "permanent", True, 100, "moved" if ended else ""
        )
    for place in range(OFFICERS_IN_POST):
        yield Post(officer(place), "", "reviewing officer", since, None, "permanent", True, 100)


def _in_hubs(hubs: Iterable[Hub], last: date) -> Iterator[Post]:
    """Consultants, coordinators, family support workers, clinicians and group managers of the hubs."""
    groups = {hub.hub: hub.group for hub in hubs if hub.group}
    names = sorted(set(groups.values()))
    for place, unit in enumerate(UNITS):
        hub, since = unit.names[-1][1], unit.names[-1][0]
        if since > last:
            continue
        found = [(max(DATES[day], since), name) for day, name in consultants(place) if DATES[day] <= last]
        for (begin, name), after in zip(found, [*found[1:], None] if found else [], strict=True):
            ended = after[0] if after else None
            yield Post(name, hub, "consultant", begin, ended, "permanent", True, 100, "resigned" if ended else "")
        for role, (title, fte) in enumerate(_BESIDE):
            if title != "clinician" or hub != "Hub 1":
                person = worker_name(_OTHERS + 3 * place + role)
                yield Post(person, hub, title, since, None, "permanent", False, fte)
        if hub in groups:
            person = worker_name(_GROUP_MANAGERS + names.index(groups[hub]))
            yield Post(person, hub, "group manager", max(since, date(2016, 10, 17)), None, "permanent", True, 100)


def _vacancies(last: date) -> Iterator[Vacancy]:
    for place, unit in enumerate(UNITS):
        hub, since = unit.names[-1][1], unit.names[-1][0]
        filled = DATES[consultants(place)[0][0]]
        if filled == FILLED_ON and since < min(filled, last):
            yield Vacancy(hub, "consultant", since, filled if filled <= last else None)


def _meetings(last: date) -> Iterator[WeeklyMeeting]:
    for place, unit in enumerate(UNITS):
        for week, day in enumerate(meeting_days(place, number(last))):
            yield WeeklyMeeting(unit.name(day), DATES[day], (week + place) % 3 == 0, 2 + (week * 7 + place) % 9)
