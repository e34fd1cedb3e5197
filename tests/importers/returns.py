"""Builders of small invented files of the 903 return: a test names only the cells that matter."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.extract import Extract, Refused, Row
from journey.importers.layout import columns_of
from journey.importers.ssda903 import SSDA903, read_ssda903
from tests.importers.building import refer, the_list

MADE = date(2025, 6, 30)
LAST = date(2025, 3, 31)
CHILD = "1000007"
LA = "999"

Cells = Mapping[str, str]

_ALWAYS: dict[str, dict[str, str]] = {
    "Episodes": {"RNE": "S", "LS": "V2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1"},
    "Reviews": {"REVIEW_CODE": "PN1"},
    "Missing": {"MISSING": "M"},
    "SWEpisodes": {"SW_ID": "SW1000"},
}


def headers(name: str) -> list[str]:
    """The headers of a file, as the return has them."""
    return [column.header for column in columns_of(SSDA903.by_name[name])]


def text(name: str, rows: Sequence[Cells], delimiter: str = ",", more: Sequence[str] = ()) -> str:
    """A file as CSV text with CRLF; ``more`` are further headers."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [*headers(name), *more], delimiter=delimiter, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({"CHILD": CHILD, **_ALWAYS.get(name, {}), **row} for row in rows)
    return out.getvalue()


def write(folder: Path, files: Mapping[str, Sequence[Cells]]) -> list[Path]:
    """The files of a return in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in files.items():
        path = folder / f"{name.lower()}.csv"
        path.write_text(text(name, rows), encoding="utf-8", newline="")
        paths.append(path)
    return paths


def read_all(paths: Sequence[Path], year: int | None = None, known_on: date = MADE) -> list[Extract]:
    return read_ssda903(paths, la=LA, known_on=known_on, year=year, refer=refer)


def read(folder: Path, files: Mapping[str, Sequence[Cells]], year: int | None = 2025) -> Extract:
    """The one extract of some files, those of 2024-25 unless told otherwise."""
    [extract] = read_all(write(folder, files), year)
    return extract


def rows(extract: Extract, name: str) -> tuple[Row, ...]:
    found = the_list(extract, name)
    assert not found.refused, found.refused
    return found.rows


def one_row(folder: Path, name: str, cells: Cells) -> Row:
    """The one row of a file, read alone."""
    [row] = rows(read(folder, {name: [cells]}), name)
    return row


def one_refusal(folder: Path, name: str, cells: Cells) -> Refused:
    """The one refused row of a file, likewise."""
    found = the_list(read(folder, {name: [cells]}), name)
    assert not found.rows, found.rows
    return found.refused[0]


def things(extract: Extract, unit: str) -> list[tuple[Any, ...]]:
    """What the Episodes file is about: first day (negative sign: began before), and last day, of care or placements."""
    found = []
    for row in rows(extract, f"Episodes: {unit}"):
        assert row.main is not None
        ends = [claim.occurred_on for claim in row.claims]
        found.append((row.main.occurred_on, "ongoing" if row.main.ongoing else "begun", ends[0] if ends else None))
    return found
