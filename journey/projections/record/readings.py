"""The access log as an auditor asks it: who read what, when, about whom, and what they had to do with the child."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, partial
from typing import Any, Final

from journey.domain.calendar import is_working_day
from journey.domain.statements import split_stream
from journey.projections.cluster import Cluster, cluster_of
from journey.projections.holding.involvement import has_part, references_of
from journey.projections.standpoint import LONDON
from journey.store.access import Entry
from journey.store.log import Log

ON_RECORD: Final = "on record"
NONE_ON_RECORD: Final = "none on record"
CANNOT_TELL: Final = "cannot tell"
SEVERAL: Final = "several children"

_IN_WORDS: Final = 3
"""How many children a line names."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours on working days, London time: an authority's own, never statute."""

    opens: time = time(8)
    closes: time = time(18)

    def include(self, moment: datetime) -> bool:
        """Whether a moment is within them."""
        local = moment.astimezone(LONDON)
        return is_working_day(local.date()) and self.opens <= local.time() < self.closes


class Readings:
    """The readings of a store. A child's merged records count as one."""

    def __init__(self, log: Log, hours: Hours) -> None:
        self._log = log
        self._hours = hours
        self._position = log.position()
        self._cluster = cache(self._cluster_of)
        self._references = cache(partial(references_of, log))

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a reading, in their order.

        ``entry, at`` (UTC), ``on`` (the day in London), ``who, purpose, command, as_at, known_at, position``, how many
        ``children`` it was about, the ``streams`` it names (up to 1,000) and ``about`` (some of them in words), and
        ``out_of_hours``.
        """
        for entry in self._log.access.entries():
            yield self._row(entry)

    def records_of(self, stream: str) -> frozenset[str]:
        """Every stream that is read as part of a child's record."""
        return frozenset(self._cluster(stream).statements)

    def involvement(self, who: str, streams: Sequence[str]) -> str | None:
        """What is on record of a reader and the one child read about: a statement by, or about, the reader.

        Of lists of several children it says nothing. Where names are sealed to this reader, nobody can tell.
        """
        if len(streams) != 1:
            return SEVERAL if streams else None
        said = self._cluster(streams[0]).all
        references = self._references(split_stream(streams[0])[1], who)
        if has_part(said, who, references or frozenset()):
            return ON_RECORD
        return CANNOT_TELL if references is None else NONE_ON_RECORD

    def _row(self, entry: Entry) -> dict[str, Any]:
        at = datetime.fromtimestamp(entry.at / 1_000_000, UTC)
        streams: list[str] = json.loads(entry.children)
        return {
            "entry": entry.position,
            "at": at,
            "on": at.astimezone(LONDON).date(),
            "who": entry.who,
            "purpose": entry.purpose,
            "command": entry.command,
            "as_at": date.fromisoformat(entry.as_at) if entry.as_at else None,
            "known_at": date.fromisoformat(entry.known_at) if entry.known_at else None,
            "position": entry.log_position,
            "children": entry.children_count,
            "streams": streams,
            "about": _in_words(streams, entry.children_count),
            "out_of_hours": not self._hours.include(at),
        }

    def _cluster_of(self, stream: str) -> Cluster:
        return cluster_of(self._log, stream, date.max, self._position)


def _in_words(streams: Sequence[str], count: int) -> str:
    named = ", ".join(split_stream(stream)[2] for stream in streams[:_IN_WORDS])
    return f"{named} and {count - _IN_WORDS:,} more" if count > _IN_WORDS else named
