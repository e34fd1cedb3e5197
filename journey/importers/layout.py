"""Where the columns of a list stand in a sheet, a file or an element, and how headers are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from journey.domain.columns import Column, Listing
from journey.importers.cells import column_letter
from journey.importers.values import tidy

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
