"""The borough straight into a store: month after month through the bulk path, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from journey.demo.borough.aside import Aside
from journey.demo.borough.borough import LA, Borough
from journey.demo.borough.happenings import TOLD, Teller
from journey.demo.borough.lives import Child
from journey.demo.borough.organisation import Organisation
from journey.demo.borough.record import BY, SYSTEM, Recorder
from journey.demo.files.organisation import structure
from journey.domain.calendar import month_end
from journey.domain.errors import UsageError
from journey.domain.events import dated_names
from journey.domain.facts import fact_key
from journey.domain.statements import Statement, child_stream, extract_stream, organisation_stream
from journey.domain.values import Data
from journey.importers.organisation import ORGANISATION, read_organisation
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.importing import import_extract
from journey.store.log import Log, open_log
from journey.store.placing import encoded
from journey.store.reading import last_versions
from journey.store.schema import EVENTS_LOCK

_A_TIME: Final = 2_000
"""Children whose rows are made before they are put aside on disk."""

Step = Callable[[int, int], None]


def fill(store: str, borough: Borough, step: Step = lambda _done, _of: None) -> int:
    """Make the store at an address (or path) and write the borough into it; the number of events.

    ``step`` is called with the children done and all there are. Raises UsageError for a store that holds something.
    """
    clock = _Clock()
    with open_log(store, clock=clock.microseconds) as log, TemporaryDirectory(prefix="journey-borough-") as folder:
        if log.position():
            raise UsageError(
                f"{log.shown_url} holds {log.position():,} events already. Name a new store with --store; an invented "
                "borough is not mixed with anything."
            )
        aside = Aside(Path(folder))
        log.keyring.ensure([organisation_stream(LA), extract_stream(LA)])
        refer = _refer(log)
        recorder = Recorder(LA, borough.first, borough.last, Teller(refer))
        _put_aside(log, borough, recorder, aside, step)
        organisation = borough.organisation()
        begin = None
        for month, rows in aside.in_order():
            clock.at = _evening(month)
            _write(log, rows, month, clock.at)
            if begin is None or month.month == 3 or month >= month_end(borough.last):
                _take_in(log, organisation, min(month, borough.last), Path(folder).parent)
            _say_taken_in(log, recorder, begin, min(month, borough.last))
            begin = month
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


def _refer(log: Log) -> Callable[[str, str], str]:
    stream = organisation_stream(LA)
    return lambda kind, name: log.keyring.reference(stream, kind, name)


def _put_aside(log: Log, borough: Borough, recorder: Recorder, aside: Aside, step: Step) -> None:
    """Every child's rows, sealed and numbered, by the month in which the log takes them in."""
    waiting: list[Child] = []
    done = 0
    for child in borough.lives():
        waiting.append(child)
        done += 1
        if len(waiting) == _A_TIME:
            _rows_of(log, waiting, recorder, aside)
            waiting = []
            step(done, borough.children)
    _rows_of(log, waiting, recorder, aside)
    step(done, borough.children)


def _rows_of(log: Log, children: list[Child], recorder: Recorder, aside: Aside) -> None:
    others = [fault.recorded for child in children for fault in child.faults if fault.kind == "duplicate-record"]
    log.keyring.forget()
    log.keyring.ensure([child_stream(LA, one) for one in [*(child.id for child in children), *others]])
    for child in children:
        versions: dict[str, int] = {}
        for month, said in recorder.known(child):
            version = versions[said.stream] = versions.get(said.stream, 0) + 1
            aside.add(month, encoded(said, version, log.keyring))
    aside.flush()


def _write(log: Log, rows: Iterator[Encoded], month: date, at: int) -> None:
    with log.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, bulk.last_place(connection), rows, at)


def _say_taken_in(log: Log, recorder: Recorder, before: date | None, month: date) -> None:
    """That everything of a month was taken in; with the first one, all that was before."""
    names = set(TOLD)
    first = None if before is None else before.replace(day=before.day)
    carries = [
        {"event": name, "carries": "every", "from": None if first is None else month.replace(day=1), "to": month}
        for name in dated_names()
        if name.partition(".")[0] in names
    ]
    listed: Data = {
        "list": "Everything",
        "title": "All that happened in the month",
        "window_from": None if first is None else month.replace(day=1),
        "window_to": month,
        "carries": carries,
        "rows": 0,
        "rejected": 0,
    }
    source = recorder.source(month)
    data: Data = {"files": [source.file.hex()], "file_names": [f"{SYSTEM} {month:%Y-%m}"], "lists": [listed]}
    stream = extract_stream(LA)
    said = Statement(stream, "ExtractImported", fact_key("extract", month), month, source, data, month, by=BY)
    with log.database.reading() as connection:
        version = last_versions(connection, [stream]).get(stream, 0) + 1
    _write(log, iter([encoded(said, version, log.keyring)]), month, _evening(month))


def _take_in(log: Log, organisation: Organisation, day: date, folder: Path) -> None:
    """The organisation as it was known on a day, read from its file as anybody's would be."""
    with TemporaryDirectory(dir=folder) as aside:
        path = Path(aside) / f"organisation_{day.isoformat()}.toml"
        path.write_text(structure(organisation, day), encoding="utf-8")
        stream = organisation_stream
        extract = read_organisation(
            path,
            la=LA,
            extract_date=day,
            whole=False,
            refers=lambda la: lambda kind, name: log.keyring.reference(stream(la), kind, name),
        )
        import_extract(log, extract, ORGANISATION, by=BY)
