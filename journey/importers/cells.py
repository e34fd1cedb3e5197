"""What one cell of a workbook or CSV file can hold, before anybody knows what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose content is not in the file: an error, or a formula whose result was not saved.

    ``problem`` continues "the cell is ``written``, which …".
    """

    written: str
    problem: str
    remedy: str


Cell: TypeAlias = str | int | float | bool | date | datetime | Unreadable
"""A cell that is not blank. Blank cells are left out of their row."""

Cells: TypeAlias = dict[int, Cell]
"""One row: column (0 = A) → cell."""

NOT_CALCULATED = Unreadable(
    "(formula)",
    "holds a formula whose result was not saved",
    "open the workbook, let it calculate, save it again",
)


def error_cell(text: str) -> Unreadable:
    """A cell that shows an error such as ``#REF!``."""
    return Unreadable(text, "is an error, not a value", "correct the formula or the value in the case system's report")


def as_written(cell: Cell | None) -> str:
    """A cell as a person would read it: dates as dd/mm/yyyy, whole numbers without a decimal point."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case Unreadable():
            return cell.written
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case _:
            return str(cell)


def column_letter(index: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
