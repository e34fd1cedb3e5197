"""Which column of a sheet is which column of a list: by header, and by position only when the headers fail."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.importers.cells import Cells, as_written, column_letter
from journey.importers.layout import Layout, columns_of, folded, quoted, start_header
from journey.importers.values import tidy

OLD_LEAVERS = (
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Allocated Personal Advisor",
    "Latest Pathway Plan Review Date",
    "Latest Date of Contact",
)
"""The columns of List 9 that its older form of thirteen columns lacks."""

_DATA = re.compile(r"[\d\s/.:\-]*")


def needed_headers(listing: Listing) -> tuple[str, ...]:
    """The headers that a list cannot do without: the child's id and the row's own start date."""
    child = (c.header for c in listing.columns if c.reads == "child")
    return tuple(h for h in (*child, start_header(listing)) if h is not None)


def matches(listing: Listing, cells: Cells) -> dict[str, list[int]]:
    """Header of the list → positions of the cells that say it."""
    known = {folded(name): c.header for c in listing.columns for name in (c.header, *c.aliases)}
    found: dict[str, list[int]] = {}
    for position, cell in cells.items():
        header = known.get(folded(cell)) if isinstance(cell, str) else None
        if header is not None:
            found.setdefault(header, []).append(position)
    return found


def looks_like(listing: Listing, cells: Cells) -> float:
    """How much of a list a header row says, from 0 to 1; 0 when a needed header is missing."""
    found = matches(listing, cells)
    if any(header not in found for header in needed_headers(listing)):
        return 0.0
    return len(found) / len(columns_of(listing))


def layout(listing: Listing, row: int, cells: Cells, where: str) -> Layout:
    """Where each column stands. ``where`` names file and sheet.

    Raises BadInputFile when two headers say one column and when a needed column cannot be found.
    """
    cells = {position: cell for position, cell in cells.items() if tidy(as_written(cell))}
    found = matches(listing, cells)
    headers = {position: as_written(cell) for position, cell in cells.items()}
    for header, places in found.items():
        if len(places) > 1:
            twice = " and ".join(f"{column_letter(p)} ('{headers[p]}')" for p in places)
            raise BadInputFile(f"{where}: columns {twice} both say '{header}'. Take one of them out.")
    positions = {header: places[0] for header, places in found.items()}
    guessed = _by_position(listing, cells, positions)
    positions |= guessed
    missing = [header for header in needed_headers(listing) if header not in positions]
    if missing:
        raise BadInputFile(
            f"{where} has no column '{missing[0]}', which {listing.name} ({listing.title}) cannot be read without. "
            f"Headers found in row {row}: {quoted(list(headers.values())) or 'none'}. Put that header over its column."
        )
    return Layout(row, headers, positions, tuple(_notes(listing, headers, positions, guessed, where)))


def _by_position(listing: Listing, cells: Cells, matched: Mapping[str, int]) -> dict[str, int]:
    """Columns whose header nobody knows, taken where Annex A has them; none unless everything else stands there too."""
    if any(not isinstance(cell, str) or _DATA.fullmatch(cell) for cell in cells.values()):
        return {}  # a row of data: the headers are missing, and taking it for them would lose it
    full = [column.header for column in columns_of(listing)]
    older = [header for header in full if header not in OLD_LEAVERS]
    for order in (full, older):
        in_place = all(position < len(order) and order[position] == header for header, position in matched.items())
        if len(cells) == len(order) == max(cells) + 1 and in_place:
            return {header: n for n, header in enumerate(order) if header not in matched}
    return {}


def _notes(
    listing: Listing, headers: Mapping[int, str], positions: Mapping[str, int], guessed: Mapping[str, int], where: str
) -> list[str]:
    notes = []
    if guessed:
        pairs = ", ".join(f"{column_letter(p)} '{tidy(headers[p])[:100]}' as '{h}'" for h, p in guessed.items())
        notes.append(f"{where}: READ BY POSITION, because the headers are not Annex A's: {pairs}. Check every one.")
    missing = [c.header for c in columns_of(listing) if c.header not in positions]
    if missing and missing != [header for header in missing if header in OLD_LEAVERS]:
        notes.append(f"{where} has no column {quoted(missing)}; nothing is known from it.")
    extra = [headers[p] for p in headers if p not in positions.values()]
    if extra:
        notes.append(f"{where}: {quoted(extra)} {'is' if len(extra) == 1 else 'are'} no part of Annex A; not read.")
    return notes
