"""Performing a command: read, decide, write, all or nothing; whoever was second is told to look again.

What is written carries the version of the record that was read. When somebody else wrote to it meanwhile, it is read
and decided again, unless the very fact that the command is about has changed: then the person must look again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from journey.domain.errors import Conflict
from journey.domain.events.imports import WorkerNamed
from journey.domain.merges import MERGED, UNMERGED, Merges, read_merges
from journey.domain.recording.decision import Decision, History, KnownFact, Recorder, changed_since
from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.projections.cluster import cluster_of
from journey.projections.effective import effective_history
from journey.recording.warnings import Warned, new_findings
from journey.store.application import ChildRecord, RecordKeeping
from journey.store.log import Log

_TRIES: Final = 8
"""Of a record that others write to all the time; each time one of them got further."""


@dataclass(frozen=True)
class Performed:
    """What a command came to: ``statements`` as they stand in the log, none where it was known already (``says``).

    ``stays`` is what an unmerge leaves where it was recorded, ``findings`` what the record should be looked at for now
    and not before.
    """

    statements: tuple[Statement, ...]
    says: str = ""
    stays: tuple[Statement, ...] = ()
    findings: tuple[Warned, ...] = ()

    @property
    def already_known(self) -> bool:
        """Whether nothing was written because the record says so already."""
        return not self.statements


class Reading:
    """What a command reads, at one position of the log."""

    def __init__(self, log: Log, day: date) -> None:
        self._log = log
        self._day = day
        self.position = log.position()
        self.histories: dict[str, History] = {}

    def history(self, stream: str) -> History:
        """What is known of the child of a record."""
        if stream not in self.histories:
            cluster = cluster_of(self._log, stream, self._day, self.position)
            facts = effective_history(cluster.all, date.max, self._day, self.position)
            self.histories[stream] = History(stream, cluster.survivor, facts, cluster.statements)
        return self.histories[stream]

    def merges(self, *streams: str) -> Merges:
        """The merges that bear on some records."""
        names = (MERGED, UNMERGED)
        return read_merges(lambda wanted: self._log.statements(wanted, upto=self.position, names=names), streams)

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """The version of each record as it was read; of others, such as the organisation's, as it is."""
        read = {stream: len(said) for one in self.histories.values() for stream, said in one.said.items()}
        return {**self._log.last_versions(stream for stream in streams if stream not in read), **read}


Decide = Callable[[Reading], Decision]
"""Reads what it needs and decides. Raises NotRecorded, Conflict."""


def perform(
    log: Log, recorder: Recorder, stream: str, decide: Decide, before: Callable[[Reading], object] | None = None
) -> Performed:
    """Decide and write. ``before`` is called once, when it is decided or refused and nothing is written yet.

    Raises NotRecorded and Conflict with nothing written; Busy, NotPermitted as the store does.
    """
    first: tuple[tuple[str, int], ...] | None = None
    about: str | None = None
    for attempt in range(_TRIES):
        reading = Reading(log, recorder.day)
        if attempt and about is not None:
            _check_unchanged(reading.history(stream), about, first)
        try:
            decision = decide(reading)
        finally:
            if before is not None and not attempt:
                before(reading)
        if not decision.statements:
            return Performed((), decision.says)
        about = decision.about
        first = _versions(reading.history(stream), about)
        try:
            written = _write(log, reading, (*decision.statements, *_names(log, decision, recorder, stream)))
        except Conflict:
            if attempt == _TRIES - 1:
                raise
            continue
        findings = new_findings(reading.histories.values(), Reading(log, recorder.day).history, recorder.day)
        return Performed(written, "", decision.stays, findings)
    raise AssertionError("unreachable")  # pragma: no cover


def _check_unchanged(history: History, about: str, first: tuple[tuple[str, int], ...] | None) -> None:
    if _versions(history, about) != first:
        fact = _fact(history, about)
        raise changed_since(
            about, max(fact.said, key=lambda s: s.position) if fact else history.said[history.stream][-1]
        )


def _versions(history: History, about: str | None) -> tuple[tuple[str, int], ...]:
    """The statements about a fact."""
    fact = _fact(history, about)
    return tuple(sorted((s.stream, s.version) for s in fact.said)) if fact else ()


def _fact(history: History, about: str | None) -> KnownFact | None:
    return next((f for f in history.facts if about in (f.key, *(s.fact for s in f.said))), None)


def _write(log: Log, reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    streams = list(dict.fromkeys(statement.stream for statement in statements))
    versions = reading.versions(streams)
    records = {stream: ChildRecord(stream, versions[stream]) for stream in streams}
    for statement in statements:
        records[statement.stream].record(statement)
    positions = RecordKeeping(log).keep(*records.values())
    rows = log.all_rows(after=positions[0] - 1, upto=positions[-1])
    return tuple(log.statement(row) for row in rows)


def _names(log: Log, decision: Decision, recorder: Recorder, stream: str) -> list[Statement]:
    """The names behind references that the authority has not used before."""
    if not decision.workers:
        return []
    organisation = organisation_stream(split_stream(stream)[1])
    said = log.statements([organisation], names=(WorkerNamed.NAME,))[organisation]
    known = {s.data.get("reference") for s in said}
    return [
        recorder.statement(organisation, WorkerNamed, f"worker:{reference}", {"reference": reference, "name": name})
        for reference, name in sorted(decision.workers.items())
        if reference not in known
    ]
