"""A child's elements as rows: which element is a row of which list, what it says, and what holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from journey.domain.columns import Listing
from journey.importers.cells import Cell, Cells, Unreadable
from journey.importers.cin.columns import CIN
from journey.importers.cin.lists.child import IDENTIFIERS
from journey.importers.cin.lists.in_need import CIN_DETAILS
from journey.importers.cin.lists.protection import PLANS, REVIEWS, TRANSFERS_IN
from journey.importers.elements import Element
from journey.importers.fields import SEPARATOR
from journey.importers.layout import columns_of

HELD_BY: Final[Mapping[str, Listing]] = {TRANSFERS_IN.name: CIN_DETAILS, REVIEWS.name: PLANS}
"""The lists whose rows are single values, each in a row of another list: a file has them where it has that one."""

_GROUPS: Final = {listing.name.casefold(): listing for listing in CIN.listings if listing.name not in HELD_BY}
_SINGLE: Final = {
    (columns_of(listing)[-1].header.casefold(), HELD_BY[listing.name].name): listing
    for listing in (TRANSFERS_IN, REVIEWS)
}
_WRAPPERS: Final = frozenset({"disabilities", "factorsidentifiedatassessment", "reviews"})
"""Elements that only hold a repeated value of the element around them."""

_CHILD: Final = columns_of(IDENTIFIERS)[0].header
_HEADERS: Final = {
    listing.name: {
        name.casefold(): column.header for column in columns_of(listing) for name in (column.header, *column.aliases)
    }
    for listing in CIN.listings
}

_TWICE = "stands more than once in its element, with different values"
_ONE_ONLY = "keep the right one in the case system and export again"


@dataclass(slots=True)
class ElementRow:
    """One element that is a row: ``number`` counts rows through the file, ``within`` is the row around it."""

    listing: Listing
    number: int
    line: int
    within: ElementRow | None
    values: dict[str, list[str]] = field(default_factory=dict)

    def holder(self) -> ElementRow | None:
        """The nearest row around this one that its list says it is nested in."""
        row = self.within
        while row is not None and row.listing.name != self.listing.within[0]:
            row = row.within
        return row

    def cells(self, child: Cell | None) -> Cells:
        """What the element says, by the position of the column; ``child`` is the id of the child it is about."""
        cells = Cells()
        for position, column in enumerate(columns_of(self.listing)):
            if column.reads == "child":
                cell = child
            else:
                cell = _cell(self.values.get(column.header, []), several=column.reads == "codes")
            if cell is not None:
                cells[position] = cell
        return cells


class ElementRows:
    """Takes children apart; ``unknown`` counts the elements that are no part of the census, by what they stand in."""

    def __init__(self) -> None:
        self._number = 0
        self._rows: list[ElementRow] = []
        self._loose_ids: list[str] = []
        self.unknown: Counter[tuple[str, str]] = Counter()

    def of(self, child: Element) -> tuple[Cell | None, list[ElementRow]]:
        """The child's id as the file gives it, None if it gives none, and the rows in the order of the file."""
        self._rows, self._loose_ids = [], []
        self._visit(child, None)
        ids = [text for row in self._rows if row.listing is IDENTIFIERS for text in row.values.get(_CHILD, [])]
        return _cell(ids + self._loose_ids, several=False), self._rows

    def _visit(self, element: Element, owner: ElementRow | None) -> None:
        for tag, text, line in element.texts:
            self._value(tag, text, line, element, owner)
        for inner in element.inside:
            listing = _GROUPS.get(inner.name.casefold())
            if listing is not None:
                self._visit(inner, self._row(listing, inner.line, owner))
            else:
                self._not_known(inner.name, element, owner)
                self._visit(inner, owner)

    def _value(self, tag: str, text: str, line: int, element: Element, owner: ElementRow | None) -> None:
        """One element without others in it: a value of the row around it, a row of its own, or nothing known."""
        name, folded = owner.listing.name if owner else "", tag.casefold()
        if single := _SINGLE.get((folded, name)):
            if text:
                self._row(single, line, owner).values[columns_of(single)[-1].header] = [text]
        elif folded in _GROUPS:
            self._row(_GROUPS[folded], line, owner)
        elif owner is not None and (header := _HEADERS[name].get(folded)):
            owner.values.setdefault(header, []).append(text)
        elif owner is None and folded == _CHILD.casefold():
            self._loose_ids.append(text)
        else:
            self._not_known(tag, element, owner)

    def _not_known(self, tag: str, element: Element, owner: ElementRow | None) -> None:
        if tag.casefold() not in _WRAPPERS:
            self.unknown[owner.listing.name if owner else element.name, tag] += 1

    def _row(self, listing: Listing, line: int, within: ElementRow | None) -> ElementRow:
        self._number += 1
        self._rows.append(ElementRow(listing, self._number, line, within))
        return self._rows[-1]

    def notes(self, file: str) -> Iterator[str]:
        """Which elements were not read."""
        for (name, tag), times in sorted(self.unknown.items())[:20]:
            yield f"{file}: {name} holds <{tag[:40]}> {times:,} times, which is no part of the census; not read."
        if len(self.unknown) > 20:
            yield f"{file}: … and {len(self.unknown) - 20:,} more kinds of elements that are no part of the census."


def _cell(texts: list[str], several: bool) -> Cell | None:
    found = list(dict.fromkeys(text for text in texts if text))
    if not found:
        return None
    if several:
        return SEPARATOR.join(found)
    return found[0] if len(found) == 1 else Unreadable("; ".join(found)[:200], _TWICE, _ONE_ONLY)
