"""A first map, drawn up from a report's own headers: what looks right is filled in, everything else is a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Final

from journey.domain.errors import BadInputFile
from journey.domain.events import event, events
from journey.domain.practice_codes import codes_of
from journey.importers.annex_a.files import Sheet, open_file
from journey.importers.cells import Cells
from journey.importers.layout import folded
from journey.importers.report.finding import TOP
from journey.importers.report.table import nearest
from journey.importers.report.targets import ONE_CHILD, PERSON, fields_of, mappable, reads_as
from journey.importers.values import tidy

ALIKE: Final = 0.62
"""How alike a header and a field must be to be put together; below it, a person decides."""

_CHILD_WORDS: Final = (
    "child unique id",
    "child id",
    "person id",
    "client id",
    "case id",
    "service user id",
    "pupil id",
)
_ID_WORDS: Final = ("ref no", "ref", "reference number", "id number", "id")
"""What may be the child's id where no header names the child."""

_SEN_WORDS: Final = ("sen id", "sen system id", "ehc id")
_TIME_WORDS: Final = ("time",)


def draft(path: Path, named: str) -> str:
    """The text of a first map for a report about an event, by its stored name or title. Raises BadInputFile."""
    kind = mappable().get(named) or mappable().get(named.casefold())
    if kind is None or kind.PART is not None or kind.NAME == ONE_CHILD:
        titles = {one.TITLE for one in mappable().values() if one.PART is None and one.NAME != ONE_CHILD}
        raise BadInputFile(f"There is no event '{named}' that a row could be about.{nearest(named, titles)}")
    sheet, row, cells = _headers(path)
    headers = [tidy(cell) for cell in cells.values() if isinstance(cell, str) and tidy(cell)]
    return "\n".join(_Draft(kind.NAME, headers).lines(path, sheet, row)) + "\n"


def _headers(path: Path) -> tuple[Sheet, int, Cells]:
    """The sheet and row that look most like headers: the one with most different texts."""
    tops = [(sheet, row, cells) for sheet in open_file(path).sheets for row, cells in islice(sheet.rows(), TOP)]
    if not tops:
        raise BadInputFile(f"{path.name} has no rows, so no headers to draw a map from. Export the report again.")
    return max(tops, key=lambda top: len({cell for cell in top[2].values() if isinstance(cell, str)}))


class _Draft:
    """Puts headers and fields together, each header once."""

    def __init__(self, name: str, headers: list[str]) -> None:
        self._name, self._headers = name, headers
        self._left = list(dict.fromkeys(headers))
        self._date_words = ("date", f"date of {event(name).TITLE}", f"{event(name).KIND.replace('-', ' ')} date")

    def lines(self, path: Path, sheet: Sheet, row: int) -> Iterator[str]:
        """The map, line by line."""
        kind, name = event(self._name), re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-") or "report"
        yield f"# A first map for {path.name}. Check every line: it was drawn up from the headers alone."
        yield f"name = {_text(name if name[0].isalpha() else f'report-{name}')}"
        yield f"title = {_text(path.stem)}"
        yield f"event = {_text(kind.TITLE)}"
        yield 'holds = "every"            # or "latest only"'
        if not sheet.is_file:
            yield f"sheet = {_text(sheet.name)}"
        yield f"header_row = {row}"
        yield ""
        yield from self._who()
        yield from self._when()
        yield ""
        yield "# Until a report says which days it covers, nothing is concluded from what it lacks:"
        yield '# covers = { months = 1 }, or { from = 2025-01-01, to = 2025-03-31 }, or { from = { column = "…" } }'
        yield ""
        yield "[columns]"
        yield from self._columns()
        yield from self._parts()

    def _who(self) -> Iterator[str]:
        child, sen = self._take(_CHILD_WORDS), self._take(_SEN_WORDS)
        numbers = [header for header in self._left if folded(header) in _ID_WORDS]
        if child is None and sen is None and numbers:
            child = self._take(_ID_WORDS, among=numbers)
        if child is None and sen is None:
            yield '# child = "…"              which column holds the child\'s id?'
        if child is not None:
            yield f"child = {_text(child)}"
        if sen is not None:
            yield f"sen = {_text(sen)}"

    def _when(self) -> Iterator[str]:
        if self._name == PERSON:
            return
        date = self._take(self._date_words, among=[h for h in self._left if "date" in folded(h) or "day" in folded(h)])
        yield f"date = {_text(date)}" if date else '# date = "…"               which column says the day it happened?'
        time = self._take(_TIME_WORDS, among=[h for h in self._left if "time" in folded(h).split()])
        if time:
            yield f"time = {_text(time)}"

    def _columns(self) -> Iterator[str]:
        fields = fields_of(self._name)
        for header, field in sorted(self._pairs(fields).items(), key=lambda pair: self._headers.index(pair[0])):
            yield f"{_text(header)} = {_text(field)}{_codes(self._name, field)}"
            self._left.remove(header)
            del fields[field]
        yield from (f'# {_text(header)} = "…"' for header in self._left)
        if fields:
            yield "# Fields that no column looks like:"
            yield from (f"#   {field}{_codes(self._name, field)}" for field in fields)

    def _parts(self) -> Iterator[str]:
        """What else a row could tell of the same fact."""
        kind = event(self._name)
        parts = [one for one in events().values() if one.KIND == kind.KIND and one.PART is not None]
        if parts:
            yield ""
            yield "# What became of it, where a column says on which day:"
        for part in parts:
            fields = ", ".join(fields_of(part.NAME)) or "no fields of its own"
            yield "# [[also]]"
            yield f"# event = {_text(part.TITLE)}       {fields}"
            yield '# date = "…"'

    def _take(self, words: Iterable[str], among: list[str] | None = None) -> str | None:
        """The header most like one of some words, taken out of those left."""
        scored = [(_likeness(header, word), header) for header in among or self._left for word in words]
        best = max(scored, default=(0.0, ""))
        if among and best[0] < ALIKE:
            best = (1.0, among[0])
        if best[0] < ALIKE:
            return None
        self._left.remove(best[1])
        return best[1]

    def _pairs(self, fields: Iterable[str]) -> dict[str, str]:
        """Headers with the field each is most like, the surest first."""
        scored = sorted(
            (
                (_likeness(header, _words_of(self._name, field)), header, field)
                for header in self._left
                for field in fields
            ),
            key=lambda one: (-one[0], one[1], one[2]),
        )
        found: dict[str, str] = {}
        for likeness, header, field in scored:
            if likeness >= ALIKE and header not in found and field not in found.values():
                found[header] = field
        return found


def _words_of(name: str, field: str) -> str:
    return field.removesuffix("_on").replace("_", " ")


def _likeness(header: str, words: str) -> float:
    one, other = folded(header), folded(words)
    if one == other:
        return 1.0
    shared = set(one.split()) >= set(other.split())
    return max(SequenceMatcher(None, one, other).ratio(), 0.8 if shared else 0.0)


def _codes(name: str, field: str) -> str:
    """The codes that a field can hold, as a comment."""
    known = event(name).code_sets().get(field)
    if known is None:
        return f"    # {reads_as(name, field)}"
    codes = codes_of(known).codes
    return f"    # {known}: {', '.join(codes)}"


def _text(text: str) -> str:
    """A TOML string."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
