"""Rows put aside on disk until their file is written: children come one after another, files month after month."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from journey.demo.files.said import Row

_AT_ONCE: Final = 20_000
"""Rows held in memory at most."""


class Asides:
    """Rows by file and list, in the order in which they came; kept in a folder of one's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._rows = 0

    def put(self, file: str, name: str, row: Row) -> None:
        """Put a row of a list of a file aside."""
        self._held[file, name].append(row)
        self._rows += 1
        if self._rows >= _AT_ONCE:
            self._to_disk()

    def rows(self, file: str, name: str) -> Iterator[Row]:
        """The rows of a list of a file, once; they are let go then."""
        path = self._path(file, name)
        if path.exists():
            with path.open("rb") as stream:
                while stream.peek(1):
                    yield from pickle.load(stream)
            path.unlink()
        yield from self._held.pop((file, name), ())

    def _to_disk(self) -> None:
        for (file, name), rows in self._held.items():
            with self._path(file, name).open("ab") as stream:
                pickle.dump(rows, stream, pickle.HIGHEST_PROTOCOL)
        self._held.clear()
        self._rows = 0

    def _path(self, file: str, name: str) -> Path:
        return self._folder / f"{file} {name}"
