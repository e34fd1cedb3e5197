"""The access log: who read what, and why. It has its own chain and positions; the log of events never sees it.

With the notation of ``hashing``, and ``p()`` of an empty text for what does not apply::

    leaf  = SHA-256(00 ‖ n8(at) ‖ p(who) ‖ p(purpose) ‖ p(command) ‖ p(as_at) ‖ p(known_at) ‖ n8(log_position)
                    ‖ n8(children_count) ‖ p(children))
    chain = SHA-256(chain of the entry before ‖ leaf)

``at`` is in microseconds since 1970, UTC; ``as_at`` and ``known_at`` are ISO dates; ``children`` is a JSON list of up
to 1,000 streams, ``children_count`` how many there were in all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, inspect, select

from journey.domain.errors import JourneyError, NotPermitted
from journey.store.address import Address
from journey.store.database import Database
from journey.store.guards import guard, missing_guards
from journey.store.hashing import GENESIS, Place, Problem, link
from journey.store.opening import open_database
from journey.store.schema import BIG, lock_number

NAMED_CHILDREN = 1_000
"""How many children an entry names; it counts them all."""

_LOCK = lock_number("access")
_PAGE = 500

access = Table(
    "access",
    MetaData(),
    Column("position", BIG, primary_key=True, autoincrement=False),
    Column("at", BIG, nullable=False, comment="microseconds since 1970, UTC"),
    Column("who", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("as_at", Text, nullable=False),
    Column("known_at", Text, nullable=False),
    Column("log_position", BIG, nullable=False),
    Column("children_count", Integer, nullable=False),
    Column("children", Text, nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)


class Entry(NamedTuple):
    """One reading, as recorded. ``at`` in microseconds UTC, ``children`` as JSON."""

    position: int
    at: int
    who: str
    purpose: str
    command: str
    as_at: str
    known_at: str
    log_position: int
    children_count: int
    children: str
    leaf: bytes
    chain: bytes


class AccessLog:
    """The access log of a store, opened on first use."""

    def __init__(self, address: Address, clock: Callable[[], int] = lambda: time.time_ns() // 1000) -> None:
        self._address = address
        self._clock = clock
        self._database: Database | None = None

    def make(self) -> None:
        """Make an empty access log where there is none."""
        self._open()

    def record(
        self,
        *,
        who: str,
        purpose: str,
        command: str,
        as_at: date | None,
        known_at: date | None,
        position: int,
        children: Sequence[str] = (),
    ) -> Place:
        """Record a reading; on the disk when this returns. ``position`` is the log's, ``children`` are streams.

        Raises NotPermitted when it cannot be recorded: then nothing may be shown.
        """
        content = (
            self._clock(),
            who,
            purpose,
            command,
            as_at.isoformat() if as_at else "",
            known_at.isoformat() if known_at else "",
            position,
            len(children),
            json.dumps(list(children[:NAMED_CHILDREN]), ensure_ascii=False),
        )
        try:
            return self._add(content)
        except (JourneyError, OSError) as error:
            raise NotPermitted(f"Nothing is shown because the reading cannot be recorded: {error}") from error

    def entries(self, after: int = 0, command: str = "") -> Iterator[Entry]:
        """The readings recorded, in their order; of commands that begin with a text."""
        database = self._open()
        begins = access.c.command.startswith(command, autoescape=True)
        while True:
            question = select(access).where(access.c.position > after, *([begins] if command else []))
            question = question.order_by(access.c.position).limit(_PAGE)
            with database.reading() as connection:
                page = [Entry(*row) for row in connection.execute(question)]
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].position

    def head(self) -> Place:
        """How far the access log goes, for a checkpoint."""
        with self._open().reading() as connection:
            row = connection.execute(_LAST).first()
        return Place(*row) if row else Place()

    def chain_at(self, position: int) -> bytes | None:
        """The chain after an entry; None when there is no such entry."""
        if position == 0:
            return GENESIS
        with self._open().reading() as connection:
            chain = connection.execute(select(access.c.chain).where(access.c.position == position)).scalar()
        return None if chain is None else bytes(chain)

    def furthest(self) -> tuple[int, int] | None:
        """The furthest that anybody read the log, and the entry that says so; None before the first reading."""
        last = select(access.c.log_position, access.c.position).order_by(access.c.log_position.desc())
        with self._open().reading() as connection:
            row = connection.execute(last.limit(1)).first()
        return (row.log_position, row.position) if row else None

    def is_missing(self) -> bool:
        """Whether the file is gone that was made with the store."""
        return self._address.path is not None and not self._address.path.exists()

    def verify(self) -> tuple[Place, list[Problem]]:
        """Recompute the chain: how far it holds, the first entry that does not, and triggers that are missing."""
        with self._open().reading() as connection:
            problems = [Problem(0, f"access log: {what}") for what in missing_guards(connection, access, _LOCK)]
        place = Place()
        for entry in self.entries():
            if not _follows(entry, place):
                return place, [*problems, Problem(place.position + 1, "access log: this entry is not what was written")]
            place = Place(entry.position, entry.chain)
        return place, problems

    def close(self) -> None:
        """Close the database, if it was opened."""
        if self._database is not None:
            self._database.close()

    def _add(self, content: Content) -> Place:
        with self._open().writing(_LOCK) as connection:
            last = connection.execute(_LAST).first()
            place = Place(*last) if last else Place()
            leaf = _leaf(content)
            entry = Entry(place.position + 1, *content, leaf, link(place.chain, leaf))
            connection.execute(access.insert(), entry._asdict())
        return Place(entry.position, entry.chain)

    def _open(self) -> Database:
        if self._database is None:
            database = open_database(self._address, create=True)
            with database.reading() as connection:
                there = inspect(connection).has_table(access.name)
            if not there:
                with database.writing(_LOCK) as connection:
                    if not inspect(connection).has_table(access.name):
                        access.create(connection)
                        guard(connection, access, _LOCK)
            self._database = database
        return self._database


Content = tuple[int, str, str, str, str, str, int, int, str]
"""What an entry says: the fields of ``Entry`` from ``at`` to ``children``."""

_LAST = select(access.c.position, access.c.chain).order_by(access.c.position.desc()).limit(1)


def _follows(entry: Entry, place: Place) -> bool:
    try:
        expected = place.position + 1, _leaf(entry[1:10]), link(place.chain, entry.leaf)
    except (AttributeError, OverflowError, TypeError, UnicodeError):  # SQLite keeps a value of any kind in any column
        return False
    return (entry.position, entry.leaf, entry.chain) == expected


def _leaf(content: Content) -> bytes:
    return sha256(b"\0" + b"".join(_number(v) if isinstance(v, int) else _text(v) for v in content)).digest()


def _number(value: int) -> bytes:
    return value.to_bytes(8, "big")


def _text(value: str) -> bytes:
    content = value.encode()
    return _number(len(content)) + content
