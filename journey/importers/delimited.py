"""CSV files: which encoding, which delimiter, which rows; numbered as a spreadsheet would show them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator

from journey.domain.errors import BadInputFile
from journey.importers.cells import Cells

DELIMITERS = ",;\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_BINARY = (b"\xd0\xcf\x11\xe0", b"%PDF", b"PK\x03\x04", b"\x1f\x8b")


def decoded(data: bytes, name: str) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252. Raises BadInputFile."""
    if not data.strip():
        raise BadInputFile(f"{name} is empty. Ask for it again.")
    if data.startswith(_BINARY):
        raise BadInputFile(f"{name} is not a text file, whatever its name says. Save the list as CSV and import that.")
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise BadInputFile(f"{name} holds NUL bytes, so it is damaged or no text file. Export the list again.")
        return text
    raise BadInputFile(f"{name} is in no encoding that can be read. Save it as CSV UTF-8 and import that.")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first filled line into most pieces; a comma when none does."""
    first = next((line for line in _lines(text) if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time: a copy of a large file would be larger than the file."""
    return (found[0] for found in _LINE.finditer(text))


def csv_rows(text: str, name: str) -> Iterator[tuple[int, Cells]]:
    """Row number (1 is the first) and filled cells of every row that has any.

    Raises BadInputFile, naming the row, for quotes that do not close and for fields too long to be meant.
    """
    reader = csv.reader(_lines(text), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = Cells({n: value for n, value in enumerate(record) if value and not value.isspace()})
            if cells:
                yield number, cells
    except csv.Error as problem:
        raise BadInputFile(
            f"{name}, row {number + 1}: {problem}. Check the quotation marks around that row, or export the list again."
        ) from problem
