"""The organisation of the invented borough: units, who works in them, and how its structure changed.

Days are text as an organisation file gives them, exact or not: ``2016-11``, ``not after 2017-03-31`` …
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Hub(Struct, frozen=True):
    """A hub, or a team that is none (``unit`` is ``team``). ``without``: core roles that it is not meant to have."""

    hub: str
    title: str
    group: str
    opened: str
    closed: str = ""
    unit: str = "hub"
    without: tuple[str, ...] = ()
    soft_launch: bool = False
    document: str = ""


class Change(Struct, frozen=True):
    """Hubs ``merged`` into one, one ``split``, or ``renamed`` (``title``)."""

    kind: str
    hubs: tuple[str, ...]
    into: tuple[str, ...]
    day: str
    title: str = ""
    reasons: str = ""
    document: str = ""


class Post(Struct, frozen=True):
    """A worker's time in a post of a unit, ``hub``; the days of invented people are exact."""

    worker: str
    hub: str
    role: str
    started: date
    ended: date | None
    employment: str
    qualified: bool
    fte: int
    """Hundredths of full time."""
    reason: str = ""
    """Why it ended: a code of ``post-end-reason``."""


class WeeklyMeeting(Struct, frozen=True):
    """A hub held its weekly meeting."""

    hub: str
    day: date
    group_manager: bool
    actions: int


class Vacancy(Struct, frozen=True):
    """A post that stood vacant."""

    hub: str
    role: str
    since: date
    filled: date | None


class Setting(Struct, frozen=True):
    """A dated local setting."""

    setting: str
    value: str
    since: date


class Organisation(Struct, frozen=True):
    """All of it. ``la`` is the authority's code; ``last`` the last day of the borough."""

    la: str
    first: date
    last: date
    hubs: tuple[Hub, ...]
    changes: tuple[Change, ...]
    posts: tuple[Post, ...]
    vacancies: tuple[Vacancy, ...]
    meetings: tuple[WeeklyMeeting, ...]
    settings: tuple[Setting, ...]
