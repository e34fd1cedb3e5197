"""A map: what the columns of one report mean. Made by ``language`` from TOML; everything in it has been checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from typing import Literal

from journey.domain.columns import Nature, Reads
from journey.domain.statements import LATEST_MARK
from journey.domain.values import Data

Holds = Literal["every", "latest only"]
"""Whether a report has a row for every such event, or one with the latest of each child."""


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One column: the event and field it feeds, how it is read, and the line of the map that says so.

    ``words`` are the report's own words, folded, with the code each means (None: nothing). Several codes in one cell
    are cut at ``separator``; where a column of yes and no stands for one code of a list, that is ``item``.
    """

    header: str
    event: str
    field: str
    nature: Nature
    reads: Reads
    codes: str | None = None
    words: Mapping[str, str | None] = made_by(default_factory=dict)
    separator: str = ";"
    item: str | None = None
    also_called: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """The columns that say on which day, and perhaps at what time, an event happened. ``ends``: it ends its fact."""

    event: str
    date: str
    time: str | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are left out: those whose cell is one of some words (folded), or blank."""

    column: str
    words: frozenset[str]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Covers:
    """The days a report covers: each end a fixed day or the column that says it; ``months`` back from the extract date.

    ``of``: every event that ``started`` in those days, or everything that was ``open`` in them. A map that says no more
    than that leaves the days to whoever imports.
    """

    first: date | str | None
    last: date | str | None
    months: int | None = None
    of: Literal["started", "open"] = "started"


@dataclass(frozen=True, slots=True)
class ReportMap:
    """One map. ``where`` is its file, ``fingerprint`` the SHA-256 of its text (hexadecimal).

    ``events`` are what rows are about: with more than one, ``kind_column`` says which, by ``kinds`` (folded words).
    ``child`` and ``sen`` are the columns of the child's id and of the SEN system's; ``other`` that of a second id of
    the same child, in a map of records that are one child. ``month_first``: dates are written 03/28/2025.
    """

    name: str
    title: str
    where: str
    fingerprint: str
    events: tuple[str, ...]
    holds: Holds
    child: str | None
    sen: str | None
    when: When | None
    also: tuple[When, ...] = ()
    columns: tuple[MapColumn, ...] = ()
    always: Mapping[str, Data] = made_by(default_factory=dict)
    kind_column: str | None = None
    kinds: Mapping[str, str] = made_by(default_factory=dict)
    other: str | None = None
    skip: tuple[Skip, ...] = ()
    covers: Covers | None = None
    extract_date: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    month_first: bool = False

    @property
    def system(self) -> str:
        """The name that statements of this report carry."""
        return f"report:{self.name}{LATEST_MARK if self.holds == 'latest only' else ''}"

    @property
    def dates(self) -> tuple[str, ...]:
        """The columns that hold days of what happened."""
        days = [one.date for one in (self.when, *self.also) if one is not None]
        return tuple(dict.fromkeys((*days, *(column.header for column in self.columns if column.reads == "date"))))

    @property
    def headers(self) -> dict[str, tuple[str, ...]]:
        """Every column the map names, with the other headings it may have, in the order of the map."""
        named: dict[str, tuple[str, ...]] = {}
        dated = [header for one in (self.when, *self.also) if one for header in (one.date, one.time)]
        days = [day for day in (self.covers.first, self.covers.last) if isinstance(day, str)] if self.covers else []
        plain = (self.child, self.sen, self.other, self.kind_column, *dated, *(one.column for one in self.skip), *days)
        for header in (*plain, self.extract_date):
            if header is not None:
                named.setdefault(header, ())
        for column in self.columns:
            named[column.header] = (*named.get(column.header, ()), *column.also_called)
        return named
