"""Where the columns of a list stand in a sheet, a file or an element, and how headers are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from journey.domain.columns import Column, Listing
from journey.domain.errors import BadInputFile
from journey.importers.cells import Cell, Cells, as_written, column_letter
from journey.importers.values import NotReadable, as_date, as_id, tidy

SHOWN: Final = 40
"""How many headers a message names."""

_QUOTES = re.compile("['\"\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u00b4`\ufffd]")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a list's columns stand in one sheet. ``headers`` are all headers as written, by position."""

    row: int
    headers: Mapping[int, str]
    positions: Mapping[str, int]
    notes: tuple[str, ...] = ()

    def header_at(self, position: int) -> str:
        """The header over a position; the column's letter where there is none."""
        return self.headers.get(position, f"column {column_letter(position)}")


@lru_cache(maxsize=2_000)
def folded(header: str) -> str:
    """A header as it is compared: without case, quotes, punctuation and a closing (Y/N)."""
    plain = unicodedata.normalize("NFKC", _QUOTES.sub("", tidy(header))).casefold()
    return _MARKS.sub(" ", plain).strip().removesuffix(" y n")


def columns_of(listing: Listing) -> tuple[Column, ...]:
    """The list's columns as they stand in a sheet: each header once."""
    return tuple({column.header: column for column in reversed(listing.columns)}.values())[::-1]


def start_header(listing: Listing) -> str | None:
    """The header of the row's own start date; None in a list without one."""
    found = (c.header for c in listing.columns if c.event == listing.main and c.field == "occurred_on")
    return next(found, None) if listing.main else None


def quoted(headers: Iterable[str]) -> str:
    """Headers as a message names them: those of a broken file may be long and many."""
    names = [tidy(header)[:100] for header in headers]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(f"'{name}'" for name in names[:SHOWN]) + more


def check_above(
    layout: Layout, above: Iterable[tuple[int, Cells]], child: str, days: Iterable[str], where: str
) -> None:
    """Titles may stand above the headers; rows of the list may not: unread, they would pass for deleted.

    ``child`` and ``days`` are the headers of the id and of the dates. Raises BadInputFile where a row above the headers
    has an id and a day under them.
    """
    at = [layout.positions[header] for header in days if header in layout.positions]
    for number, cells in above:
        ident = cells.get(layout.positions.get(child, -1))
        if _is_id(ident) and any(_is_day(cells.get(position)) for position in at):
            raise BadInputFile(
                f"{where}: row {number} stands above the headers, which are in row {layout.row}, and looks like a row "
                f"of the list: '{child}' is '{as_written(ident)}'. Put the headers above all rows."
            )


def _is_id(cell: Cell | None) -> bool:
    """Whether a cell may hold an id: one word with a figure in it, as those of case systems are, and no day."""
    try:
        ident = as_id(cell)
    except NotReadable:
        return False
    is_word = " " not in ident and any(sign.isdecimal() for sign in ident)
    return is_word and (ident.isdecimal() or not _is_day(ident))


def _is_day(cell: Cell | None) -> bool:
    try:
        return as_date(cell) is not None
    except NotReadable:
        return False
