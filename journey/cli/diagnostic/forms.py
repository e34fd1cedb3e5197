"""Filled-in forms, read back line by line: workbooks and CSV files with the columns of the form, in whatever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey.domain.errors import BadInputFile
from journey.domain.words import parse_day

if TYPE_CHECKING:
    from journey.audit.judging import Line
    from journey.importers.cells import Cell, Cells

TITLES: Final = {
    "diagnostic": "Diagnostic",
    "journey": "Journey",
    "auditor": "Auditor",
    "code": "Code",
    "question": "Question",
    "answer": "Answer",
    "rationale": "Rationale",
    "graded_on": "Day",
}
"""The columns of a form by the headings they have on paper; in CSV the keys are the headings."""

_NEEDED: Final = ("journey", "code", "question", "answer", "rationale")
_LARGEST: Final = 32 * 2**20
_SMALLER = "A form is never as large: send the one that was filled in."
_NO_FORM = (
    "{name} holds no form: no sheet has the headings Journey, Code, Question, Answer and Rationale in one row. Fill in "
    "a workbook or CSV file made by journey diagnostic pack."
)


@dataclass(frozen=True)
class Read:
    """The lines of a file that were filled in, and how many were left blank."""

    lines: list[Line]
    blank: int


def read_forms(paths: Sequence[Path], auditor: str | None) -> list[Read]:
    """The lines of each file; ``auditor`` stands where a form names nobody. Raises BadInputFile for another file.

    The place of a line says the folder, too, where several files have one name, as those of two auditors do.
    """
    alike = Counter(path.name for path in paths)
    return [
        _read(path, f"{path.parent.name}/{path.name}" if alike[path.name] > 1 else path.name, auditor) for path in paths
    ]


def _read(path: Path, called: str, auditor: str | None) -> Read:
    from journey.importers.files import bytes_of

    data = bytes_of(path, _LARGEST, "Name the forms in it, one by one.", _SMALLER)
    lines: list[Line] = []
    blank, forms = 0, 0
    for sheet, rows in _sheets(data, called):
        where = f"{called}, {sheet}" if sheet else called
        columns: Mapping[int, str] = {}
        for number, cells in rows:
            if not columns:
                columns = _columns(cells)
                forms += bool(columns)
                continue
            found = _line(
                f"{where}, row {number}", {columns[at]: one for at, one in cells.items() if at in columns}, auditor
            )
            lines += [found] if found else []
            blank += found is None
    if not forms:
        raise BadInputFile(_NO_FORM.format(name=called))
    return Read(lines, blank)


def _sheets(data: bytes, name: str) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """The tables of a workbook by the names of their sheets, or the one of a CSV file."""
    if data.startswith(b"PK\x03\x04"):
        from journey.importers.xlsx.workbook import Workbook

        book = Workbook(data, name)
        yield from ((sheet, book.rows(sheet)) for sheet in book.sheets)
    else:
        from journey.importers.delimited import csv_rows, decoded

        yield "", csv_rows(decoded(data, name), name)


def _columns(cells: Cells) -> dict[int, str]:
    """Column → what stands in it, of a row of headings; empty for another row."""
    by_title = {name: name for name in TITLES} | {title.casefold(): name for name, title in TITLES.items()}
    found = {
        at: by_title[cell.strip().casefold()]
        for at, cell in cells.items()
        if isinstance(cell, str) and cell.strip().casefold() in by_title
    }
    return found if set(_NEEDED) <= set(found.values()) else {}


def _line(where: str, cells: Mapping[str, Cell], auditor: str | None) -> Line | None:
    """A line as it was written; None for one that was not filled in."""
    from journey.audit.judging import Line
    from journey.importers.cells import as_written

    text = {name: as_written(cells.get(name)).strip() for name in TITLES}
    if not text["answer"] and not text["rationale"]:
        return None
    return Line(
        where,
        text["diagnostic"] or None,
        text["journey"],
        text["auditor"] or auditor or "",
        text["code"],
        text["question"],
        text["answer"],
        text["rationale"],
        _day(cells.get("graded_on")),
    )


def _day(cell: Cell | None) -> date | str | None:
    """The day in a cell; text that is none stays text, so that it is refused with its place."""
    from journey.importers.cells import as_written

    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_written(cell).strip()
    try:
        return parse_day(text)
    except ValueError:
        return text
