"""The Merkle tree of RFC 6962 (section 2.1) over the log: one hash that stands for every row up to a position.

A row's ``leaf`` (see ``hashing``) is the tree's leaf hash, and with ``‖`` for "followed by" an inner node is
``SHA-256(01 ‖ left ‖ right)``. The root of nothing is the hash of nothing. Any tool that knows the RFC can compute the
same root from the same leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


class Tree:
    """A tree that grows at its right-hand side. Keeps one hash for each level, however many leaves there are."""

    def __init__(self) -> None:
        self._waiting: list[bytes | None] = []  # for each level the node that has no right-hand neighbour yet

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Take in more leaf hashes, in their order."""
        level, nodes = 0, leaves
        while nodes:
            if level == len(self._waiting):
                self._waiting.append(None)
            before = self._waiting[level]
            if before is not None:
                nodes = [before, *nodes]
            self._waiting[level] = nodes[-1] if len(nodes) % 2 else None
            one_by_one = iter(nodes)
            nodes = [
                sha256(b"\x01" + left + right).digest()
                for left, right in zip(one_by_one, one_by_one, strict=False)  # an odd one waits for its neighbour
            ]
            level += 1

    def root(self) -> bytes:
        """The root over the leaves so far: what waits is joined from the right, as the RFC splits from the left."""
        root: bytes | None = None
        for waiting in self._waiting:
            if waiting is not None:
                root = waiting if root is None else sha256(b"\x01" + waiting + root).digest()
        return sha256().digest() if root is None else root
