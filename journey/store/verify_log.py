"""One pass over the log: every hash computed again, the Merkle root on the way, the first bad position named.

Pages are checked whole, which is several times as fast as row by row; the one page that does not hold is then gone
through row by row by ``hashing.verify``, which says where and what. Memory is that of one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from struct import error as StructError  # noqa: N812
from typing import Any, NamedTuple

from sqlalchemy import select

from journey.domain.errors import StoreDamaged
from journey.store.database import Database
from journey.store.hashing import Place, Problem, StoredRow, leaves, verify
from journey.store.merkle import Tree
from journey.store.schema import events

WINDOW, PAGE = 10_000, 500
"""Rows asked for at once, and rows checked at once: larger pages leave the processor's cache and measured slower."""

_LEAF, _CHAIN = StoredRow._fields.index("leaf"), StoredRow._fields.index("chain")

Page = Sequence[tuple[Any, ...]]
"""Rows as the driver gives them, in the columns of ``StoredRow``."""


class Mark(NamedTuple):
    """A position whose root is wanted, and the time (microseconds UTC) before which no later row was recorded."""

    position: int
    later_rows_from: int


class Passed(NamedTuple):
    """What a pass found: how far rows hold, the root there, the first that does not, and the root at each mark.

    ``back_dated`` is the first row after a mark that says it was recorded before that mark was made.
    """

    upto: Place
    root: bytes
    problem: Problem | None
    roots: dict[int, bytes]
    back_dated: int | None


def pass_over(database: Database, marks: Iterable[Mark] = (), upto: int | None = None) -> Passed:
    """Check every row, up to a position if one is given, in position order."""
    walk = _Walk()
    ahead = sorted(set(marks))
    for mark in ahead:
        if upto is None or mark.position <= upto:
            walk.go(database, mark.position)
            walk.look(mark)
    walk.go(database, upto)
    return Passed(walk.place, walk.tree.root(), walk.problem, walk.roots, walk.back_dated)


class _Walk:
    """How far a pass has come."""

    def __init__(self) -> None:
        self.tree, self.place = Tree(), Place()
        self.problem: Problem | None = None
        self.roots: dict[int, bytes] = {}
        self.back_dated: int | None = None
        self._floor = 0

    def go(self, database: Database, upto: int | None) -> None:
        """Check the rows up to a position, or all; no further than the first that does not hold."""
        while self.problem is None:
            before = self.place
            for page in _window(database, before.position, upto):
                leaves, self.place, self.problem = _checked(page, self.place)
                self.tree.extend(leaves)
                if self.back_dated is None:
                    self.back_dated = _earlier(page[: len(leaves)], self._floor)
                if self.problem:
                    return
            if self.place == before:
                return

    def look(self, mark: Mark) -> None:
        """Take the root at a mark, where the pass has come so far."""
        if self.place.position == mark.position:
            self.roots[mark.position] = self.tree.root()
            self._floor = max(self._floor, mark.later_rows_from)


def _window(database: Database, after: int, upto: int | None) -> Iterator[Page]:
    """The next rows. Where somebody made a text of what is none, the row is read all the same, and does not hold."""
    try:
        for page in _pages(database, after, upto):
            yield page
            after = page[-1][0]
    except StoreDamaged:
        yield from _pages(database, after, upto, text=_any_text)


def _any_text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _pages(
    database: Database, after: int, upto: int | None, text: Callable[[bytes], str] | type[str] = str
) -> Iterator[Page]:
    """Rows as the driver gives them: SQLAlchemy's own rows cost more than the hashing. ``text``: how SQLite's driver
    reads text."""
    question = select(events).where(events.c.position > after).order_by(events.c.position).limit(WINDOW)
    if upto is not None:
        question = question.where(events.c.position <= upto)
    with database.reading() as connection:
        driver: Any = connection.connection.dbapi_connection
        if text is not str:
            driver.text_factory = text
        try:
            result: Any = connection.execute(question)
            while page := result.cursor.fetchmany(PAGE):
                yield page
        finally:
            if text is not str:
                driver.text_factory = str


def _checked(page: Page, after: Place) -> tuple[list[bytes], Place, Problem | None]:
    """The leaves of the rows that hold, how far they do, and the first that does not."""
    chain = after.chain
    try:
        made = leaves(page)
    except (AttributeError, TypeError, StructError, UnicodeError):  # SQLite keeps a value of any kind in any column
        made = []
    linked = [chain := sha256(chain + one).digest() for one in made]
    first, last = page[0][0], page[-1][0]
    stored = [_bytes([row[column] for row in page]) for column in (_LEAF, _CHAIN)]
    if [made, linked] == stored and _without_gaps(first, last, len(page), after.position):
        return made, Place(last, chain), None
    upto, problem = verify((StoredRow(*_bytes(row)) for row in page), after)
    return made[: upto.position - after.position], upto, problem


def _bytes(values: Sequence[Any]) -> list[Any]:
    """Values with those of PostgreSQL's driver as bytes, which they are not equal to as they come."""
    if type(values[0]) is bytes:
        return list(values)
    return [bytes(value) if type(value) is memoryview else value for value in values]


def _without_gaps(first: int, last: int, count: int, after: int) -> bool:
    """Whether so many positions, which are distinct and in order, follow one another."""
    return first == after + 1 and last == after + count


def _earlier(page: Page, floor: int) -> int | None:
    """The first row that says it was recorded before a time."""
    return next((row[0] for row in page if row[5] < floor), None) if floor else None
