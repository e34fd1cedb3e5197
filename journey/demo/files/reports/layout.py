"""A report's columns and words, as the maps that read it have them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, Final

from journey.demo.files.said import DAY
from journey.domain.practice_codes import codes_of
from journey.importers.report.map import MapColumn, ReportMap, When
from journey.importers.report.shipped import find_map, text_of

MAPS: Final = Path(__file__).parent.parent / "maps"
"""Where the borough's own maps are, for what no shipped one reads."""
OWN: Final = ".toml"
"""How their names end."""

TIME: Final = "occurred_time"
CHILD: Final = ("", "child")
SEN: Final = ("", "sen")
OTHER: Final = ("", "other")

Value = str | int | bool | date | time | tuple[str, ...] | None
Line = Mapping[tuple[str, str], Value]
"""What a row says: (stored name of the event, field) → value; the ids of the child by ``CHILD``, ``SEN``, ``OTHER``."""

_DONE: Final = "Completed"
"""What stands in a column by which rows are left out that did not happen."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A map with the words that it has for codes, by column and code."""

    map: ReportMap
    words: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, str]


class Layout:
    """The report that some maps read. ``headers`` are its columns, ``cells`` writes a row in their order."""

    def __init__(self, maps: Sequence[str]) -> None:
        self._held = [_held(name) for name in maps]
        self.headers: Final = list(dict.fromkeys(header for one in self._held for header in one.map.headers))

    def cells(self, event: str, line: Line) -> list[str]:
        """The cells of a row about an event."""
        written: dict[str, str] = {}
        for one in self._held:
            for header, text in _cells(one, event, line):
                written.setdefault(header, text)
        return [written.get(header, "") for header in self.headers]


def map_of(name: str) -> ReportMap:
    """A map that ships by its name, one of the borough's own by the name of its file."""
    return find_map(str(MAPS / name) if name.endswith(OWN) else name)


def _held(name: str) -> _Held:
    of = map_of(name)
    raw = tomllib.loads((MAPS / name).read_text(encoding="utf-8") if name.endswith(OWN) else text_of(name))
    tables = [raw.get("columns", {}), *(also.get("columns", {}) for also in raw.get("also", ()))]
    words = {header: _words(said) for table in tables for header, said in table.items() if isinstance(said, dict)}
    kinds: dict[str, str] = {}
    if of.kind_column is not None:
        for word in raw["event"]["is"]:
            kinds.setdefault(of.kinds[word.casefold()], word)
    return _Held(of, words, kinds)


def _words(said: Mapping[str, Any]) -> dict[str, str]:
    """The report's first word for each code."""
    found: dict[str, str] = {}
    for word, code in said.get("words", {}).items():
        found.setdefault(code, word)
    return found


def _cells(one: _Held, event: str, line: Line) -> Iterator[tuple[str, str]]:
    of = one.map
    for header, target in ((of.child, CHILD), (of.sen, SEN), (of.other, OTHER)):
        if header is not None:
            yield header, _text(line.get(target))
    if of.kind_column is not None:
        yield of.kind_column, one.kinds[event]
    for skip in of.skip:
        if not skip.blank:
            yield skip.column, _DONE
    if of.when is not None:
        yield from _days(of.when, event if of.kind_column else of.when.event, line)
    for also in of.also:
        yield from _days(also, also.event, line)
    for column in of.columns:
        value = line.get((column.event, column.field))
        if value is not None:
            yield column.header, _said(column, value, one.words.get(column.header, {}))


def _days(when: When, event: str, line: Line) -> Iterator[tuple[str, str]]:
    day = line.get((event, DAY))
    if day is not None:
        yield when.date, _text(day)
    if when.time is not None:
        yield when.time, _text(line.get((event, TIME)))


def _said(column: MapColumn, value: Value, words: Mapping[str, str]) -> str:
    if column.item is not None:
        assert isinstance(value, tuple)
        return "Yes" if column.item in value else "No"
    if column.codes is None:
        return _text(value)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    values = value if isinstance(value, tuple) else (str(value),)
    labels = codes_of(column.codes).codes
    return f"{column.separator} ".join(words.get(code) or labels[code] for code in values)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
