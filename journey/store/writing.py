"""The one write transaction, as the rest of the journey sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.keyring import Keyring
from journey.store.placing import encoded, instant, statements
from journey.store.reading import last_versions, rows_of


class Writer:
    """Reads and appends inside one transaction; everything appended shares one time of recording."""

    def __init__(self, connection: Connection, keyring: Keyring, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._keyring = keyring
        self._recorded_at = clock()
        self._place = bulk.last_place(connection)
        self._versions: dict[str, int] = {}

    @property
    def position(self) -> int:
        """The last position so far, appended statements included."""
        return self._place.position

    @property
    def chain(self) -> bytes:
        """The chain at that position."""
        return self._place.chain

    def statements(
        self, streams: Iterable[str], upto: int | None = None, names: Collection[str] | None = None
    ) -> dict[str, list[Statement]]:
        """As ``Log.statements``, with what this transaction has appended."""
        wanted = list(dict.fromkeys(streams))
        return statements(wanted, rows_of(self._connection, wanted, upto, names), self._keyring)

    def last_versions(self, streams: Iterable[str]) -> dict[str, int]:
        """How many statements each stream holds, with what this transaction has appended; 0 for one without any."""
        wanted = list(dict.fromkeys(streams))
        return dict.fromkeys(wanted, 0) | last_versions(self._connection, wanted)

    def append(self, said: Sequence[Statement]) -> list[Statement]:
        """Append statements in their order and return them placed. Their streams' missing keys are made first.

        Raises NotPermitted for a record that was disposed of.
        """
        self._make_ready(said)
        before, first = dict(self._versions), self._place.position + 1
        self.write(said)
        return self._placed(said, before, first)

    def restore(self, said: Sequence[Statement]) -> None:
        """Append what another store said, whose keys were taken over as far as they are known.

        An authority's key that has not come yet is not made: it may come with a later file of that store.
        """
        self._ensure({statement.stream for statement in said})
        self._write(said)

    def write(self, said: Sequence[Statement]) -> None:
        """Append statements as ``append`` does, for a caller who has no use for them placed."""
        self._make_ready(said)
        self._write(said)

    def _write(self, said: Sequence[Statement]) -> None:
        self._place = bulk.append(self._connection, self._place, self._encoded(said), self._recorded_at)

    def _make_ready(self, said: Iterable[Statement]) -> None:
        streams = {statement.stream for statement in said}
        # What is compared between children, such as their numbers, is hashed under their authority's key.
        children = (la for category, la, _ in map(split_stream, streams - self._versions.keys()) if category == "child")
        self._ensure(streams, {organisation_stream(la) for la in children})

    def _ensure(self, streams: Collection[str], beside: Collection[str] = ()) -> None:
        """Make the keys that are missing, and find how many statements each stream holds so far."""
        fresh = sorted(stream for stream in streams if stream not in self._versions)
        if fresh:
            self._keyring.ensure([*fresh, *beside])
            self._versions.update(dict.fromkeys(fresh, 0) | last_versions(self._connection, fresh))

    def _encoded(self, said: Iterable[Statement]) -> Iterator[Encoded]:
        versions = self._versions
        for statement in said:
            version = versions[statement.stream] = versions[statement.stream] + 1
            yield encoded(statement, version, self._keyring)

    def _placed(self, said: Iterable[Statement], versions: dict[str, int], position: int) -> list[Statement]:
        placed = []
        recorded_at = instant(self._recorded_at)
        for place, statement in enumerate(said, position):
            version = versions[statement.stream] = versions[statement.stream] + 1
            placed.append(statement.at(version=version, position=place, recorded_at=recorded_at))
        return placed
