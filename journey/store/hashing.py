"""The hash chain over the log, from the bytes that are stored.

A row's leaf binds its content, the chain binds its place. With ``‖`` for "followed by", ``n8(x)`` for an integer as
eight bytes, big-endian, unsigned, and ``p(x)`` for ``n8(length of x) ‖ x`` (text as UTF-8)::

    leaf  = SHA-256(00 ‖ p(stream) ‖ n8(version) ‖ p(name) ‖ n8(schema version) ‖ n8(recorded_at) ‖ p(data))
    chain = SHA-256(chain of the row before ‖ leaf)

``recorded_at`` is in microseconds since 1970-01-01T00:00:00Z. Before the first row the chain is 32 zero bytes. The
leading zero byte keeps leaves apart from inner nodes should a Merkle tree be built over them (RFC 6962).
This layout is for ever: a change of one byte would make every store look damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from struct import Struct
from struct import error as StructError  # noqa: N812
from typing import Any, NamedTuple, TypeAlias

GENESIS = bytes(32)
"""The chain before the first row."""

_N8 = Struct(">Q").pack
_THREE_N8 = Struct(">QQQ").pack


class Encoded(NamedTuple):
    """A row before it has a place: which stream, what number in it, what is said."""

    stream: str
    version: int
    name: str
    schema_version: int
    data: bytes


class StoredRow(NamedTuple):
    """A row as it stands in the table ``events``. ``recorded_at`` in microseconds UTC."""

    position: int
    stream: str
    version: int
    name: str
    schema_version: int
    recorded_at: int
    data: bytes
    leaf: bytes
    chain: bytes


Finished: TypeAlias = tuple[int, str, int, str, int, int, bytes, bytes, bytes]
"""A ``StoredRow`` without the names, which cost a sixth of the hashing when a million are written."""


class Place(NamedTuple):
    """How far the log goes: the last position and the chain there."""

    position: int = 0
    chain: bytes = GENESIS


class Problem(NamedTuple):
    """What is wrong with a row, for an auditor."""

    position: int
    problem: str


class Verified(NamedTuple):
    """How far rows are what was written, and the first that is not."""

    upto: Place
    problem: Problem | None


def leaf(stream: str, version: int, name: str, schema_version: int, recorded_at: int, data: bytes) -> bytes:
    """The hash of one row's content; see the head of this file."""
    numbers = _THREE_N8(schema_version, recorded_at, len(data))
    return sha256(b"".join((b"\0", _text(stream), _N8(version), _text(name), numbers, data))).digest()


def leaves(rows: Iterable[tuple[Any, ...]]) -> list[bytes]:
    """``leaf`` of each row in the columns of ``StoredRow``, in fewer calls: for whoever hashes a whole log."""
    texts = _Texts()
    return [
        sha256(b"".join((b"\0", texts[s], _N8(v), texts[n], _THREE_N8(x, at, len(data)), data))).digest()
        for _, s, v, n, x, at, data, _, _ in rows
    ]


class _Texts(dict[str, bytes]):
    """``p(text)`` of every text that was asked for: a page has few, and a dictionary answers without a call."""

    def __missing__(self, text: str) -> bytes:
        made = self[text] = _text(text)
        return made


@lru_cache(maxsize=4096)
def _text(text: str) -> bytes:
    """``p(text)``. Rows come stream by stream and share few names, so that most are asked for again."""
    content = text.encode()
    return _N8(len(content)) + content


def link(chain: bytes, row_leaf: bytes) -> bytes:
    """The chain after one more row."""
    return sha256(chain + row_leaf).digest()


class Chain:
    """The growing end of the log: gives encoded rows their position, leaf and chain."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def extend(self, rows: Iterable[Encoded], recorded_at: int) -> Iterator[Finished]:
        """The finished rows, one by one; ``place`` has moved on once all are taken."""
        position, chain = self.place
        for stream, version, name, schema_version, data in rows:
            position += 1
            row_leaf = leaf(stream, version, name, schema_version, recorded_at, data)
            chain = sha256(chain + row_leaf).digest()
            yield position, stream, version, name, schema_version, recorded_at, data, row_leaf, chain
        self.place = Place(position, chain)


def verify(rows: Iterable[StoredRow], after: Place | None = None) -> Verified:
    """Recompute the hashes of rows in position order; stops at the first that is not what was written."""
    position, chain = after or Place()
    for row in rows:
        problem = _wrong(row, position, chain)
        if problem:
            return Verified(Place(position, chain), Problem(min(row.position, position + 1), problem))
        position, chain = row.position, row.chain
    return Verified(Place(position, chain), None)


def _wrong(row: StoredRow, position: int, chain: bytes) -> str | None:
    if row.position != position + 1:
        return f"the row after position {position} is missing (the next one is {row.position})"
    try:
        same = leaf(row.stream, row.version, row.name, row.schema_version, row.recorded_at, row.data) == row.leaf
    except (AttributeError, TypeError, StructError, UnicodeError):  # SQLite keeps a value of any kind in any column
        same = False
    if not same:
        return f"the content of {row.stream} version {row.version} is not what was written"
    if link(chain, row.leaf) != row.chain:
        return "the chain does not continue from the row before: a row was changed, added or taken out"
    return None
