"""The bold line over a list of a file: ``**annex-a 31 March 2024, List 2**``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from journey.domain.words import Mistake, nearest
from journey.scenario.cells import in_words, read_day
from journey.scenario.files.formats import COVERS_FROM, COVERS_TO, MADE, REPORT, WHOLE, Format, find_format
from journey.scenario.lines import Line

AGAIN = "again"
GUARDED = "guarded"
WITHOUT = "without"


@dataclass(slots=True)
class Heading:
    """What the line says: the format and the day it speaks for, the list, and what else it says of the file."""

    line: Line
    format: Format
    day: date
    of_list: str | None = None
    made: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    again: bool = False
    guarded: bool = False
    whole: bool = False
    without: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the file is called: ``annex-a 31 March 2024``, ``cin 31 March 2024, made 5 July 2024``."""
        made = f", made {in_words(self.made)}" if self.made not in (None, self.day) else ""
        return f"{self.format.name} {in_words(self.day)}{made}{', again' if self.again else ''}"


def read_heading(line: Line, text: str) -> Heading:
    """What the line says. Raises Mistake."""
    first, *others = (part.strip() for part in text.split(","))
    found = _format_and_day(line, first)
    for part in others:
        _take(found, part)
    if found.of_list is None and found.format.only_list and not found.again:
        found.of_list = found.format.only_list.name
    if found.made is not None and found.made < found.day:
        raise Mistake("A file is made on the day that it speaks for, or later.")
    return found


def _format_and_day(line: Line, text: str) -> Heading:
    name, _, day = text.partition(" ")
    if name == REPORT:
        named, _, day = day.partition(" ")
        name = f"{REPORT} {named}"
    found = find_format(name)
    if not day:
        raise Mistake(f"'{text}' does not say for which day the file speaks: {name} 31 March 2024.")
    return Heading(line, found, read_day(day))


def _take(heading: Heading, part: str) -> None:
    lists = heading.format.lists
    if part in lists:
        if heading.of_list is not None:
            raise Mistake(f"One heading names one list: '{part}' has a heading of its own.")
        heading.of_list = part
    elif part.startswith(f"{WITHOUT} "):
        heading.without.append(_list_named(part.removeprefix(f"{WITHOUT} "), lists))
    elif part == AGAIN:
        heading.again = True
    elif part == GUARDED:
        heading.guarded = True
    elif part == WHOLE:
        _check_option(heading, WHOLE)
        heading.whole = True
    elif part.startswith(f"{MADE} "):
        _check_option(heading, MADE)
        heading.made = read_day(part.removeprefix(f"{MADE} "))
    elif part.startswith(f"{COVERS_FROM} "):
        _check_option(heading, COVERS_FROM)
        heading.covers_from = read_day(part.removeprefix(f"{COVERS_FROM} "))
    elif part.startswith(f"{COVERS_TO} "):
        _check_option(heading, COVERS_TO)
        heading.covers_to = read_day(part.removeprefix(f"{COVERS_TO} "))
    else:
        _list_named(part, lists)


def _check_option(heading: Heading, option: str) -> None:
    if option not in heading.format.options:
        raise Mistake(f"Of {heading.format.name} nothing is said by '{option}'.")


def _list_named(name: str, lists: Iterable[str]) -> str:
    if name in lists:
        return name
    raise Mistake(f"'{name}' is no list of that file.{nearest(name, lists) or ' docs/columns.md shows them all.'}")
