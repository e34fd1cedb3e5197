"""Recording by hand, as an ``eventsourcing`` application: one thin aggregate per child, one event at a time.

An import writes through ``Log.writing``; both ways give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, Mapper, StoredEvent
from eventsourcing.persistence import OperationalError as RecorderFailed

from journey.domain.errors import Conflict, JourneyError, UsageError
from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.store import codec
from journey.store.keyring import Keyring
from journey.store.log import Log
from journey.store.placing import encoded, opener
from journey.store.recorder import LogRecorder, split_topic, topic


@dataclass(frozen=True)
class StatementRecorded:
    """A statement in its place in a stream, as the library wants to see an event."""

    originator_id: str
    originator_version: int
    statement: Statement


class ChildRecord:
    """A child's record: how many statements it holds and which facts they are about."""

    def __init__(self, stream: str, version: int = 0) -> None:
        self.id = stream
        self.version = version
        self.facts: set[str] = set()
        self._pending: list[StatementRecorded] = []

    def record(self, statement: Statement) -> None:
        """Take a statement as the next of this record; it is written when the record is saved."""
        if statement.stream != self.id:
            raise UsageError(f"A statement about {statement.stream} cannot be recorded on {self.id}.")
        event = StatementRecorded(self.id, self.version + 1, statement)
        self.apply(event)
        self._pending.append(event)

    def apply(self, event: StatementRecorded) -> None:
        """Move on by one event."""
        self.version = event.originator_version
        self.facts.add(event.statement.fact)

    def collect_events(self) -> Sequence[DomainEventProtocol[str]]:
        """The statements taken and not yet written."""
        collected, self._pending = self._pending, []
        return collected


def project(record: ChildRecord | None, history: Iterable[StatementRecorded]) -> ChildRecord | None:
    """Fold a stream's events into its record."""
    for event in history:
        record = record or ChildRecord(event.originator_id)
        record.apply(event)
    return record


class StatementMapper(Mapper[str]):
    """Statements to and from the library's stored events, by the codec that imports use."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Encode and seal a statement."""
        assert isinstance(domain_event, StatementRecorded)
        row = encoded(domain_event.statement, domain_event.originator_version, self._keyring)
        return StoredEvent(row.stream, row.version, topic(row.name, row.schema_version), row.data)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """Decode and open a statement."""
        stream, (name, schema) = str(stored_event.originator_id), split_topic(stored_event.topic)
        statement = codec.decode(stream, name, schema, stored_event.state, opener(stream, self._keyring))
        return StatementRecorded(stream, stored_event.originator_version, statement)


class RecordKeeping(Application[str]):
    """Recording by hand on an open log."""

    def __init__(self, log: Log) -> None:
        self._log = log
        super().__init__({"PERSISTENCE_MODULE": "eventsourcing.popo"})  # never used: mapper and recorder are ours

    def construct_mapper(self) -> Mapper[str]:
        """The journey's own codec."""
        return StatementMapper(self._log.keyring)

    def construct_recorder(self) -> ApplicationRecorder:
        """The journey's own log."""
        return LogRecorder(self._log.database, self._log.clock)

    def child(self, stream: str) -> ChildRecord:
        """A child's record as it stands; an empty one for a child nothing was recorded about."""
        try:
            return self.repository.get(stream, projector_func=project)
        except AggregateNotFoundError:
            return ChildRecord(stream)

    def keep(self, *records: ChildRecord) -> list[int]:
        """Write what records have taken, in one transaction; the positions.

        Raises Conflict when somebody else wrote to one since it was read, NotPermitted for one that was disposed of.
        """
        streams = {record.id for record in records}
        # What is compared between children is hashed under their authority's key, which an import makes with theirs.
        authorities = {organisation_stream(la) for of, la, _ in map(split_stream, streams) if of == "child"}
        self._log.keyring.ensure(streams | authorities)
        try:
            return [recording.notification.id for recording in self.save(*records)]
        except IntegrityError as error:
            raise Conflict(
                f"{', '.join(sorted(streams))} was added to by somebody else since it was read. Nothing was written; "
                "look again, then decide."
            ) from error
        except RecorderFailed as error:
            if isinstance(error.__cause__, JourneyError):
                raise error.__cause__ from None
            raise
