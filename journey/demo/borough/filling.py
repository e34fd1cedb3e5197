"""The borough straight into a store: month after month through the bulk path, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from journey.demo.borough.aside import Aside, months_in
from journey.demo.borough.borough import LA, Borough
from journey.demo.borough.happenings import TOLD
from journey.demo.borough.organisation import Organisation
from journey.demo.borough.record import BY, SYSTEM, source
from journey.demo.borough.rows import Step, organisation_of, put_aside, shares
from journey.demo.borough.telling import Refer
from journey.demo.files.calendar import Year, years
from journey.demo.files.organisation import meetings, posts, structure
from journey.domain.errors import UsageError
from journey.domain.facts import fact_key
from journey.domain.shapes import dated_names
from journey.domain.statements import Statement, extract_stream, organisation_stream
from journey.domain.values import Data
from journey.importers.organisation import ORGANISATION, read_organisation
from journey.store import bulk
from journey.store.address import parse
from journey.store.hashing import Encoded
from journey.store.importing import import_extract
from journey.store.log import Log, open_log
from journey.store.placing import encoded
from journey.store.reading import last_versions
from journey.store.schema import EVENTS_LOCK


def fill(store: str, borough: Borough, step: Step = lambda _done, _of: None) -> int:
    """Make the store at an address (or path) and write the borough into it; the number of events.

    ``step`` is called with the children done and all there are. Raises UsageError for a store that holds something.
    """
    clock, path = _Clock(), parse(store).path
    with (
        open_log(store, clock=clock.microseconds) as log,
        TemporaryDirectory(prefix="journey-borough-", dir=path.parent if path else None) as aside,
    ):
        if log.position():
            raise UsageError(
                f"{log.shown_url} holds {log.position():,} events already. Name a new store with --store; an invented "
                "borough is not mixed with anything."
            )
        log.keyring.ensure([organisation_stream(LA), extract_stream(LA)])
        some = shares(borough, Path(aside))
        put_aside(some, log.keyring, step)
        organisation, *others = (organisation_of(share) for share in some if not share.turn)
        spans = years(borough.first, borough.last)
        for month in months_in([share.folder for share in some]):
            clock.at = _evening(month)
            before = log.position()
            _write(log, (row for share in some for row in Aside(share.folder).rows(month)), clock.at)
            rows = log.position() - before
            for year in spans:
                if year.last == month:
                    _take_in(log, organisation, year, Path(aside), is_first=year is spans[0])
            _say_taken_in(log, month, rows, is_first=not before)
        for other in others:
            _take_in(log, other, spans[-1], Path(aside), is_first=True)
        return log.position()


class _Clock:
    """The time of recording: the evening of the last day of a month."""

    def __init__(self) -> None:
        self.at = 0

    def microseconds(self) -> int:
        """Since 1970, UTC."""
        return self.at


def _evening(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 18, tzinfo=UTC).timestamp()) * 1_000_000


def _write(log: Log, rows: Iterable[Encoded], at: int) -> None:
    with log.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, bulk.last_place(connection), rows, at)


def _say_taken_in(log: Log, month: date, rows: int, *, is_first: bool) -> None:
    """That everything of a month was taken in; with the first one, all that was before."""
    taken_in = source(LA, month)
    since = None if is_first else month.replace(day=1)
    carries = [
        {"event": name, "carries": "every", "from": since, "to": month}
        for name in dated_names()
        if name.partition(".")[0] in TOLD
    ]
    listed: dict[str, Any] = {
        "list": "Everything",
        "title": "All that happened in the month",
        "window_from": since,
        "window_to": month,
        "carries": carries,
        "rows": rows,
        "rejected": 0,
    }
    data: Data = {"files": [taken_in.file.hex()], "file_names": [f"{SYSTEM} {month:%Y-%m}"], "lists": [listed]}
    stream = extract_stream(LA)
    said = Statement(stream, "ExtractImported", fact_key("extract", month), month, taken_in, data, month, by=BY)
    with log.database.reading() as connection:
        version = last_versions(connection, [stream]).get(stream, 0) + 1
    _write(log, [encoded(said, version, log.keyring)], _evening(month))


def _take_in(log: Log, of: Organisation, year: Year, aside: Path, *, is_first: bool) -> None:
    """The organisation as it was known at the end of a year, read from its files as anybody's would be."""
    texts = [("structure.toml", structure(of, year.last))] if of.hubs else []
    texts += [("posts.csv", text) for text in posts(of, year, is_first=is_first)]
    texts += [("meetings.csv", meetings(of, year))]
    for name, text in texts:
        if text:
            path = aside / name
            path.write_text(text, encoding="utf-8", newline="")
            extract = read_organisation(
                path, la=LA, extract_date=year.last, whole=False, refers=lambda la: _refer(log, la)
            )
            import_extract(log, extract, ORGANISATION, by=BY)


def _refer(log: Log, la: str) -> Refer:
    return lambda kind, name: log.keyring.reference(organisation_stream(la), kind, name)
