"""Questions to the table ``events``. All take ``upto``: the position beyond which nothing is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, text

from journey.domain.statements import split_stream
from journey.store.database import Database
from journey.store.hashing import GENESIS, StoredRow
from journey.store.schema import WITHHOLDING, events

PAGE = 500
"""Rows or streams asked for at once: pages of 500 measured faster than pages of 10,000."""


class StreamSummary(NamedTuple):
    """A stream, how many events it holds, and the first and last of their positions."""

    stream: str
    events: int
    first_position: int
    last_position: int


def rows_of(
    connection: Connection, streams: Iterable[str], upto: int | None = None, names: Collection[str] | None = None
) -> Iterator[StoredRow]:
    """The rows of some streams (of some names), each stream's together and in version order."""
    left = iter(streams)
    while page := list(islice(left, PAGE)):
        question = _before(select(events).where(events.c.stream.in_(page)), upto)
        if names is not None:
            question = question.where(events.c.name.in_(sorted(names)))
        for some in connection.execute(question.order_by(events.c.stream, events.c.version)).partitions(PAGE):
            for row in some:
                yield StoredRow(*row)


def all_rows(database: Database, after: int = 0, upto: int | None = None) -> Iterator[StoredRow]:
    """Every row in position order. Each page is a transaction of its own, so that no reader holds up a writer."""
    while True:
        question = _before(select(events).where(events.c.position > after), upto)
        with database.reading() as connection:
            page = [StoredRow(*row) for row in connection.execute(question.order_by(events.c.position).limit(PAGE))]
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].position


def summaries(
    connection: Connection, category: str, la: str | None = None, upto: int | None = None
) -> list[StreamSummary]:
    """The streams of a category, of one authority or of all, in order of their ids."""
    stream = events.c.stream
    start = category if la is None else f"{category}:{la}"
    question = select(stream, func.count(), func.min(events.c.position), func.max(events.c.position))
    question = _before(question, upto).group_by(stream).order_by(stream)
    # Two questions, each answered in the order of the index: as one with OR the streams would be sorted, in twice the
    # time. What ends at ``start`` comes before all that goes on from it.
    return [
        StreamSummary(*row)
        for wanted in (stream == start, _begins(start))
        for row in connection.execute(question.where(wanted))
    ]


def authorities(connection: Connection, category: str) -> list[str]:
    """The authorities that have streams of a category: one look into the index for each, however many streams."""
    stream = events.c.stream
    found: set[str] = set()
    beyond = stream >= f"{category}:"
    while True:
        first = connection.execute(select(func.min(stream)).where(beyond, stream < f"{category};")).scalar()
        if first is None:
            return sorted(found)
        _, la, ident = split_stream(first)
        found.add(la)
        # The index is left at the last stream of a child of this authority: ';' follows ':'.
        beyond = stream >= f"{category}:{la};" if ident else stream > first


def withholding(connection: Connection) -> list[str]:
    """The streams on which something was said that may withhold them from readers; of the whole log, whoever asks."""
    question = select(events.c.stream).where(text(WITHHOLDING)).distinct().order_by(events.c.stream)
    return list(connection.execute(question).scalars())


def disposals(connection: Connection) -> dict[str, int]:
    """The streams of records that were disposed of, and where the log says so; of the whole log, whoever asks."""
    # The index is used where its own words stand in the question.
    question = select(events.c.stream, func.min(events.c.position))
    question = question.where(text(WITHHOLDING), events.c.name == "RecordDisposed").group_by(events.c.stream)
    return {row[0]: row[1] for row in connection.execute(question)}


def last_versions(connection: Connection, streams: Sequence[str]) -> dict[str, int]:
    """The last version of each stream that holds anything."""
    found: dict[str, int] = {}
    for start in range(0, len(streams), PAGE):
        question = select(events.c.stream, func.max(events.c.version)).group_by(events.c.stream)
        page = question.where(events.c.stream.in_(streams[start : start + PAGE]))
        found.update((stream, version) for stream, version in connection.execute(page))
    return found


def chain_at(connection: Connection, position: int) -> bytes | None:
    """The chain at a position; None when the log does not go so far."""
    if position == 0:
        return GENESIS
    found = connection.execute(select(events.c.chain).where(events.c.position == position)).scalar()
    return None if found is None else bytes(found)


def _begins(start: str) -> ColumnElement[bool]:
    """Whether a stream's id goes on after ``start`` and a colon; a range, which the index answers (';' follows ':')."""
    return and_(events.c.stream >= f"{start}:", events.c.stream < f"{start};")


def _before(question: Select[*tuple[Any, ...]], upto: int | None) -> Select[*tuple[Any, ...]]:
    return question if upto is None else question.where(events.c.position <= upto)
