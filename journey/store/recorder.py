"""The log as the ``eventsourcing`` library's recorder, for applications and followers built on that library.

A topic is an event's stored name; from its second schema version on the name with the version: ``ReferralReceived``,
``ReferralReceived.v2``. Notification ids are positions: without gaps, and committed in their order.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    Notification,
    OperationalError,
    StoredEvent,
    Subscription,
)
from sqlalchemy import ColumnElement, and_, func, or_, select

from journey.domain.errors import Conflict, JourneyError
from journey.store import bulk
from journey.store.database import Database
from journey.store.hashing import Encoded
from journey.store.schema import EVENTS_LOCK, events

_VERSIONED = re.compile(r"(?P<name>.+)\.v(?P<schema>[2-9]|[1-9]\d+)")
_PAGE = 500
_POLL_SECONDS = 0.1


def topic(name: str, schema_version: int) -> str:
    """The topic of a stored name."""
    return name if schema_version == 1 else f"{name}.v{schema_version}"


def split_topic(text: str) -> tuple[str, int]:
    """Stored name and schema version of a topic."""
    versioned = _VERSIONED.fullmatch(text)
    return (versioned["name"], int(versioned["schema"])) if versioned else (text, 1)


class StreamRecorder(AggregateRecorder):
    """Records and reads the events of streams; ids are text."""

    def __init__(self, database: Database, clock: Callable[[], int] = lambda: time.time_ns() // 1000) -> None:
        self.database = database
        self._clock = clock

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Record events, all or none. Raises IntegrityError when a version of a stream is there already."""
        self._insert(stored_events)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of one stream, by version."""
        version = events.c.version
        question = select(events.c.stream, version, events.c.name, events.c.schema_version, events.c.data)
        question = question.where(events.c.stream == str(originator_id))
        if gt is not None:
            question = question.where(version > gt)
        if lte is not None:
            question = question.where(version <= lte)
        question = question.order_by(version.desc() if desc else version).limit(limit)
        with self.database.reading() as connection:
            return [StoredEvent(s, v, topic(n, x), bytes(d)) for s, v, n, x, d in connection.execute(question)]

    def _insert(self, stored_events: Sequence[StoredEvent]) -> range:
        """Append the events and return their positions."""
        if not stored_events:
            return range(0)
        rows = [
            Encoded(str(e.originator_id), e.originator_version, *split_topic(e.topic), e.state) for e in stored_events
        ]
        try:
            with self.database.writing(EVENTS_LOCK) as connection:
                before = bulk.last_place(connection)
                after = bulk.append(connection, before, rows, self._clock())
        except Conflict as error:
            raise IntegrityError(str(error)) from error
        except JourneyError as error:
            raise OperationalError(str(error)) from error
        return range(before.position + 1, after.position + 1)


class LogRecorder(StreamRecorder, ApplicationRecorder):
    """Records events and reads the whole log in position order."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Record events, all or none, and return their positions."""
        return list(self._insert(stored_events))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """The events from a position on, in position order, at most ``limit``, and only of some topics when given."""
        position = events.c.position
        question = select(
            events.c.stream, events.c.version, events.c.name, events.c.schema_version, events.c.data, position
        )
        if start is not None:
            question = question.where(position >= start if inclusive_of_start else position > start)
        if stop is not None:
            question = question.where(position <= stop)
        if topics:
            question = question.where(or_(*(_is(*split_topic(text)) for text in topics)))
        question = question.order_by(position).limit(limit)
        with self.database.reading() as connection:
            rows = connection.execute(question)
            return [Notification(s, v, topic(n, x), bytes(d), id=p) for s, v, n, x, d, p in rows]

    def max_notification_id(self) -> int | None:
        """The last position; None for an empty log."""
        with self.database.reading() as connection:
            return connection.execute(select(func.max(events.c.position))).scalar()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Follow the log: what is there after position ``gt``, then what is added, until stopped."""
        return PollingSubscription(self, gt, topics)


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Follows a log by asking for what comes after the last position seen."""

    def __init__(self, recorder: LogRecorder, gt: int | None = None, topics: Sequence[str] = ()) -> None:
        super().__init__(recorder, gt, topics)
        self._page: list[Notification] = []
        self._stopped = Event()

    def stop(self) -> None:
        """Stop, from any thread; whoever is waiting for the next event is let go."""
        super().stop()
        self._stopped.set()

    def __next__(self) -> Notification:
        while not self._stopped.is_set():
            if self._page:
                return self._page.pop()
            last = self._last_notification_id
            page = self._recorder.select_notifications(last, _PAGE, topics=self._topics, inclusive_of_start=False)
            if page:
                self._last_notification_id = page[-1].id
                self._page = list(reversed(page))
            else:
                self._stopped.wait(_POLL_SECONDS)
        raise StopIteration


def _is(name: str, schema_version: int) -> ColumnElement[bool]:
    return and_(events.c.name == name, events.c.schema_version == schema_version)
