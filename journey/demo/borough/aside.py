"""Finished rows put aside on disk by the day on which the log takes them in, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from journey.store.hashing import Encoded

_LENGTH = 8

Row = tuple[str, int, str, int, bytes]
"""An ``Encoded`` without the names, which cost as much as all the rest of putting it aside."""


class Aside:
    """Rows by day, in files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[date, list[Row]] = {}
        self._encoder, self._decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Encoded])

    def add(self, day: date, row: Row) -> None:
        """Keep a row until its day."""
        waiting = self._waiting.get(day)
        if waiting is None:
            waiting = self._waiting[day] = []
        waiting.append(row)

    def flush(self) -> None:
        """Put on disk what waits."""
        for day, rows in self._waiting.items():
            content = self._encoder.encode(rows)
            with (self._folder / day.isoformat()).open("ab") as file:
                file.write(len(content).to_bytes(_LENGTH, "big") + content)
        self._waiting = {}

    def rows(self, day: date) -> Iterator[Encoded]:
        """The rows of a day, in the order in which they were added."""
        path = self._folder / day.isoformat()
        if not path.exists():
            return
        with path.open("rb") as file:
            while size := file.read(_LENGTH):
                yield from self._decoder.decode(file.read(int.from_bytes(size, "big")))


def months_in(folders: Iterable[Path]) -> list[date]:
    """The days for which any of some folders has rows, in order."""
    return sorted({date.fromisoformat(path.name) for folder in folders for path in folder.iterdir()})
