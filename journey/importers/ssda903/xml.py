"""The return as XML (``EXPSSDA903``): the same files as in CSV, an element a row. No entities, no network, bounded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.importers.cells import Cells
from journey.importers.layout import Layout, columns_of
from journey.importers.ssda903.columns import FILES
from journey.importers.ssda903.lists.adoption import AD1, PLACED_ADOPTION, PREV_PERM
from journey.importers.ssda903.lists.child import HEADER, OC2, OC3, UASC
from journey.importers.ssda903.lists.episodes import EPISODES
from journey.importers.ssda903.lists.in_care import MISSING_EPISODES, REVIEWS
from journey.importers.ssda903.tables import Table
from journey.importers.values import tidy

ROOT: Final = "EXPSSDA903"
DEEPEST: Final = 8
LONGEST: Final = 2_000
"""Characters in one element; a longer one is no value of the return."""
PIECE: Final = 2**20

GROUPS: Final[Mapping[str, Listing]] = {
    "AMISSING": MISSING_EPISODES,
    "AREVIEW": REVIEWS,
    "PERMANENCE": PREV_PERM,
    "OC2": OC2,
    "AD_PLACED": PLACED_ADOPTION,
    "EPISODE": EPISODES,
}
"""Elements that hold a row each, within a child."""

IN_HEADER: Final[tuple[tuple[Listing, frozenset[str]], ...]] = (
    (UASC, frozenset({"UASC", "DUC"})),
    (OC3, frozenset({"IN_TOUCH", "ACTIV", "ACCOM"})),
    (AD1, frozenset({"DATE_INT", "DATE_MATCH"})),
)
"""Files whose columns stand among those of the header: a child has a row where one of these is filled."""

Fields = dict[str, str]


class _Refused(ValueError):
    """What the format never holds. The text continues "…, which is why the file is refused"."""


class _Reading:
    """The handlers of the parser, and what they have found."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Fields]] = {listing.name: [] for listing in FILES}
        self.unknown: dict[str, None] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._header: Fields = {}
        self._group: Fields = {}
        self._groups: list[tuple[Listing, Fields]] = []

    def start(self, tag: str, _attributes: object) -> None:
        self._path.append(tag.rpartition(":")[2].upper())
        self._text, self._length = [], 0
        if len(self._path) > DEEPEST:
            raise _Refused("its elements are nested deeper than those of the return")
        if len(self._path) == 1 and self._path[0] != ROOT:
            raise _Refused(f"it begins with <{tidy(tag)[:50]}> instead of <{ROOT}>")
        if len(self._path) == 2:
            self._header, self._groups = {}, []
        elif self._path[-1] in GROUPS:
            self._group = {}

    def text(self, piece: str) -> None:
        self._length += len(piece)
        if self._length <= LONGEST:
            self._text.append(piece)
        elif not piece.isspace():
            raise _Refused(f"the text of one element is longer than {LONGEST:,} characters")

    def end(self, _tag: str) -> None:
        name, above = self._path.pop(), self._path
        if name in GROUPS:
            self._groups.append((GROUPS[name], self._group))
        elif len(above) == 1:
            self._child()
        elif len(above) > 1 and name != "HEADER":
            value = tidy("".join(self._text))
            into = self._group if above[-1] in GROUPS else self._header
            if value:
                into[name] = value
            if name not in _KNOWN:
                self.unknown[name] = None
        self._text, self._length = [], 0

    def _child(self) -> None:
        """All rows of one child: what it says of the child stands in each."""
        who = {"CHILD": self._header.get("CHILDID", ""), **self._header}
        self.rows[HEADER.name].append(who)
        for listing, marks in IN_HEADER:
            if marks & {name for name, value in self._header.items() if value != "0"}:
                self.rows[listing.name].append(who)
        shared = {name: who[name] for name in ("CHILD", "SEX", "DOB") if name in who}
        for listing, fields in self._groups:
            self.rows[listing.name].append(shared | fields)


_KNOWN: Final = frozenset(
    name for listing in FILES for column in listing.columns for name in (column.header, *column.aliases)
) | {"CHILDID", "UASC"}


def tables_of(data: bytes, path: Path, notes: list[str]) -> Iterator[Table]:
    """The files of the return that an XML file holds; rows are numbered by element. Raises BadInputFile."""
    name, fingerprint = path.name, hashlib.sha256(data).digest()
    reading = _parsed(data, name)
    if reading.unknown:
        unknown = ", ".join(sorted(reading.unknown)[:40])
        notes.append(
            f"{name}: {unknown} {'is' if len(reading.unknown) == 1 else 'are'} not known in the return; not read."
        )
    elements = {listing.name: tag for tag, listing in GROUPS.items()}
    for listing in FILES:
        if rows := reading.rows[listing.name]:  # without any, nobody can tell whether there were none
            headers = [column.header for column in columns_of(listing)]
            layout = Layout(0, dict(enumerate(headers)), {header: n for n, header in enumerate(headers)})
            cells = [(number, _cells(listing, row)) for number, row in enumerate(rows, start=1)]
            element = elements.get(listing.name, "HEADER")
            yield Table(listing, path, fingerprint, f"{name}, {element}", element, layout, cells)


def _cells(listing: Listing, row: Fields) -> Cells:
    found: Cells = {}
    for position, column in enumerate(columns_of(listing)):
        value = next((row[name] for name in (column.header, *column.aliases) if row.get(name)), None)
        if value is not None:
            found[position] = value
    return found


def _parsed(data: bytes, name: str) -> _Reading:
    reading = _Reading()
    parser = ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise _Refused("it declares a document type or entities, which the return never does")

    parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = refuse, refuse
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    try:
        for at in range(0, len(data), PIECE):
            parser.Parse(data[at : at + PIECE], False)
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as problem:
        raise BadInputFile(
            f"{name} cannot be read as the XML of the 903 return, line {parser.CurrentLineNumber}: {problem}. "
            "Export the return again."
        ) from problem
    return reading
