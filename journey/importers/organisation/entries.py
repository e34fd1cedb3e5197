"""The rows of an organisation file, TOML or CSV, each as a table of its own with the line on which it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from journey.domain.columns import SourceDeclaration
from journey.domain.errors import BadInputFile
from journey.importers.delimited import csv_rows, decoded
from journey.importers.files import bytes_of
from journey.importers.report.lines import Lines
from journey.importers.report.table import Table, nearest, read_toml
from journey.importers.values import tidy

LARGEST: Final = 256 * 2**10
"""Bytes in a file; the history of a large authority over ten years has a fifth of it."""

TABLE: Final = "table"
"""The column of a CSV file that says which table a row belongs to."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A file's rows by table, in the order in which they stand, and what it says of itself.

    ``made`` is when it was last changed: of two files of one day the one changed later counts.
    """

    name: str
    fingerprint: bytes
    made: str
    la: str | None
    speaks_for: date | None
    whole: bool | None
    rows: Mapping[str, list[Table]]


class _OneLine(Lines):
    """Everything of a row of a CSV file stands on its own line."""

    def __init__(self, line: int) -> None:
        super().__init__("")
        self._line = line

    def of(self, path: tuple[str | int, ...]) -> int:
        """The line of the row."""
        return self._line


def read_entries(path: Path, declaration: SourceDeclaration) -> Entries:
    """The rows of a file. Raises BadInputFile, with its line, for what is no table of an organisation."""
    data = bytes_of(path, LARGEST, "Name one file in it.", "No history of an organisation is that large.")
    text = decoded(data, path.name)
    known = tuple(listing.name for listing in declaration.listings)
    if path.suffix.casefold() == ".toml":
        top = read_toml(text, path.name)
        rows = {name: top.tables(name) for name in known}
        la, day, whole = top.take("la", str), top.take("date", date), top.take("whole", bool)
        top.close()
    else:
        rows = {name: [] for name in known}
        for name, table in _csv(text, path.name, known):
            rows[name].append(table)
        la = day = whole = None
    return Entries(path.name, sha256(data).digest(), _changed(path), la, day, whole, rows)


def _changed(path: Path) -> str:
    """When a file was last changed, UTC, as ISO text to the microsecond."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="microseconds")


def _csv(text: str, where: str, known: tuple[str, ...]) -> Iterator[tuple[str, Table]]:
    """Each row below the headers with the table it belongs to; blank cells say nothing."""
    headers: dict[int, str] = {}
    for number, cells in csv_rows(text, where):
        written = {position: tidy(str(cell)) for position, cell in cells.items()}
        if not headers:
            headers = {position: name.casefold() for position, name in written.items()}
            for name, times in Counter(headers.values()).items():
                if times > 1:
                    raise BadInputFile(f"{where}:{number}: {times} columns are called '{name}'. Leave one of them.")
            if TABLE not in headers.values():
                raise BadInputFile(
                    f"{where}:{number}: No column is called '{TABLE}', which says what a row is about. The first line "
                    f"names the columns; see docs/organisation.md. {', '.join(known)} are the tables."
                )
            continue
        content: dict[str, Any] = {}
        for position, cell in written.items():
            if position not in headers:
                raise BadInputFile(f"{where}:{number}: '{cell}' stands below no header. Give its column a name.")
            content[headers[position]] = cell
        name = content.pop(TABLE, "").casefold()
        if name not in known:
            raise BadInputFile(f"{where}:{number}: There is no table '{name}'.{nearest(name, known)}")
        yield name, Table(content, where, _OneLine(number))
