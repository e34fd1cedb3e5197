"""What one file says about one child: its rows, flattened into facts to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, time
from functools import cache
from typing import Any, Final, NamedTuple

from journey.domain.columns import Listing
from journey.domain.extract import Claim, Days, Row
from journey.domain.frozen import frozen
from journey.domain.shapes import Series, shape
from journey.domain.statements import Precision, Statement
from journey.domain.values import ALSO_WRITTEN, UNREAD, Data, Value, comparable, same


class FileRef(NamedTuple):
    """A file's place in the order of its source: the day it speaks for, the day it was made, its own stamp, itself."""

    speaks_for: date
    known_on: date
    made: str
    file: bytes


def file_of(statement: Statement) -> FileRef:
    """The file that a statement comes from."""
    source = statement.source
    return FileRef(source.speaks_for, source.made_on or statement.known_on, source.made, source.file)


class Place(NamedTuple):
    """The list and row that a statement is read from."""

    listing: str
    row: int
    sheet: str = ""


class Told(NamedTuple):
    """One fact as a file tells it: the day it happened, its fields, and the time of day where it says one.

    ``row`` is the row that says so, where that is not the fact's own; ``silent`` as in ``MainSays``.
    """

    occurred_on: date | None
    data: Data
    occurred_time: time | None = None
    precision: Precision = "exact"
    occurred_from: date | None = None
    row: int = 0
    silent: frozenset[tuple[str, str]] = frozenset()


@frozen
class MainSays:
    """One row's own fact, with its ends and outcomes (``parts``) and what has its own date (``owned``), by event.

    ``silent`` names the (event, field) pairs on which the row says nothing because the cell could not be read, or there
    is no such column, or nothing in it.
    ``key`` is the fact key where it is already known (a file read back from the store). ``ongoing``: it had begun
    before ``start``, on a day that the file does not give. ``within`` is the row that holds this one,
    ``holds`` what tells it from others of its list that began on its day and say the same.
    """

    listing: Listing
    start: date
    data: Data
    parts: dict[str, Told]
    owned: dict[str, Told]
    place: Place
    silent: frozenset[tuple[str, str]] = frozenset()
    key: str | None = None
    time: time | None = None
    precision: Precision = "exact"
    occurred_from: date | None = None
    ongoing: bool = False
    within: int | None = None
    holds: tuple[str, ...] = ()

    @property
    def told(self) -> Told:
        return Told(self.start, self.data, self.time, self.precision, self.occurred_from)

    @property
    def kind(self) -> str:
        return shape(self.listing.main or "").kind

    def content(self) -> tuple[object, ...]:
        """All that the row says besides its child and start, in one comparable order."""
        told = {**self.parts, **self.owned}
        return (
            comparable(self.data),
            tuple(
                (name, told[name].occurred_on, comparable(told[name].data), told[name].occurred_time)
                for name in sorted(told)
            ),
            self.time,
            self.holds,
        )


@frozen
class FileSays:
    """All that one file says about one child.

    ``covered`` are the lists the file has; ``shielded`` those in which a refused row may hold something of this child;
    ``present`` those with a row about it. ``series`` holds the claims of the series ``latest`` and ``observed`` by
    event. ``days`` are those that a list covers where its file says so itself. ``person_places`` says where a detail of
    the child stands in a list about the child alone.
    """

    file: FileRef
    covered: frozenset[str]
    shielded: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    person: Data = field(default_factory=dict)
    person_place: Place = Place("", 0)
    person_places: Mapping[str, Place] = field(default_factory=dict)
    mains: tuple[MainSays, ...] = ()
    series: dict[str, tuple[Listing, Told, Place]] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)


def unread_fields(listing: Listing, unread: Value) -> frozenset[tuple[str, str]]:
    """The (event, field) pairs of the columns that could not be read."""
    if not isinstance(unread, dict):
        return frozenset()
    return frozenset((c.event, c.field) for c in listing.columns if c.header in unread and c.event and c.field)


def series_of(listing: Listing, name: str) -> Series:
    """How facts of an event follow each other in a list: what its rows are about stands for itself."""
    if name == listing.main:
        return "fact"
    return "latest" if name in listing.latest else _series(name)


@cache
def _series(name: str) -> Series:
    return shape(name).series


def main_says(listing: Listing, row: Row) -> MainSays:
    """A row's own fact. The row's start date must be known."""
    assert row.main is not None and row.main.occurred_on is not None
    parts: dict[str, Told] = {}
    owned: dict[str, Told] = {}
    for claim in row.claims:
        if series_of(listing, claim.event) == "fact":
            told = _told(claim)
            (parts if shape(claim.event).part else owned)[claim.event] = told
    return MainSays(
        listing=listing,
        start=row.main.occurred_on,
        data=row.main.data,
        parts=parts,
        owned=owned,
        place=Place(listing.name, row.number, row.sheet),
        silent=unread_fields(listing, row.main.data[UNREAD]) | row.silent if UNREAD in row.main.data else row.silent,
        time=row.main.occurred_time,
        precision=row.main.precision,
        occurred_from=row.main.occurred_from,
        ongoing=row.main.ongoing,
        within=row.within,
    )


def _told(claim: Claim) -> Told:
    return Told(claim.occurred_on, claim.data, claim.occurred_time, claim.precision, claim.occurred_from, claim.row)


