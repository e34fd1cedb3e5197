"""Reads our own export back: line by line, so that a file may be larger than memory; a changed one is refused."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journey.domain.errors import BadInputFile
from journey.domain.events import events
from journey.domain.statements import Statement
from journey.importers.events.columns import END, GENESIS, HEADERS, next_check, restored, statement_of

LONGEST_CELL: Final = 2**27
"""Characters in one cell: the inventory of a large list is the longest thing that a statement holds."""

_REMEDY = "Take the file as it was exported; one that was opened and saved elsewhere is another file."


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet shows it, the statement, and its stream's key where the row has it."""

    number: int
    statement: Statement
    key: bytes | None


class EventFile:
    """One exported file. ``check`` reads it from beginning to end before anything of it is used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self.fingerprint = b""

    def check(self) -> None:
        """Read the whole file, count its rows and take its fingerprint. Raises BadInputFile naming the row."""
        self.rows = sum(1 for _ in self.lines())
        with self.path.open("rb") as file:
            self.fingerprint = hashlib.file_digest(file, "sha256").digest()

    def lines(self) -> Iterator[Line]:
        """The rows in order. Raises BadInputFile, naming the row, for anything that is not as it was written."""
        versions: dict[str, int] = {}
        position = 0
        for number, cells in self._checked():
            try:
                statement = statement_of(cells)
                key = bytes.fromhex(cells[-1]) or None
            except ValueError as problem:
                raise self._refusal(number, str(problem)) from problem
            expected = versions.get(statement.stream, 0) + 1
            if statement.version != expected or statement.position <= position:
                raise self._refusal(number, f"it is not the next statement of {statement.stream}")
            kind = events().get(statement.name)
            if kind is None or statement.schema > kind.SCHEMA:
                raise BadInputFile(
                    f"{self.path.name}, row {number}: this release does not know {statement.name} version "
                    f"{statement.schema}. Import the file with the release that wrote it, or a later one."
                )
            versions[statement.stream], position = expected, statement.position
            yield Line(number, statement, key)

    def _checked(self) -> Iterator[tuple[int, list[str]]]:
        """The cells of every row, without the check that they agree with; the last line says that none is missing."""
        check, number = GENESIS, 1
        rows = self._records()
        if next(rows, None) != list(HEADERS):
            raise BadInputFile(
                f"{self.path.name}, row 1: these are not the columns of `journey export csv` "
                f"({', '.join(HEADERS[:4])}, …). Name a file that it wrote."
            )
        for number, record in enumerate(rows, start=2):
            *cells, said = map(restored, record)
            check = next_check(check, cells)
            if len(record) != len(HEADERS) or said != check.hex():
                raise self._refusal(number, "this row, or one before it, is not as it was written")
            if cells[0] == END:
                if cells[2] != str(number - 2) or next(rows, None) is not None:
                    raise self._refusal(number, "rows stand after the end")
                return
            yield number, cells
        raise self._refusal(number, "the file ends here, before its last line")

    def _records(self) -> Iterator[list[str]]:
        number = 0
        before = csv.field_size_limit(LONGEST_CELL)  # of all readers there are: it is put back
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                for number, record in enumerate(csv.reader(file, strict=True), start=1):  # noqa: B007
                    yield record
        except FileNotFoundError as problem:
            raise BadInputFile(f"There is no file {self.path}. Check its name and folder.") from problem
        except OSError as problem:
            raise BadInputFile(f"{self.path} cannot be read: {problem.strerror}. Ask for access to it.") from problem
        except (UnicodeDecodeError, csv.Error) as problem:
            raise self._refusal(number + 1, str(problem)) from problem
        finally:
            csv.field_size_limit(before)

    def _refusal(self, number: int, problem: str) -> BadInputFile:
        return BadInputFile(f"{self.path.name}, row {number}: {problem}. {_REMEDY} Nothing was written.")
