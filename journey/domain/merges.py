"""Which records stand merged: records of one child, one of which stands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from journey.domain.statements import Statement

MERGED, UNMERGED = "RecordsMerged", "RecordsUnmerged"

Read = Callable[[list[str]], Mapping[str, Sequence[Statement]]]
"""The merges and unmerges on some streams."""


class Merges:
    """Merges that stand, by the record absorbed. ``apart`` are pairs (survivor, absorbed) taken apart again."""

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self.into: dict[str, Statement] = {}
        self.apart: dict[tuple[str, str], Statement] = {}
        for statement in statements:
            survivor, absorbed = pair_of(statement)
            if statement.name == MERGED:
                self.merge(statement)
            else:
                self.into.pop(absorbed, None)
                self.apart[survivor, absorbed] = statement

    def merge(self, statement: Statement) -> None:
        """Take in a merge."""
        survivor, absorbed = pair_of(statement)
        self.into[absorbed] = statement
        self.apart.pop((survivor, absorbed), None)

    def root(self, stream: str) -> str:
        """The record that stands for a record, followed to the end."""
        seen = {stream}
        while stream in self.into and (survivor := pair_of(self.into[stream])[0]) not in seen:
            stream = survivor
            seen.add(stream)
        return stream

    def absorbed_by(self, stream: str) -> list[str]:
        """The records merged straight into a record."""
        return sorted(absorbed for absorbed, said in self.into.items() if pair_of(said)[0] == stream)


def pair_of(statement: Statement) -> tuple[str, str]:
    """Survivor and absorbed record of a merge or unmerge."""
    return str(statement.data["survivor"]), str(statement.data["absorbed"])


def read_merges(read: Read, streams: Iterable[str]) -> Merges:
    """Every merge that bears on some records, followed to the end, in the order in which it was recorded."""
    done: set[str] = set()
    todo = set(streams)
    said: dict[tuple[int, str], Statement] = {}
    while todo:
        for of in read(sorted(todo)).values():
            said |= {(s.position, s.stream): s for s in of if s.name in (MERGED, UNMERGED)}
        done |= todo
        todo = {stream for s in said.values() for stream in pair_of(s)} - done
    return Merges(said[place] for place in sorted(said))
