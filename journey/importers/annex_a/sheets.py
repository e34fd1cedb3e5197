"""Which sheet or file is which list: by its name, and by its headers where the name says nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.annex_a.files import Sheet
from journey.importers.annex_a.headers import looks_like, matches
from journey.importers.cells import Cells
from journey.importers.layout import folded

HEADER_ROWS = 10
"""Filled rows among which the headers are looked for; titles above them are common."""

LIKE_ENOUGH = 0.5
"""The share of a list's columns that a header row must say for a sheet of another name to be taken for that list."""

_NUMBERED = re.compile(r"(?:^|[\W_])list[\s_\-]*0*(\d{1,2})(?!\d)", re.IGNORECASE)

Top = list[tuple[int, Cells]]
"""The first filled rows of a sheet."""


def find_lists(sheets: Iterable[Sheet], notes: list[str]) -> list[tuple[Listing, Sheet]]:
    """Every list found, in Annex A's order, with its sheet; what is no list is noted.

    Raises BadInputFile when two sheets are one list, naming both, and when there is no list at all.
    """
    named: dict[str, list[Sheet]] = defaultdict(list)
    unnamed: dict[str, list[Sheet]] = defaultdict(list)
    unknown: list[Sheet] = []
    for sheet in sheets:
        listing, by_its_name = _list_of(sheet)
        if listing is None:
            unknown.append(sheet)
        else:
            (named if by_its_name else unnamed)[listing.name].append(sheet)
    found: list[tuple[Listing, Sheet]] = []
    for listing in ANNEX_A.listings:
        candidates = named[listing.name] or unnamed[listing.name]
        chosen = _one_of(candidates, listing)
        unknown += [s for s in named[listing.name] + unnamed[listing.name] if s is not chosen]
        if chosen is not None:
            found.append((listing, chosen))
    if not found:
        names = "; ".join(sheet.where for sheet in unknown) or "what was given"
        raise BadInputFile(
            f"No list of Annex A was found in {names}. Name the sheets 'List 1' to 'List 11', headers in row 1."
        )
    notes += [f"{sheet.where} is no list of Annex A; not read." for sheet in unknown]
    return found


def header_row(listing: Listing, top: Top) -> tuple[int, Cells]:
    """The row of the top rows that says most of the list's headers."""
    return max(top, key=lambda row: (looks_like(listing, row[1]), len(matches(listing, row[1]))))


def by_name(name: str) -> Listing | None:
    """The list that a sheet's or file's name says; None when it says none."""
    if match := _NUMBERED.search(name):
        return ANNEX_A.by_name.get(f"List {match[1]}")
    wanted = folded(name)
    for listing in ANNEX_A.listings:
        if wanted in {folded(title) for title in (listing.title, *listing.sheets)}:
            return listing
    return None


def by_headers(top: Top) -> Listing | None:
    """The list whose headers stand in one of the top rows; None when no list's do."""
    best = max(ANNEX_A.listings, key=lambda listing: _likeness(listing, top))
    return best if _likeness(best, top) >= LIKE_ENOUGH else None


def top_of(sheet: Sheet) -> Top:
    """The first filled rows of a sheet."""
    return list(islice(sheet.rows(), HEADER_ROWS))


def _list_of(sheet: Sheet) -> tuple[Listing | None, bool]:
    """The list a sheet is, and whether that counts as named: a file goes by its headers before its name."""
    listing = by_name(sheet.name)
    if listing is not None and not sheet.is_file:
        return listing, True
    headed = by_headers(top_of(sheet))
    return (headed, sheet.is_file) if headed is not None else (listing, True)


def _one_of(candidates: list[Sheet], listing: Listing) -> Sheet | None:
    """The one sheet that is the list. A sheet of notes may bear its name; two with its headers are one too many."""
    if len(candidates) > 1:
        candidates = [sheet for sheet in candidates if _likeness(listing, top_of(sheet))] or candidates
    if len(candidates) > 1:
        where = " and ".join(sheet.where for sheet in candidates)
        raise BadInputFile(f"{where} are both {listing.name} ({listing.title}). Take one of them out.")
    return candidates[0] if candidates else None


def _likeness(listing: Listing, top: Top) -> float:
    return max((looks_like(listing, cells) for _, cells in top), default=0.0)
