"""The zip file that a workbook is: opened from memory, within bounds, without trust in what it says about itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from journey.domain.errors import BadInputFile

MAX_PARTS = 2_000
MAX_PART = 400 * 2**20
MAX_TOTAL = 1_000 * 2**20
MAX_SMALL_PART = 32 * 2**20
"""Bounds on what a workbook unpacks to, in bytes; a large authority's Annex A unpacks to about 30 MB."""

SAVE_AGAIN = "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and import that."
DAMAGED = "Its content is damaged. Ask for the file again, or open it in a spreadsheet program and save it again."

_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


class Package:
    """The parts of a workbook, by name.

    Raises BadInputFile, naming the file, when it is no zip file, cut short, encrypted, or larger than the bounds.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        if data.count(b"PK\x01\x02") > MAX_PARTS:
            raise self._too_big()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN as problem:
            raise BadInputFile(f"{name} cannot be opened: it is cut short or damaged. Ask for it again.") from problem
        self._parts = {_tidy(info.filename): info for info in infos}
        self._check(infos)

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(self._parts) != len(infos):
            raise BadInputFile(f"{self.name} holds two parts of one name. {DAMAGED}")
        if any(info.flag_bits & 0x1 for info in infos):
            raise BadInputFile(f"{self.name} is protected by a password. Save a copy without one and import that.")
        if any(info.compress_type not in _READABLE for info in infos):
            raise BadInputFile(f"{self.name} is packed in a way that no spreadsheet program uses. {SAVE_AGAIN}")
        biggest = max((info.file_size for info in infos), default=0)
        if len(infos) > MAX_PARTS or biggest > MAX_PART or sum(info.file_size for info in infos) > MAX_TOTAL:
            raise self._too_big()

    def _too_big(self) -> BadInputFile:
        return BadInputFile(
            f"{self.name} unpacks to more than {MAX_TOTAL // 2**20} MB (or one sheet to more than "
            f"{MAX_PART // 2**20} MB), which no Annex A needs. {SAVE_AGAIN}"
        )

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def stream(self, part: str, limit: int = MAX_PART) -> Iterator[bytes]:
        """The bytes of a part, piece by piece, counted as they come. Raises BadInputFile past the bounds."""
        seen = 0
        try:
            with self._zip.open(self._parts[part]) as file:
                while piece := file.read(1 << 18):
                    seen += len(piece)
                    self._unpacked += len(piece)
                    if seen > limit or self._unpacked > MAX_TOTAL:
                        raise self._too_big()
                    yield piece
        except _BROKEN as problem:
            raise BadInputFile(f"{self.name}: {part} cannot be unpacked. {DAMAGED}") from problem

    def xml(self, part: str) -> Element | None:
        """A small part as an element tree; None when the workbook has no such part. Entities are refused."""
        if part not in self._parts:
            return None
        content = b"".join(self.stream(part, MAX_SMALL_PART))
        try:
            root: Element = fromstring(content, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as problem:
            raise BadInputFile(f"{self.name}: {part} is not plain XML ({problem}). {DAMAGED}") from problem
        return root


def _tidy(part: str) -> str:
    """Part names as the format has them: forward slashes, none in front."""
    return part.replace("\\", "/").lstrip("/")


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]
