"""The files of an extract, read once into memory: every sheet or CSV file with its name and rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from journey.importers.cells import Cells
from journey.importers.delimited import csv_rows, decoded
from journey.importers.files import bytes_of
from journey.importers.xlsx.workbook import ZIP, Workbook

MAX_FILE = 200 * 2**20
"""The largest file taken, in bytes; a large authority's Annex A has about 10 MB."""

TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})

Rows: TypeAlias = Iterator[tuple[int, Cells]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV file. ``where`` names it in messages; ``rows`` reads it from the top."""

    name: str
    where: str
    rows: Callable[[], Rows]
    date_1904: bool = False
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its fingerprint (SHA-256 of the bytes read), when it was made, its sheets."""

    name: str
    fingerprint: bytes
    made: str
    sheets: tuple[Sheet, ...]


def open_file(path: Path) -> SourceFile:
    """Read a file once. Raises BadInputFile when it is missing, a folder, too large, or neither workbook nor CSV."""
    data = bytes_of(path, MAX_FILE, "Name the workbook, or the CSV files, in it.", "Export the report by itself.")
    fingerprint = hashlib.sha256(data).digest()
    if path.suffix.casefold() in TEXT_ENDINGS and not data.startswith(ZIP):
        text = decoded(data, path.name)
        sheet = Sheet(path.stem, path.name, lambda: csv_rows(text, path.name), is_file=True)
        return SourceFile(path.name, fingerprint, "", (sheet,))
    workbook = Workbook(data, path.name)
    return SourceFile(
        path.name, fingerprint, workbook.made, tuple(_sheet_of(workbook, name) for name in workbook.sheets)
    )


def _sheet_of(workbook: Workbook, name: str) -> Sheet:
    return Sheet(name, f"{workbook.name}, sheet '{name}'", lambda: workbook.rows(name), workbook.date_1904)
