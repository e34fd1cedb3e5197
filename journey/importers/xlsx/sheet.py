"""The cells of one sheet, streamed: memory follows what is filled in, never how far the sheet reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from xml.parsers.expat import ParserCreate

from journey.importers.cells import NOT_CALCULATED, Cell, Cells, Unreadable, error_cell
from journey.importers.xlsx.package import Package
from journey.importers.xlsx.parts import Damaged, parse, unescape
from journey.importers.xlsx.styles import day_of

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_CELLS = 5_000_000
"""Filled cells of one sheet; the largest list of a large authority has fewer than half a million."""

_NOT_A_NUMBER = Unreadable("(number)", "cannot be read as a number", "open the workbook and save it again")


class SheetReader:
    """One pass over a sheet's XML: rows of filled cells, in order, with the numbers a spreadsheet shows."""

    def __init__(self, strings: Sequence[str], dates: frozenset[str], date_1904: bool) -> None:
        self._strings, self._dates, self._date_1904 = strings, dates, date_1904
        self._columns: dict[str, int] = {}
        self._done: list[tuple[int, Cells]] = []
        self._row, self._cells, self._column, self._filled = 0, Cells(), -1, 0
        self._type, self._style = "n", ""
        self._text: list[str] | None = None
        self._formula = self._taking = self._aside = False

    def rows(self, package: Package, part: str) -> Iterator[tuple[int, Cells]]:
        """Row number (1 is the first) and filled cells of every row that has any. Raises BadInputFile."""
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        for _ in parse(package, part, parser):
            yield from self._done
            self._done.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._column = self._column_of(attributes.get("r", ""))
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._text, self._formula = None, False
        elif name in {"v", "t"}:
            self._taking = not self._aside
            if self._text is None:
                self._text = []
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "row":
            self._open_row(attributes.get("r", ""))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            if self._text is not None or self._formula:
                self._put()
        elif name in {"v", "t"}:
            self._taking = False
        elif name == "rPh":
            self._aside = False
        elif name == "row" and self._cells:
            self._done.append((self._row, self._cells))
            self._cells = Cells()

    def _characters(self, piece: str) -> None:
        if self._taking and self._text is not None:
            self._text.append(piece)

    def _open_row(self, number: str) -> None:
        row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        if not self._row < row <= MAX_ROW:
            raise Damaged(f"row {row} follows row {self._row}")
        self._row, self._column = row, -1

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if not letters:
            return self._column + 1
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_index(letters)
        return column

    def _put(self) -> None:
        cell = self._cell("".join(self._text or ()))
        if cell == "":
            return
        if self._column in self._cells:
            raise Damaged(f"row {self._row} has two cells in one place")
        self._filled += 1
        if self._filled > MAX_CELLS or self._column >= MAX_COLUMN:
            raise Damaged(f"it has more than {MAX_CELLS:,} filled cells")
        self._cells[self._column] = cell

    def _cell(self, text: str) -> Cell:
        kind = self._type
        if kind == "s":
            return self._shared(text)
        if self._formula and kind != "str" and not text.strip():
            return NOT_CALCULATED
        if kind in {"inlineStr", "str"}:
            return unescape(text)
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            return error_cell(text.strip())
        return text.strip() if kind == "d" else self._number(text.strip())

    def _shared(self, text: str) -> Cell:
        if not text.strip().isdecimal() or int(text) >= len(self._strings):
            raise Damaged(f"row {self._row} refers to a text that the workbook does not hold")
        return self._strings[int(text)]

    def _number(self, text: str) -> Cell:
        if not text:
            return ""
        number = _number(text)
        if number is None:
            return _NOT_A_NUMBER
        day = day_of(number, self._date_1904) if self._style in self._dates else None
        return number if day is None else day


def _number(text: str) -> int | float | None:
    """A number, whole where it is whole; None for what is none, infinity among it."""
    if text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    if number.is_integer() and abs(number) < 1e15:
        return int(number)
    return number if isfinite(number) else None


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or len(letters) > 3:
            raise Damaged(f"there is no column {letters[:8]!r}")
        index = index * 26 + ord(letter) - 64
    return index - 1
