"""Files as a test changes them: tables of rows and trees of elements, written as the formats that importers read."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import xlsxwriter

Rows = list[list[Any]]
Tables = dict[str, Rows]
"""Rows by the name of a sheet or file, the headers first."""


@dataclass(frozen=True)
class Source:
    """A source to try: what is imported first, and the file after it that is changed.

    ``before`` and ``after`` hold either tables or the text of one XML or other text file. ``form`` is how they are
    written; ``command`` the import with its day, by which of the two it is. ``facts`` says for a table which column
    holds the child, which the start, and which kinds of facts its rows are.
    """

    name: str
    form: Literal["xlsx", "csv", "xml", "text"]
    before: Tables | str
    after: Tables | str
    command: tuple[tuple[str, ...], tuple[str, ...]]
    keys: Mapping[str, tuple[str, str, str]]

    @property
    def file_name(self) -> str:
        """The name of the one file; tables as CSV have names of their own."""
        return f"{self.name}.{'toml' if self.form == 'text' else self.form}"


def files_of(source: Source, content: Tables | str) -> dict[str, bytes]:
    """The files that hold a content, by name."""
    if isinstance(content, str):
        return {source.file_name: content.encode()}
    if source.form == "xlsx":
        return {source.file_name: book_of(content)}
    return {f"{name.replace(' ', '_')}.csv": csv_of(rows) for name, rows in content.items()}


def csv_of(rows: Rows) -> bytes:
    """A table as CSV; days as people write them."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[written(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8", "replace")


def book_of(sheets: Tables) -> bytes:
    """Tables as a workbook; days as dates."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, form)
                    elif cell is not None:
                        sheet.write(number, place, cell)
    return out.getvalue()


def written(cell: Any) -> str:
    """A cell as a person writes it."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


def repacked(book: bytes, part: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def children_in(text: bytes | str) -> dict[str, list[str]] | None:
    """All that an XML file says of each child, by id, in canonical form; None where it is no XML."""
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, ValueError, LookupError):
        return None
    found: dict[str, list[str]] = {}
    for element in root.iter():
        if element.tag.casefold() == "child":
            ids = [one.text or "" for one in element.iter() if one.tag.casefold() in ("lachildid", "childid")]
            whole = ET.canonicalize(ET.tostring(element), strip_text=True)
            for ident in ids:
                found.setdefault(ident.strip(), []).append(whole)
    return found
