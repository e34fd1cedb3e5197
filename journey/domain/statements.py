"""Statements: what one source said about one fact, and when it is shown to have been known."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, datetime, time
from typing import Literal

from journey.domain.frozen import frozen
from journey.domain.values import Data

Precision = Literal["exact", "interval", "inferred"]

PERSON_SYSTEM = "person"
"""The source system of what somebody recorded by hand."""

ORGANISATION_SYSTEM = "organisation"
"""The source system of files about hubs, posts and settings, which tell nothing of any child."""

RANK: dict[str, int] = {PERSON_SYSTEM: 4, "ssd": 3, "cin": 2, "ssda903": 2}
"""Who is right among sources that speak for the same day (design, rule 3); any other source ranks 1."""

YEARLY_RETURNS: frozenset[str] = frozenset({"cin", "ssda903"})
"""Systems that give what happened in a year; what they say is open may stand in no list of another source."""

SHOW_THE_LATEST: frozenset[str] = frozenset({"annex-a"})
"""Systems that show only the latest of an event of the series ``latest``; others that tell of it tell of every one."""

LATEST_MARK = ":latest"
"""How the system of a report ends that shows only the latest of what it is about."""


def shows_latest_only(system: str, series: str) -> bool:
    """Whether a source's date of an event can only go forward, so that one that goes back is set aside."""
    return system.endswith(LATEST_MARK) or (series == "latest" and system in SHOW_THE_LATEST)


@frozen
class Source:
    """Where a statement comes from.

    ``file`` is the SHA-256 of the file (empty for a person); ``made`` breaks ties between two files of one source
    that speak for one day (the workbook's or the header's own time stamp, as ISO text; empty if the file has none).
    ``made_on`` is the day the file was made, where what it says follows only from a later day on: when a file before
    it, made after it, was there to compare with. None where that day is the statement's own ``known_on``.
    """

    system: str
    speaks_for: date
    file: bytes = b""
    made: str = ""
    sheet: str = ""
    row: int = 0
    made_on: date | None = None

    @property
    def rank(self) -> int:
        return RANK.get(self.system, 1)


@frozen
class Statement:
    """One event on a stream, before it is sealed and stored.

    ``name`` and ``schema`` are the stored name and schema version of its event class; ``data`` holds that event's
    fields in plain form (see ``values``), blank ones left out. ``belongs_to`` is the fact this one is nested under
    where the source says so (the conference of an enquiry). ``position``, ``version`` and ``recorded_at`` are set by
    the store alone and are 0 and None before that.
    """

    stream: str
    name: str
    fact: str
    known_on: date
    source: Source
    data: Data = field(default_factory=dict)
    occurred_on: date | None = None
    occurred_time: time | None = None
    precision: Precision = "exact"
    occurred_from: date | None = None
    known_from: date | None = None
    belongs_to: str | None = None
    by: str = ""
    schema: int = 1
    version: int = 0
    position: int = 0
    recorded_at: datetime | None = None

    def at(self, *, version: int, position: int, recorded_at: datetime) -> Statement:
        """The same statement, as it stands in the store."""
        return replace(self, version=version, position=position, recorded_at=recorded_at)


def child_stream(la: str, child: str) -> str:
    """The stream of a child: ``child:<la code>:<child id>``."""
    return f"child:{la}:{child}"


SEN_PREFIX = "SEN-"
"""How the id of a child begins that is the id of the SEN system, not of the case system."""


def sen_child(ident: str) -> str:
    """The id of a child whom only the SEN system knows; a recorded link alone joins it to one of the case system."""
    return SEN_PREFIX + ident.upper().removeprefix(SEN_PREFIX)


def extract_stream(la: str) -> str:
    """The stream of what was imported for an authority."""
    return f"extract:{la}"


def organisation_stream(la: str) -> str:
    """The stream of an authority's hubs and workers."""
    return f"organisation:{la}"


def diagnostic_stream(ident: str) -> str:
    """The stream of a diagnostic: its frame, its sample and what came of it."""
    return f"diagnostic:{ident}"


def split_stream(stream: str) -> tuple[str, str, str]:
    """Category, authority and id of a stream (the id is empty for streams that have none)."""
    category, _, rest = stream.partition(":")
    la, _, ident = rest.partition(":")
    return category, la, ident
