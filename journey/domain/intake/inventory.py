"""What a file held: one compact table per list, kept on the extract stream and read by the next import.

Together with the child's statements it gives back what the file said, without keeping the file.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.extract import Claim, Days, Row
from journey.domain.facts import PERSON, parse_fact_key
from journey.domain.intake.absence import window_from
from journey.domain.intake.says import FileRef, FileSays, MainSays, Place, Told, series_of, unread_fields
from journey.domain.intake.state import Covering, FactSaid, SourceState
from journey.domain.shapes import shape as event_shape
from journey.domain.values import UNREAD, Data

REFUSED = "refused"

_SHOWN_BY = "shown by "
"""Begins the pair of a shape for what had begun before the file: the first day on which the file shows it."""

_SILENT_ON = "silent on "
"""Begins the pair of a shape for a field for which the file has no column, or nothing in it: that says nothing."""

_NAMED_IN = "named in "
"""Begins the pair of a shape for the field by which a row names the one that holds it."""

Shape = tuple[tuple[str, str], ...]
"""What a row says anything about: (event, field) pairs; (event, "") for a claim."""


class InventoryRow(NamedTuple):
    """One row of one list: the child ("" if unreadable), its fact ("" for a row without one), a keyed content hash."""

    child: str
    fact: str
    hash: bytes
    outcome: str
    row: int
    shape: int


@dataclass
class ListInventory:
    """All rows of one list of one file."""

    shapes: list[Shape] = field(default_factory=list)
    rows: list[InventoryRow] = field(default_factory=list)

    @cached_property
    def by_child(self) -> dict[str, list[InventoryRow]]:
        """The rows that were taken, by child."""
        found: dict[str, list[InventoryRow]] = {}
        for row in self.rows:
            if row.outcome != REFUSED:
                found.setdefault(row.child, []).append(row)
        return found

    @cached_property
    def refused(self) -> frozenset[str]:
        """The children of refused rows; "" where the child could not be read."""
        return frozenset(row.child for row in self.rows if row.outcome == REFUSED)

    def shields(self, child: str) -> bool:
        """Whether a refused row may hold something of a child."""
        return bool(self.refused) and ("" in self.refused or child in self.refused)


@dataclass
class FileInventory:
    """All lists of one file; a list that the file lacks is not there.

    ``days`` are those that a list covers where the file says so itself.
    """

    file: FileRef
    lists: Mapping[str, ListInventory] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)
    _covering: dict[str, Covering | None] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def children(self) -> set[str]:
        return {child for held in self.lists.values() for child in held.by_child}

    @cached_property
    def _by_child(self) -> dict[str, dict[str, list[InventoryRow]]]:
        found: dict[str, dict[str, list[InventoryRow]]] = {}
        for name, held in self.lists.items():
            for child, rows in held.by_child.items():
                found.setdefault(child, {})[name] = rows
        return found

    def rows_of(self, child: str) -> Mapping[str, list[InventoryRow]]:
        """The rows of a child that were taken, by list; of a file whose rows are all there."""
        return self._by_child.get(child, {})

    def covering(self, declaration: SourceDeclaration) -> Mapping[str, Covering | None]:
        """What the file covers, by list: the same for every child of whom no row was refused."""
        if self._covering is None:
            self._covering = coverings(declaration, self.file, self.lists, self.days)
        return self._covering

    def says_of(self, child: str, event: str, name: str) -> bool:
        """Whether a row about a child says anything of a field."""
        return any(
            (event, name) in held.shapes[row.shape]
            for held in self.lists.values()
            for row in held.by_child.get(child, ())
        )

    def shielded(self, child: str) -> frozenset[str]:
        """The lists in which a refused row may hold something of a child."""
        if not self._with_refused:
            return frozenset()
        return frozenset(name for name in self._with_refused if self.lists[name].shields(child))

    @cached_property
    def _with_refused(self) -> tuple[str, ...]:
        """The lists of which a row was refused: none, of most files."""
        return tuple(name for name, held in self.lists.items() if held.refused)

    def refuse(self, name: str, row: InventoryRow) -> None:
        """Take in one more row of a list that was refused."""
        held = self.lists[name]
        held.rows.append(row)
        held.__dict__.pop("refused", None)
        self.__dict__.pop("_with_refused", None)


def shape_of(row: Row, listing: Listing, unheard: Container[str] = ()) -> Shape:
    """What a row says anything about; ``unheard`` are the events on which another row of the child speaks instead."""
    claims = row.claims if row.main is None else (row.main, *row.claims)
    named_in = listing.within[1] if listing.names_holder and row.main is not None and row.within is not None else ""
    told = tuple([_told_of(claim) for claim in claims if claim.event not in unheard])
    person = tuple([name for name, value in row.person.items() if value is not None])
    return _shape(person, row.silent, (row.main.event, named_in) if row.main is not None and named_in else None, told)


_ToldOf = tuple[str, tuple[str, ...], bool, bool, str]


def _told_of(claim: Claim) -> _ToldOf:
    shown = claim.occurred_on.isoformat() if claim.ongoing and claim.occurred_on is not None else ""
    fields = tuple([name for name, value in claim.data.items() if value is not None])
    return (claim.event, fields, claim.occurred_on is not None, claim.occurred_time is not None, shown)


@lru_cache(maxsize=4096)
def _shape(
    person: tuple[str, ...],
    silent: frozenset[tuple[str, str]],
    holder: tuple[str, str] | None,
    claims: tuple[_ToldOf, ...],
) -> Shape:
    """The shape of all rows that say something of the same: few in a file."""
    told: set[tuple[str, str]] = {("ChildRegistered", detail) for detail in person} | _silent_pairs(silent)
    if holder is not None:
        told.add((holder[0], f"{_NAMED_IN}{holder[1]}"))
    for name, fields, has_day, has_time, shown in claims:
        told |= {(name, ""), *((name, field_name) for field_name in fields)}
        if has_day:
            told.add((name, "occurred_on"))
        if has_time:
            told.add((name, "occurred_time"))
        if shown:
            told.add((name, f"{_SHOWN_BY}{shown}"))
    return tuple(sorted(told))


@lru_cache(maxsize=256)
def _silent_pairs(silent: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset((name, f"{_SILENT_ON}{field}") for name, field in silent)


def carry_presence(state: SourceState, held: FileInventory, child: str, declaration: SourceDeclaration) -> None:
    """Take into a state, whose statements are already there, which facts a file held and which lists it had."""
    present = held.rows_of(child)
    for name in held.lists if state.present else present:
        listing = declaration.by_name[name]
        if listing.main is None:
            continue
        here = {row.fact for row in present.get(name, ()) if row.fact}
        kind = event_shape(listing.main).kind
        for key in [k for k in state.present if parse_fact_key(k).kind == kind and k not in here]:
            if held.lists[name].shields(child) or (listing.known_by and name not in held.days):
                state.present[key] = held.file
            else:
                del state.present[key]
        state.present |= dict.fromkeys(here, held.file)
    cover_all(state, held.covering(declaration), held.shielded(child))
    state.lists = state.lists.difference(held.lists).union(present)


def coverings(
    declaration: SourceDeclaration, file: FileRef, names: Iterable[str], days: Mapping[str, Days]
) -> dict[str, Covering | None]:
    """What a file that had some lists covers, by list; None for one of which it does not say which days it covers."""
    found: dict[str, Covering | None] = {}
    for name in names:
        listing, said = declaration.by_name[name], days.get(name)
        bounded = said is not None or not listing.scope.own_days
        opens = window_from(listing, file.speaks_for, said)
        found[name] = Covering(file, opens, False, said.last if said else None) if bounded else None
    return found


def cover_all(state: SourceState, covering: Mapping[str, Covering | None], shielded: Collection[str]) -> None:
    """Remember what a file covered, for the files to come; after one that covers no days nothing is bounded."""
    state.covering |= {name: one for name, one in covering.items() if one is not None}
    for name, one in covering.items():
        if one is None:
            state.covering.pop(name, None)
        elif name in shielded:
            state.covering[name] = one._replace(shielded=True)


def says_again(held: FileInventory, child: str, state: SourceState, declaration: SourceDeclaration) -> FileSays:
    """What a file said about a child, from its inventory and the state as it stood with that file."""
    rows = [
        (declaration.by_name[name], row, frozenset(listed.shapes[row.shape]))
        for name, listed in sorted(held.lists.items())
        for row in listed.by_child.get(child, ())
    ]
    place = Place(rows[0][0].name, rows[0][1].row) if rows else Place("", 0)
    places = _person_places_again(rows)
    return FileSays(
        file=held.file,
        covered=frozenset(held.lists),
        shielded=held.shielded(child),
        present=frozenset(listing.name for listing, _, _ in rows),
        person=_person_again(state, rows),
        person_place=min(places.values(), default=place),
        person_places=places,
        mains=tuple(_mains_again(state, rows, held)),
        series=dict(_series_again(state, rows)),
        days=held.days,
    )


_Rows = list[tuple[Listing, InventoryRow, frozenset[tuple[str, str]]]]


def _person_places_again(rows: _Rows) -> dict[str, Place]:
    """Where each detail of the child stands first among the lists about the child alone."""
    places: dict[str, Place] = {}
    for listing, row, shape in rows:
        if listing.is_about_the_child_alone:
            for name in sorted(name for event, name in shape if event == "ChildRegistered" and name):
                places.setdefault(name, Place(listing.name, row.row))
    return places


def _person_again(state: SourceState, rows: _Rows) -> Data:
    shapes = {pair for _, _, shape in rows for pair in shape}
    said = {name: value for name, value in state.person.items() if ("ChildRegistered", name) in shapes}
    also = state.person.get("also_written")
    return {**said, "also_written": also} if also and said else said


def _mains_again(state: SourceState, rows: _Rows, held: FileInventory) -> Iterator[MainSays]:
    for listing, row, shape in rows:
        fact = state.facts.get(row.fact)
        if fact is None or fact.occurred_on is None or row.fact == PERSON:
            continue
        parts = {f.event: _told(f, shape) for f in _parts(state, row.fact) if (f.event, "occurred_on") in shape}
        owned = {f.event: _told(f, shape) for f in _owned(state, row.fact) if (f.event, "occurred_on") in shape}
        within = _named_by(fact, shape, listing, rows) if listing.names_holder else _around(row, listing, rows, held)
        shown_by = next((name for of, name in shape if of == fact.event and name.startswith(_SHOWN_BY)), "")
        yield MainSays(
            listing=listing,
            start=date.fromisoformat(shown_by.removeprefix(_SHOWN_BY)) if shown_by else fact.occurred_on,
            data=_told(fact, shape).data,
            parts=parts,
            owned=owned,
            place=Place(listing.name, row.row),
            silent=unread_fields(listing, fact.data.get(UNREAD)) | _silent(shape),
            key=row.fact,
            time=_told(fact, shape).occurred_time,
            precision="inferred" if shown_by else fact.precision,
            occurred_from=fact.occurred_from,
            ongoing=bool(shown_by),
            within=within,
        )


def _silent(shape: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset((of, name.removeprefix(_SILENT_ON)) for of, name in shape if name.startswith(_SILENT_ON))


def _named_by(fact: FactSaid, shape: Container[tuple[str, str]], listing: Listing, rows: _Rows) -> int | None:
    """The row that a row names as the one that holds it: that of the fact which is said to hold its own."""
    name, field_name = listing.within
    if (fact.event, f"{_NAMED_IN}{field_name}") not in shape:
        return None
    key = fact.data.get(field_name)
    return next((other.row for of, other, _ in rows if of.name == name and other.fact == key), None)


def _around(row: InventoryRow, listing: Listing, rows: _Rows, held: FileInventory) -> int | None:
    """The row that a row stands inside: the last of its list before it, unless that was refused."""
    name = listing.within[0]
    if name not in held.lists:
        return None
    taken = max((other.row for of, other, _ in rows if of.name == name and other.row < row.row), default=0)
    refused = (r for r in held.lists[name].rows if r.outcome == REFUSED and r.child == row.child)
    return taken if taken > max((r.row for r in refused if r.row < row.row), default=0) else None


def _parts(state: SourceState, key: str) -> Iterable[FactSaid]:
    return [f for f in state.outcomes(key) if f.exists and event_shape(f.event).part]


def _owned(state: SourceState, key: str) -> Iterable[FactSaid]:
    return [f for f in state.outcomes(key) if f.exists and not event_shape(f.event).part]


def _series_again(state: SourceState, rows: _Rows) -> Iterator[tuple[str, tuple[Listing, Told, Place]]]:
    for name, key in state.series.items():
        spoke = next((of for of in rows if (name, "") in of[2] and series_of(of[0], name) != "fact"), None)
        if spoke is None or key not in state.facts:
            continue
        listing, row, shape = spoke
        observed = series_of(listing, name) == "observed"
        fact = state.facts[key]
        told = Told(None, dict(fact.data)) if observed else _told(fact, shape)
        yield name, (listing, told._replace(silent=_silent(shape)), Place(listing.name, row.row))


def _told(fact: FactSaid, shape: frozenset[tuple[str, str]]) -> Told:
    at = fact.occurred_time if (fact.event, "occurred_time") in shape else None
    data = {name: value for name, value in fact.data.items() if (fact.event, name) in shape}
    return Told(fact.occurred_on, data, at, fact.precision, fact.occurred_from)
