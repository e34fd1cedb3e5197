"""The files of an extract, read once into memory: every sheet or CSV file with its name and rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from journey.domain.errors import BadInputFile
from journey.importers.cells import Cells
from journey.importers.delimited import csv_rows, decoded
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
    data = _bytes_of(path)
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


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise BadInputFile(f"{path} is a folder. Name the workbook, or the CSV files, in it.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as problem:
        raise BadInputFile(f"There is no file {path}. Check its name and folder.") from problem
    except OSError as problem:
        raise BadInputFile(
            f"{path} cannot be read: {problem.strerror}. Close it elsewhere or ask for access."
        ) from problem
    if len(data) > MAX_FILE:
        raise BadInputFile(f"{path.name} is larger than {MAX_FILE // 2**20} MB. Export Annex A alone.")
    return data
