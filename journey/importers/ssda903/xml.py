"""The return as XML (``EXPSSDA903``): the same files as in CSV, an element a row. No entities, no network, bounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from journey.domain.columns import Listing
from journey.importers.cells import Cells
from journey.importers.elements import Element, XmlFile
from journey.importers.layout import Layout, columns_of
from journey.importers.ssda903.columns import FILES
from journey.importers.ssda903.lists.adoption import AD1, PLACED_ADOPTION, PREV_PERM
from journey.importers.ssda903.lists.child import HEADER, OC2, OC3, UASC
from journey.importers.ssda903.lists.episodes import EPISODES
from journey.importers.ssda903.lists.in_care import MISSING_EPISODES, REVIEWS
from journey.importers.ssda903.tables import Table
from journey.importers.values import tidy

ROOT: Final = "EXPSSDA903"
_CHILD: Final = frozenset({"CHILD", "Child", "child"})

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


class _Reading:
    """The rows of every file, and the elements that no file knows."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Fields]] = {listing.name: [] for listing in FILES}
        self.unknown: dict[str, None] = {}

    def child(self, child: Element) -> None:
        """All rows of one child: what it says of the child stands in each."""
        header: Fields = {}
        groups: list[tuple[Listing, Fields]] = []
        self._read(child, header, groups)
        who = {"CHILD": header.get("CHILDID", ""), **header}
        self.rows[HEADER.name].append(who)
        for listing, marks in IN_HEADER:
            if marks & {name for name, value in header.items() if value != "0"}:
                self.rows[listing.name].append(who)
        shared = {name: who[name] for name in ("CHILD", "SEX", "DOB") if name in who}
        for listing, fields in groups:
            self.rows[listing.name].append(shared | fields)

    def _read(self, element: Element, into: Fields, groups: list[tuple[Listing, Fields]]) -> None:
        for tag, text, _ in element.texts:
            name = tag.upper()
            if name in GROUPS and not text:
                groups.append((GROUPS[name], {}))  # an element of its own with nothing in it
            elif name != "HEADER":
                into |= {name: value} if (value := tidy(text)) else {}
                self.unknown |= {} if name in _KNOWN else {name: None}
        for inner in element.inside:
            name = inner.name.upper()
            fields: Fields = {} if name in GROUPS else into
            self._read(inner, fields, groups)
            if name in GROUPS:
                groups.append((GROUPS[name], fields))
            elif name != "HEADER":
                self.unknown |= {} if name in _KNOWN else {name: None}


_KNOWN: Final = frozenset(
    name for listing in FILES for column in listing.columns for name in (column.header, *column.aliases)
) | {"CHILDID", "UASC"}


def tables_of(path: Path, notes: list[str]) -> Iterator[Table]:
    """The files of the return that an XML file holds; rows are numbered by element. Raises BadInputFile."""
    name, file, reading = path.name, XmlFile(path, ROOT, _CHILD, "903 return"), _Reading()
    for child in file.read():
        reading.child(child)
    fingerprint = file.fingerprint
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
