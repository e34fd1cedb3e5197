"""Between statements and rows: encoding one for its place, and reading rows back as placed statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from journey.domain.errors import StoreDamaged
from journey.domain.statements import Statement
from journey.store import codec
from journey.store.codec import Unseal
from journey.store.hashing import Encoded, StoredRow
from journey.store.keyring import Keyring

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=64)
def instant(microseconds: int) -> datetime:
    """A stored time of recording. Rows of one transaction share theirs."""
    return _EPOCH + timedelta(microseconds=microseconds)


def encoded(statement: Statement, version: int, keyring: Keyring) -> Encoded:
    """A statement as a row without a place, its personal values sealed."""
    data = codec.encode(statement, keyring.key(statement.stream).seal)
    return Encoded(statement.stream, version, statement.name, statement.schema, data)


def placed(row: StoredRow, unseal: Unseal) -> Statement:
    """The statement in a row. Raises StoreDamaged when its bytes are not a statement's."""
    try:
        return codec.decode(
            row.stream,
            row.name,
            row.schema_version,
            row.data,
            unseal,
            version=row.version,
            position=row.position,
            recorded_at=instant(row.recorded_at),
        )
    except (TypeError, ValueError) as error:  # msgspec's own errors among them
        raise StoreDamaged(
            f"Position {row.position} ({row.stream} version {row.version}) cannot be read: {error}. Run: journey verify"
        ) from error


def statements(streams: Sequence[str], rows: Iterable[StoredRow], keyring: Keyring) -> dict[str, list[Statement]]:
    """Rows that come stream by stream, as statements by stream; a stream without rows has an empty list."""
    found: dict[str, list[Statement]] = {stream: [] for stream in streams}
    keyring.load(streams)
    for stream, group in groupby(rows, attrgetter("stream")):
        unseal = opener(stream, keyring)
        found[stream] = [placed(row, unseal) for row in group]
    return found


def opener(stream: str, keyring: Keyring) -> Unseal:
    """What opens a stream's sealed values: nothing does when its key is destroyed or missing."""
    key = keyring.get(stream)
    return key.unseal if key else _nothing


def _nothing(_field: str, _sealed: bytes) -> None:
    return None
