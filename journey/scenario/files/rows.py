"""The table of a list: a column a column of the file, a row a row of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from journey.domain.columns import Column
from journey.domain.words import Mistake, nearest
from journey.scenario.cells import read_day
from journey.scenario.files.formats import Format, ListForm
from journey.scenario.files.shown import ShownRow
from journey.scenario.parts import ONLY_CHILD
from journey.scenario.tables import Row

CHILD = "Child"
INSIDE = "Inside"
"""The column that says, by its day, which row of the list around it a row stands inside."""

_NTH = re.compile(r"(?P<day>.+), (?P<n>\d)(?:st|nd|rd|th)")


def headers(written: Sequence[str], form: ListForm, *, nests: bool) -> list[str]:
    """The columns of a table by their full headers; first words are enough where they fit one alone. Raises Mistake."""
    known = [*([CHILD] if form.child else []), *([INSIDE] if form.within and nests else []), *form.columns]
    found = [_header(name, known) for name in written]
    for name in found:
        if found.count(name) > 1:
            raise Mistake(f"The column '{name}' stands there twice.")
    return found


def _header(written: str, known: Iterable[str]) -> str:
    if written in known:
        return written
    begin = [name for name in known if name.casefold().startswith(written.casefold())] if written else []
    if len(begin) == 1:
        return begin[0]
    if begin:
        raise Mistake(f"Several columns begin with '{written}': {', '.join(begin)}.")
    raise Mistake(
        f"'{written}' is no column of that list.{nearest(written, known) or ' docs/columns.md has them all.'}"
    )


def read_row(row: Row, of: Format, form: ListForm) -> ShownRow:
    """A row as it stands in the file; which row it stands inside is settled when all are read. Raises Mistake."""
    child = row.cell(CHILD) if CHILD in row.cells or not form.child else ONLY_CHILD
    cells = {
        header: _cell(text, of, form.columns[header])
        for header, text in row.cells.items()
        if header not in (CHILD, INSIDE) and text
    }
    return ShownRow(child, cells)


def _cell(text: str, of: Format, column: Column | None) -> str:
    """A day as the format writes it, a code or its label, a text; what is between quotation marks stays as it is."""
    if _is_quoted(text):
        return text[1:-1]
    if column is None:
        return text
    if column.reads == "date":
        try:
            return read_day(text).strftime(of.dates)
        except Mistake as mistake:
            raise Mistake(f"{mistake} What is no day stands between quotation marks.") from None
    if column.reads in ("code", "codes") and not of.is_known(column, text):
        raise Mistake(
            f"'{text}' is in no code set of '{column.header}' (docs/codes.md). Where the file has it all the same, put "
            "it between quotation marks."
        )
    return text


def inside(row: Row, own: ShownRow, holders: Sequence[ShownRow], start: str, dates: str) -> int:
    """The place of the row that a row stands inside. Raises Mistake where it cannot be told.

    ``start`` is the header of the holders' own day, ``dates`` how it is written.
    """
    of_child = [place for place, holder in enumerate(holders) if holder.child == own.child]
    written = row.cell(INSIDE)
    if not written:
        if len(of_child) == 1:
            return of_child[0]
        raise Mistake(f"Say inside which row it stands, by the day of that: a column {INSIDE}.")
    named = _NTH.fullmatch(written)
    day = named["day"] if named else written
    stands = day[1:-1] if _is_quoted(day) else read_day(day).strftime(dates)
    on_day = [place for place in of_child if holders[place].cells.get(start) == stands]
    nth = int(named["n"]) if named else 1
    if not 1 <= nth <= len(on_day):
        raise Mistake(f"The file has no row of {day} that could hold it.")
    return on_day[nth - 1]


def _is_quoted(text: str) -> bool:
    """Whether a text stands in the file as it is."""
    return len(text) > 1 and text[0] == text[-1] == '"'
