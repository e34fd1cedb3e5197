"""Statements that another store said, taken in as they stand: in their order, on their streams, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from journey.domain.errors import BadInputFile
from journey.domain.statements import Statement
from journey.store.disposed_names import unnamed
from journey.store.inventory import without_children
from journey.store.log import Log
from journey.store.writing import Writer

BATCH = 2_000
"""Statements compared and written together."""

Step = Callable[[int, int], None]
Said = tuple[str, Statement]
"""Where a statement stands in its file, for a message, and the statement under its version in its stream."""


@dataclass
class Restored:
    """What was taken in: statements written, those that were there already, and the streams of both; ``disposed``
    those left out because their record was disposed of."""

    new: int = 0
    unchanged: int = 0
    disposed: int = 0
    streams: set[str] = field(default_factory=set)


def restore(
    log: Log, said: Iterable[Said], keys: Mapping[str, bytes], count: int, *, dry_run: bool, step: Step
) -> Restored:
    """Take statements in, all of them or none; those that a stream holds already are left as they are.

    ``keys`` are data keys by stream, ``count`` how many statements there are. The time of recording is this log's own.
    Raises BadInputFile where a stream holds something else at a statement's place, UsageError where it has another key.
    """
    done, disposals = Restored(), log.disposals()
    if not dry_run:
        log.keyring.adopt({stream: key for stream, key in keys.items() if stream not in disposals})
    with log.writing() as writer:
        grown: dict[str, int] = {}
        left = iter(said)
        while read := list(islice(left, BATCH)):
            batch = [(where, _left(one, disposals)) for where, one in read if one.stream not in disposals]
            done.disposed += len(read) - len(batch)
            fresh = list(_new(batch, writer, grown, disposals))
            if fresh and not dry_run:
                writer.restore(fresh)
            done.new += len(fresh)
            done.unchanged += len(batch) - len(fresh)
            done.streams |= {statement.stream for _, statement in batch}
            step(done.new + done.unchanged + done.disposed, count)
    return done


def _new(
    batch: Sequence[Said], writer: Writer, grown: dict[str, int], disposals: Mapping[str, int]
) -> Iterator[Statement]:
    """The statements that their streams do not hold yet. ``grown``: how many each stream held before this file."""
    unknown = {statement.stream for _, statement in batch} - grown.keys()
    grown |= writer.last_versions(unknown)
    there = {statement.stream for _, statement in batch if statement.version <= grown[statement.stream]}
    held = writer.statements(there)
    for where, statement in batch:
        if statement.version > grown[statement.stream]:
            yield replace(statement, position=0, version=0, recorded_at=None)
        elif not _same(statement, _left(held[statement.stream][statement.version - 1], disposals)):
            raise BadInputFile(
                f"{where}: {statement.stream} holds something else as its statement {statement.version} here. Only a "
                "store that does not know the record, or that took it from the same place, can take it in. Nothing "
                "was written."
            )


def _left(statement: Statement, disposals: Mapping[str, int]) -> Statement:
    """What is left of a statement without the records that were disposed of: an export made before holds them still."""
    return unnamed(without_children(statement, disposals), disposals)


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same, wherever and whenever they were recorded."""
    return replace(one, position=other.position, recorded_at=other.recorded_at) == other
