"""Finished rows put aside on disk by the day on which the log takes them in, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from journey.store.hashing import Encoded

_LENGTH = 8


class Aside:
    """Rows by day, in files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[date, list[Encoded]] = {}
        self._encoder, self._decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Any])

    def add(self, day: date, row: Encoded) -> None:
        """Keep a row until its day."""
        self._waiting.setdefault(day, []).append(row)

    def flush(self) -> None:
        """Put on disk what waits."""
        for day, rows in self._waiting.items():
            content = self._encoder.encode(rows)
            with (self._folder / day.isoformat()).open("ab") as file:
                file.write(len(content).to_bytes(_LENGTH, "big") + content)
        self._waiting = {}

    def in_order(self) -> Iterator[tuple[date, Iterator[Encoded]]]:
        """Each day with its rows, in the order in which they were added."""
        for path in sorted(self._folder.iterdir()):
            yield date.fromisoformat(path.name), self._rows(path)

    def _rows(self, path: Path) -> Iterator[Encoded]:
        with path.open("rb") as file:
            while size := file.read(_LENGTH):
                for row in self._decoder.decode(file.read(int.from_bytes(size, "big"))):
                    yield Encoded(*row)
