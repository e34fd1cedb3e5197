"""XML read as a stream of small trees: no document types, no entities, no network, everything bounded."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from journey.domain.errors import BadInputFile
from journey.importers.values import shortened

MAX_FILE: Final = 500 * 2**20
"""The largest file taken, in bytes; the return of a large authority has about 30 MB."""

PIECE: Final = 2**16
LONGEST_TEXT: Final = 10_000
LONGEST_TAG: Final = 2**20
DEEPEST: Final = 32
LARGEST_RECORD: Final = 50_000
"""Characters in one element, bytes in one tag, levels of nesting, elements in one record: far more than any return."""

_QUOTED = 40


@dataclass(slots=True)
class Element:
    """One element: the texts of the elements in it that hold text alone, by name, and those that hold others.

    Names have no namespace. ``line`` is where it begins. Every text is there as often as the file has it, with its
    line.
    """

    name: str
    line: int
    texts: list[tuple[str, str, int]] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)
    holds_others: bool = False

    def all(self, name: str) -> list[str]:
        """The texts of one name, in the order of the file, blank ones left out."""
        wanted = name.casefold()
        return [text for tag, text, _ in self.texts if tag.casefold() == wanted and text]

    def first(self, *path: str) -> str:
        """The first text under a path of names; empty if there is none."""
        *groups, last = path
        at = [self]
        for name in groups:
            at = [inner for one in at for inner in one.inside if inner.name.casefold() == name.casefold()]
        return next((text for one in at for text in one.all(last)), "")


class XmlFile:
    """One XML file, read once from beginning to end; afterwards ``fingerprint`` is the SHA-256 of its bytes."""

    def __init__(self, path: Path, root: str, records: Collection[str], what: str) -> None:
        """``records`` are the elements to hand out, each whole; ``what`` names the format in messages."""
        self.path, self._root, self._records, self._what = path, root, frozenset(records), what
        self.fingerprint = b""

    def read(self) -> Iterator[Element]:
        """The records in the order of the file.

        Raises BadInputFile for a file that is missing, too large, not XML, damaged, of another root, or that declares
        a document type or entities; for text between elements; and for anything longer or deeper than a return is.
        """
        reader = _Reader(self._root, self._records)
        digest = hashlib.sha256()
        size = 0
        try:
            with self.path.open("rb") as file:
                while piece := file.read(PIECE):
                    size += len(piece)
                    if size > MAX_FILE:
                        raise _Refused(f"it is larger than {MAX_FILE // 2**20} MB")
                    digest.update(piece)
                    yield from reader.take(piece)
            yield from reader.finish()
        except (ExpatError, _Refused, LookupError, ValueError) as problem:
            raise BadInputFile(
                f"{self.path.name}, line {reader.line}: this is no {self._what} that can be read: {_said(problem)}. "
                "Export it again."
            ) from problem
        except OSError as problem:
            raise _cannot_open(self.path, problem) from problem
        self.fingerprint = digest.digest()


class _Refused(Exception):
    """Why a file is not taken."""


class _Reader:
    """Feeds a parser and collects the records it finishes."""

    def __init__(self, root: str, records: frozenset[str]) -> None:
        self._root, self._records = root, records
        self._parser: XMLParserType = ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._parser.EntityDeclHandler = _refuse_declarations
        self._open: list[Element] = []
        self._record = -1
        self._count = self._length = 0
        self._parts: list[str] = []
        self._done: list[Element] = []
        self._since = 0
        self._moved = True

    @property
    def line(self) -> int:
        """The line that is being read."""
        return int(self._parser.CurrentLineNumber)

    def take(self, piece: bytes) -> list[Element]:
        """The records that end in this piece."""
        self._moved = False
        self._parser.Parse(piece, False)
        self._since = 0 if self._moved else self._since + len(piece)
        if self._since > LONGEST_TAG:
            raise _Refused(f"one tag or comment of it is longer than {LONGEST_TAG // 2**20} MB")
        return self._taken()

    def finish(self) -> list[Element]:
        """The records that end with the file."""
        self._parser.Parse(b"", True)
        return self._taken()

    def _taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._moved = True
        name = tag.rpartition(":")[2]
        self._no_text_between()
        if not self._open and name.casefold() != self._root.casefold():
            raise _Refused(f"its outermost element is <{shortened(name)[:_QUOTED]}>, not <{self._root}>")
        if len(self._open) >= DEEPEST:
            raise _Refused(f"its elements are nested more than {DEEPEST} deep")
        if self._record < 0 and name in self._records:
            self._record, self._count = len(self._open), 0
        self._count += 1
        if self._record >= 0 and self._count > LARGEST_RECORD:
            raise _Refused(f"one <{self._open[self._record].name}> holds more than {LARGEST_RECORD:,} elements")
        if self._open:
            self._open[-1].holds_others = True
        self._open.append(Element(name, self.line))

    def _end(self, _: str) -> None:
        self._moved = True
        element = self._open.pop()
        text = self._text_of(element)
        if self._record < 0:
            return
        if len(self._open) == self._record:
            self._record = -1
            self._done.append(element)
        elif element.holds_others:
            self._open[-1].inside.append(element)
        else:
            self._open[-1].texts.append((element.name, text, element.line))

    def _text(self, piece: str) -> None:
        self._moved = True
        self._length += len(piece)
        if self._length > LONGEST_TEXT:
            raise _Refused(f"one element of it holds more than {LONGEST_TEXT:,} characters")
        self._parts.append(piece)

    def _text_of(self, element: Element) -> str:
        """The text of an element that ends; there is none in one that holds others."""
        if element.holds_others:
            self._no_text_between()
        text = "".join(self._parts).strip()
        self._parts.clear()
        self._length = 0
        return text

    def _no_text_between(self) -> None:
        text = "".join(self._parts).strip()
        self._parts.clear()
        self._length = 0
        if text:
            raise _Refused(f"text stands between its elements: '{shortened(text)[:_QUOTED]}'")


def _refuse_declarations(*_: object) -> None:
    raise _Refused("it declares a document type or entities, which a return never does")


def _said(problem: Exception) -> str:
    text = str(problem)
    if "invalid token" in text or "encoding" in text:
        return f"{text}; is it in the encoding that its first line says?"
    return text


def _cannot_open(path: Path, problem: OSError) -> BadInputFile:
    if isinstance(problem, FileNotFoundError):
        return BadInputFile(f"There is no file {path}. Check its name and folder.")
    if isinstance(problem, IsADirectoryError):
        return BadInputFile(f"{path} is a folder. Name the file in it.")
    return BadInputFile(f"{path} cannot be read: {problem.strerror}. Close it elsewhere or ask for access.")
