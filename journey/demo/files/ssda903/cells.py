"""The rows of the return as CSV: its own headers in their order, its codes, dates as dd/mm/yyyy."""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.demo.files.said import PERSON, Said
from journey.demo.files.ssda903.tables import ReturnOf
from journey.domain.columns import Column, Listing
from journey.importers.layout import columns_of

_LETTERS_SINCE: Final = 2025
"""The year from which sex stands as a letter."""
_NUMBERS: Final = {"M": "1", "F": "2"}


class ReturnCells:
    """Writes the rows of one file of the return of a year (that of its 31 March)."""

    def __init__(self, listing: Listing, year: int) -> None:
        self._columns = columns_of(listing)
        self._year = year
        self.headers: Final = [column.header for column in self._columns]
        self._targets = {
            column.header: {(one.event, one.field) for one in listing.columns if one.header == column.header}
            for column in self._columns
        }

    def of(self, ident: ReturnOf, said: Said) -> list[str]:
        """The cells of a row about a child."""
        told = {(PERSON, "date_of_birth"): ident.child.born, **said}
        return [self._cell(column, ident.child.id, told) for column in self._columns]

    def _cell(self, column: Column, child: str, said: Said) -> str:
        if column.reads == "child":
            return child
        targets = [*self._targets[column.header], ("", column.header)]
        value = next((said[of] for of in targets if of in said), None)
        if value is None:
            return ""
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, bool):
            return str(int(value))
        if column.codes == "sex" and self._year < _LETTERS_SINCE:
            return _NUMBERS[str(value)]
        return str(value)
