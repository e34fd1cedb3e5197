"""How a source's columns are declared: once, as data, for reading, comparing and documenting alike (design, rule 4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from journey.domain.statements import child_stream, organisation_stream

Nature = Literal["key", "fixed", "fill-in", "current", "latest", "derived", "person"]
"""What a change of a column from one file to the next means.

``key``      identifies the row: child, own start date
``fixed``    a change is a correction
``fill-in``  blank → value is progress, a later change a correction
``current``  what is so on the day: a change is a new observation (or progress of the row's own fact)
``latest``   the latest date of something that repeats: a new date is a new event, a date going back a finding
``derived``  worked out by the source (age, counts): kept as asserted, never a correction
``person``   the child's own details: blank → value is progress, a later change a correction
"""

Reads = Literal[
    "child", "date", "time", "code", "codes", "count", "text", "texts", "worker", "family", "share of full time"
]
"""How a cell is read: ``worker`` and ``family`` become keyed references, ``text`` stays as it is (trimmed), ``codes``
and ``texts`` are several in one cell, a ``share of full time`` is written 0.6."""

About = Literal["children", "organisation"]
"""What a source tells of: children, each on a stream of its own, or the organisation, on one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value goes.

    ``event`` is the stored name of the event it feeds (None: the column is read and checked, nothing more) and
    ``field`` that event's field, ``occurred_on`` for the day it happened. ``codes`` names the code set of a coded
    column.
    """

    header: str
    nature: Nature
    event: str | None
    field: str | None
    reads: Reads
    codes: str | None = None
    blank_ok: bool = True
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts a list should hold, so that absence can be told from deletion.

    ``months`` is the window back from the extract date. ``by`` says what must lie inside it: the fact's ``start``; its
    ``end`` (or no end yet); ``snapshot`` holds what is so now and carries no past. With ``own_days`` each file says
    itself which days it covers (see ``extract.Days``); one that does not say covers none, and its silence says nothing.
    """

    by: Literal["start", "end", "snapshot"]
    months: int = 6
    own_days: bool = False


@dataclass(frozen=True)
class Listing:
    """One list (sheet, table, element) of a source.

    ``main`` is the event that a row is about: its date is the row's own start date. ``ends`` are the events that close
    it. ``sheets`` are other names the list goes by. ``identity`` names, per event of the series ``current``, the fields
    that tell that it is the same one under another date. ``latest`` are events that stand for themselves elsewhere and
    of which this list shows the latest only. ``read_from`` names the list whose rows these are read from, which alone
    counts them. ``of_some`` are events that can happen to children whom the list never names: nothing is concluded
    about those. ``opens`` are events that begin with what a row is about, as facts of their own, and that ``ends`` may
    end. ``within`` names the list whose rows hold the rows of this one, and the field that names the fact of the
    holding row; ``names_holder`` that they name it by an id, rather than stand inside it. ``of_those_in`` names the
    list in which every child stands of whom this one holds anything.
    ``known_by`` are the fields by which a row is known to be about a fact, beside the day; a file that does not say
    that it is whole then leaves what it lacks as it was.
    """

    name: str
    title: str
    main: str | None
    scope: Scope
    columns: tuple[Column, ...]
    ends: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    identity: tuple[tuple[str, tuple[str, ...]], ...] = ()
    latest: tuple[str, ...] = ()
    read_from: str = ""
    of_some: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    within: tuple[str, str] = ("", "")
    names_holder: bool = False
    of_those_in: str = ""
    known_by: tuple[str, ...] = ()

    def nature(self, event: str, field: str) -> Nature:
        """What a change of this field means; fields no column feeds are ``derived``."""
        return self._natures.get((event, field), "derived")

    @cached_property
    def _natures(self) -> dict[tuple[str | None, str | None], Nature]:
        return {(column.event, column.field): column.nature for column in reversed(self.columns)}

    def codes(self, event: str, field: str) -> str:
        """The name of the code set of this field; empty if it is not coded."""
        return self._code_sets.get((event, field), "")

    @cached_property
    def _code_sets(self) -> dict[tuple[str | None, str | None], str]:
        return {(column.event, column.field): column.codes for column in reversed(self.columns) if column.codes}

    def says_time(self, event: str) -> bool:
        """Whether a column says at what time of day an event happened."""
        return (event, "occurred_time") in self._natures

    @cached_property
    def is_about_the_child_alone(self) -> bool:
        """Whether its rows say who a child is, and nothing that happened."""
        return self.main is None and all(column.nature in ("key", "person") for column in self.columns)

    def identifies(self, event: str) -> tuple[str, ...]:
        """The fields that tell a repeated event of the series ``current`` under another date; empty if none do."""
        return dict(self.identity).get(event, ())


@dataclass(frozen=True)
class SourceDeclaration:
    """All lists of a source, and the name it has in every statement (``annex-a``)."""

    system: str
    title: str
    listings: tuple[Listing, ...]
    about: About = "children"

    def stream(self, la: str, child: str) -> str:
        """The stream on which what a row says is written; a source about the organisation has one alone."""
        return child_stream(la, child) if self.about == "children" else organisation_stream(la)

    @cached_property
    def by_name(self) -> dict[str, Listing]:
        return {listing.name: listing for listing in self.listings}

    @cached_property
    def holders_first(self) -> tuple[Listing, ...]:
        """The lists by name, each after the one whose rows hold its own."""

        def depth(listing: Listing) -> int:
            holder = self.by_name.get(listing.within[0])
            return 1 + depth(holder) if holder else 0

        return tuple(sorted(self.listings, key=lambda listing: (depth(listing), listing.name)))

    def read_from(self, name: str) -> tuple[str, ...]:
        """The names of the lists that are read from another's rows."""
        return self._read_from.get(name, ())

    @cached_property
    def _read_from(self) -> dict[str, tuple[str, ...]]:
        holders = dict.fromkeys(listing.read_from for listing in self.listings if listing.read_from)
        return {of: tuple(one.name for one in self.listings if one.read_from == of) for of in holders}
