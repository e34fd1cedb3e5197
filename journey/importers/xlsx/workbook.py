"""A workbook: its sheets by name, their rows, and when it was made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from journey.domain.errors import BadInputFile
from journey.importers.cells import Cells
from journey.importers.xlsx.package import SAVE_AGAIN, Package, local
from journey.importers.xlsx.parts import shared_strings
from journey.importers.xlsx.sheet import SheetReader
from journey.importers.xlsx.styles import date_styles

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Workbook:
    """A workbook in memory. Raises BadInputFile, naming the file, for anything else."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        refuse_other_formats(data, name)
        self._package = Package(data, name)
        self._path = self._workbook_path()
        root = self._package.xml(self._path)
        if root is None:
            raise BadInputFile(f"{name} is a zip file but holds no workbook. {SAVE_AGAIN}")
        self.date_1904 = _counts_from_1904(root)
        self._parts = self._sheet_parts(root)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in the workbook's order; charts are no sheets."""
        return tuple(self._parts)

    def rows(self, sheet: str) -> Iterator[tuple[int, Cells]]:
        """Row number and filled cells of every row that has any. Raises BadInputFile."""
        reader = SheetReader(self._strings, self._date_styles, self.date_1904)
        yield from reader.rows(self._package, self._parts[sheet])

    @cached_property
    def made(self) -> str:
        """When the workbook was last saved (or first made), as it says itself, ISO text; empty if it does not say."""
        root = self._package.xml("docProps/core.xml")
        said = {local(item.tag): (item.text or "").strip() for item in root} if root is not None else {}
        return said.get("modified") or said.get("created") or ""

    @cached_property
    def _related(self) -> list[tuple[str, str, str]]:
        """Id, kind and part of everything the workbook refers to."""
        folder, base = posixpath.split(self._path)
        return _relations(self._package, f"{folder}/_rels/{base}.rels".lstrip("/"), folder)

    def _workbook_path(self) -> str:
        if "xl/workbook.bin" in self._package:
            raise BadInputFile(f"{self.name} is a binary workbook (.xlsb), which cannot be read. {SAVE_AGAIN}")
        if "content.xml" in self._package:
            raise BadInputFile(f"{self.name} is an OpenDocument spreadsheet, which cannot be read. {SAVE_AGAIN}")
        found = [part for _, kind, part in _relations(self._package, "_rels/.rels", "") if kind == "officeDocument"]
        return found[0] if found else "xl/workbook.xml"

    def _sheet_parts(self, root: Element) -> dict[str, str]:
        related = {ident: (kind, part) for ident, kind, part in self._related}
        found: dict[str, str] = {}
        for item in root.iter():
            if local(item.tag) != "sheet":
                continue
            name = item.get("name", "")
            ident = next((value for key, value in item.items() if local(key) == "id"), "")
            kind, part = related.get(ident, ("worksheet", ""))
            if kind != "worksheet":
                continue
            if part not in self._package or name in found:
                raise BadInputFile(f"{self.name}: sheet '{name}' is missing or there twice. {SAVE_AGAIN}")
            found[name] = part
        if not found:
            raise BadInputFile(f"{self.name} holds no sheets. {SAVE_AGAIN}")
        return found

    def _part_of(self, wanted: str) -> str | None:
        return next((part for _, kind, part in self._related if kind == wanted and part in self._package), None)

    @cached_property
    def _strings(self) -> list[str]:
        part = self._part_of("sharedStrings")
        return shared_strings(self._package, part) if part else []

    @cached_property
    def _date_styles(self) -> frozenset[str]:
        part = self._part_of("styles")
        return date_styles(self._package.xml(part)) if part else frozenset()


def refuse_other_formats(data: bytes, name: str) -> None:
    """Say what a file is that is no workbook, and what to do. Raises BadInputFile; silent for a zip file."""
    if data.startswith(ZIP):
        return
    if not data:
        raise BadInputFile(f"{name} is empty. Ask for it again.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadInputFile(f"{name} is protected by a password. Save a copy without one and import that.")
        raise BadInputFile(f"{name} is in the old Excel format (.xls), which cannot be read. {SAVE_AGAIN}")
    if data.startswith(b"%PDF"):
        raise BadInputFile(f"{name} is a PDF, not a workbook. Ask for the Excel workbook it was printed from.")
    raise BadInputFile(f"{name} is not an Excel workbook (.xlsx), whatever its name says. {SAVE_AGAIN}")


def _counts_from_1904(root: Element) -> bool:
    said = next((item.get("date1904", "") for item in root if local(item.tag) == "workbookPr"), "")
    return said.casefold() in {"1", "true", "on"}


def _relations(package: Package, part: str, folder: str) -> list[tuple[str, str, str]]:
    root = package.xml(part)
    if root is None:
        return []
    return [
        (
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))).lstrip("/"),
        )
        for item in root
        if item.get("TargetMode") != "External"
    ]
