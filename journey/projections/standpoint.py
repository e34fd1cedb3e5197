"""Where a question stands: as at which day, as known at which day, at which position of which log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from journey.domain.statements import ORGANISATION_SYSTEM, Statement
from journey.store.log import Log

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The two times and the state of the log that an answer rests on.

    ``data_to`` is the data date: the latest day that an imported file speaks for (of the organisation's own files only
    where there are no others), or today in a store fed by people; None for an empty store, and at a position inside its
    first import. ``chain`` is hexadecimal.
    Without ``inferred``, facts whose day no source gives are left out.
    """

    as_at: date
    known_at: date
    position: int
    chain: str
    data_to: date | None
    inferred: bool = True


def stand(
    log: Log,
    *,
    as_at: date | None = None,
    known_at: date | None = None,
    position: int | None = None,
    today: date,
    inferred: bool = True,
) -> Standpoint:
    """Resolve what was not said: as at the data date, as known by the last recording, at the end of the log.

    Raises UsageError for a position that the log does not have.
    """
    at = log.position() if position is None else position
    chain = log.chain_at(at) if at else bytes(32)
    extracts = imports(log, at)
    of_children = [s for s in extracts if s.source.system != ORGANISATION_SYSTEM] or extracts
    unfinished = _unfinished(log, at, extracts) if position else None
    fed_by_people = today if at and unfinished is None else None
    data_to = max((s.source.speaks_for for s in of_children), default=fed_by_people)
    stand_at = as_at or data_to or unfinished or today
    known = known_at or max([stand_at, *(s.known_on for s in extracts), last_recorded(log, at) or stand_at])
    return Standpoint(stand_at, known, at, chain.hex(), data_to, inferred)


def _unfinished(log: Log, position: int, extracts: Iterable[Statement]) -> date | None:
    """The day of the file whose import was under way at a position; None between two imports."""
    source = log.statement(next(log.all_rows(after=position - 1, upto=position))).source
    complete = not source.file or any(imported.source.file == source.file for imported in extracts)
    return None if complete else source.speaks_for


def imports(log: Log, upto: int | None = None) -> list[Statement]:
    """What was imported, in the order of import."""
    streams = [summary.stream for summary in log.streams("extract")]
    found = log.statements(streams, upto=upto, names=("ExtractImported",))
    return [statement for stream in streams for statement in found[stream]]


def last_recorded(log: Log, position: int) -> date | None:
    """The day, in London, on which the log last took something in, up to a position; None for an empty log."""
    for row in log.all_rows(after=position - 1, upto=position) if position else ():
        return datetime.fromtimestamp(row.recorded_at / 1_000_000, UTC).astimezone(LONDON).date()
    return None


def data_dates(statements: Iterable[Statement]) -> dict[str, date]:
    """The latest day each source speaks for, among some statements."""
    latest: dict[str, date] = {}
    for statement in statements:
        system = statement.source.system
        latest[system] = max(latest.get(system, date.min), statement.source.speaks_for)
    return latest