def file_says(
    file: FileRef,
    covered: frozenset[str],
    shielded: frozenset[str],
    rows: Iterable[tuple[Listing, Row]],
    days: Mapping[str, Days] | None = None,
) -> FileSays:
    """Flatten one child's rows of one file. Neither the order of rows nor of lists decides anything."""
    rows = list(rows)
    if len(rows) > 1:
        rows.sort(key=lambda r: (r[0].name, r[1].number))
    person, place = _person(rows)
    places = _person_places(rows)
    return FileSays(
        file=file,
        covered=covered,
        shielded=shielded,
        present=frozenset(listing.name for listing, _ in rows),
        person=person,
        person_place=min(places.values(), default=place),
        person_places=places,
        mains=tuple(main_says(listing, row) for listing, row in rows if row.main is not None),
        series=_series_said(rows),
        days=days or {},
    )


_SERIES: Final = frozenset({"latest", "current", "observed"})


def _series_said(rows: list[tuple[Listing, Row]]) -> dict[str, tuple[Listing, Told, Place]]:
    """What a child's rows say of each series, by event: the list that speaks, what it tells, and where."""
    said: dict[str, list[tuple[Listing, Row, Claim]]] = {}
    for listing, row in rows:
        for claim in row.claims:
            if series_of(listing, claim.event) in _SERIES:
                said.setdefault(claim.event, []).append((listing, row, claim))
    series = {}
    for name, claims in said.items():
        listing, row, claim = claims[0] if len(claims) == 1 else max(claims, key=_rank)
        told = _told(claim)._replace(silent=row.silent) if row.silent else _told(claim)
        if name in _OF_EACH_LIST and len(claims) > 1:
            told = _with_others(name, told, claims)
        series[name] = (listing, told, Place(listing.name, row.number, row.sheet))
    return series


def _rank(said: tuple[Listing, Row, Claim]) -> tuple[object, ...]:
    """Of several rows about one child an open one speaks, then the later date, then the list declared later."""
    listing, row, claim = said
    is_open = row.is_open if series_of(listing, claim.event) == "observed" else True
    return (is_open, claim.occurred_on or date.min, len(listing.name), listing.name, str(comparable(claim.data)))


_OF_EACH_LIST: Final = {"AllocationObserved": ("team", "worker")}
"""What several lists of a file show of one child, and on which fields they should agree."""


def _with_others(name: str, told: Told, said_of_it: list[tuple[Listing, Row, Claim]]) -> Told:
    """With what the lists that do not speak say instead, kept beside it; what says nobody contradicts nobody."""
    others: dict[tuple[str, str], set[str]] = {}
    for listing, _, claim in said_of_it:
        for field_name in _OF_EACH_LIST[name]:
            value, counts = claim.data.get(field_name), told.data.get(field_name)
            if value is not None and counts is not None and _contradict(field_name, value, counts):
                others.setdefault((field_name, str(value)), set()).add(listing.name)
    said: list[Value] = [f"{of}: {value} ({', '.join(sorted(lists))})" for (of, value), lists in sorted(others.items())]
    return told._replace(data={**told.data, ALSO_WRITTEN: said}) if said else told


_BY_NAME: Final = "w:"
"""Begins the reference of a worker whom a file names. A registration number stays as it is."""


def _contradict(name: str, one: Value, other: Value) -> bool:
    """Whether two lists say different things. Nobody can tell whether a number and a name are one worker."""
    unmatched = name == "worker" and str(one).startswith(_BY_NAME) != str(other).startswith(_BY_NAME)
    return not unmatched and comparable(one) != comparable(other)


def _person(rows: list[tuple[Listing, Row]]) -> tuple[Data, Place]:
    """The child's own details from all rows: what most rows say; what the others say is kept beside it."""
    place = Place(rows[0][0].name, rows[0][1].number, rows[0][1].sheet) if rows else Place("", 0)
    said: Data = {}
    differs = False
    for _, row in rows:
        for name, value in row.person.items():
            if value is not None and name != UNREAD:
                differs = differs or not same(said.setdefault(name, value), value)
    person = _of_most(rows) if differs else dict(sorted(said.items()))
    if unread := {column: told for _, row in rows if UNREAD in row.person for column, told in _unread(row).items()}:
        person[UNREAD] = unread
    return person, place


def _of_most(rows: list[tuple[Listing, Row]]) -> Data:
    """What most rows say of each detail, and beside it what the others say."""
    said: dict[str, dict[object, tuple[int, Value, list[str]]]] = {}
    for listing, row in rows:
        for name, value in row.person.items():
            if value is not None and name != UNREAD:
                by_value = said.setdefault(name, {})
                content = comparable(value)
                count, first, where = by_value.get(content, (0, value, []))
                by_value[content] = (count + 1, first, [*where, listing.name])
    person: Data = {}
    others: list[str] = []
    for name, by_value in sorted(said.items()):
        ranked = list(by_value.items())
        if len(ranked) > 1:
            ranked.sort(key=lambda item: (-item[1][0], str(item[0])))
        person[name] = ranked[0][1][1]
        for _, (_, value, where) in ranked[1:]:
            written = value["written"] if isinstance(value, dict) and "written" in value else value
            others.append(f"{name}: {written!s} ({', '.join(sorted(set(where)))})")
    if others:
        person[ALSO_WRITTEN] = others
    return person


def _unread(row: Row) -> dict[str, Any]:
    unread = row.person.get(UNREAD)
    return unread if isinstance(unread, dict) else {}


def _person_places(rows: list[tuple[Listing, Row]]) -> dict[str, Place]:
    """Where each detail stands first among the lists about the child alone."""
    places: dict[str, Place] = {}
    for listing, row in rows:
        if listing.is_about_the_child_alone:
            for name, value in row.person.items():
                if value is not None:
                    places.setdefault(name, Place(listing.name, row.number, row.sheet))
    return places
