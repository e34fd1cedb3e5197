"""Where a journal keeps each field of each event: typed slots, so that all events share a few columns.

A field has the same slot in every event that has it, and no two fields of one event share one. The whole arrangement
follows from the events; its fingerprint tells a journal made under another one, which is then made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final, Literal, NamedTuple

import polars as pl

from journey.domain.shapes import Holds, Shape, shape, shapes
from journey.domain.values import ALSO_WRITTEN, PERSONAL, UNREAD
from journey.projections.batch import rank_in_day
from journey.projections.effective import CAME_FROM, IN_ANOTHERS_ROW

FORMAT = 3
"""The format of a journal's files; another one is made again."""

REGISTERED = "ChildRegistered"

HELD = frozenset(
    (REGISTERED, field) for field in ("date_of_birth", "date_of_death", "ethnicity", "expected_birth_date")
)
"""The sealed fields that a journal holds: the birth date (before birth the expected one), the day of death and the
ethnicity code.

Of a list that is sealed because one of its texts is in no code set, it holds the codes.
"""

REFERENCED = frozenset({(REGISTERED, "upn")})
"""The sealed fields of which a journal holds a keyed hash, so that two children with one number are found."""

NAMED = frozenset({UNREAD, ALSO_WRITTEN})
"""The sealed fields of which a journal holds the names of columns and fields alone, never what was written there."""

Family = Literal["text", "day", "count", "list"]
"""What a slot holds: text and codes as String, days as Int32 since 1900, counts as Int64, lists as List(String)."""

DTYPES: dict[Family, pl.DataType] = {
    "text": pl.String(),
    "day": pl.Int32(),
    "count": pl.Int64(),
    "list": pl.List(pl.String()),
}


_FAMILY: Final[dict[Holds, Family | None]] = {
    "text": "text",
    "code": "text",
    "day": "day",
    "flag": "count",
    "count": "count",
    "list": "list",
    "other": None,
}
"""What a field is kept as, by what it holds."""


class Slot(NamedTuple):
    """A column of the journal that fields are kept in. ``bit`` is its place in the mask of what is said to be blank."""

    column: str
    family: Family
    bit: int


class Layout(NamedTuple):
    """All events by code (their place in ``names``), and the slot of each of their fields."""

    names: tuple[str, ...]
    codes: dict[str, int]
    slots: dict[str, dict[str, Slot]]
    columns: dict[str, Slot]
    by_key: dict[tuple[str, str | None], str]
    fingerprint: str

    def held_sealed(self, name: str) -> frozenset[str]:
        """The fields of an event that the journal holds though they may be sealed."""
        return frozenset(
            field
            for field, slot in self.slots[name].items()
            if (name, field) in HELD | REFERENCED or slot.family == "list"
        )

    def with_series(self, series: str) -> list[int]:
        """The codes of the events of a series (see ``journey.domain.shapes.Series``)."""
        return [code for code, name in enumerate(self.names) if series == shape(name).series]


@cache
def layout() -> Layout:
    """The arrangement that follows from the events of this release."""
    fields = {name: dict(_fields(name)) for name in shapes()}
    columns = _columns(fields)
    names = tuple(fields)
    slots = {name: {field: columns[family, field] for field, family in held.items()} for name, held in fields.items()}
    by_key = {(one.kind, one.part): name for name, one in shapes().items() if one.series != "record"}
    told = repr((FORMAT, [_told(shape(name), slots[name]) for name in names]))
    return Layout(
        names,
        {name: code for code, name in enumerate(names)},
        slots,
        {slot.column: slot for slot in sorted(columns.values(), key=lambda slot: slot.bit)},
        by_key,
        sha256(told.encode()).hexdigest()[:16],
    )


def _told(of: Shape, slots: dict[str, Slot]) -> tuple[object, ...]:
    """All of an event that a journal's files depend on."""
    return (of.name, of.series, of.kind, of.part, rank_in_day(of.name), sorted(slots.items()))


def _fields(name: str) -> Iterator[tuple[str, Family]]:
    """The fields of an event that a journal holds, with what each is kept as."""
    of = shape(name)
    if of.series == "record" or of.stage in ("Imports", "Diagnostic"):
        return
    if name in IN_ANOTHERS_ROW:
        yield CAME_FROM, "text"
    for field, holds in of.fields.items():
        family = "list" if field == UNREAD else _FAMILY[holds]
        if family and (field not in PERSONAL or field in NAMED or (name, field) in HELD | REFERENCED):
            yield field, family


def _columns(fields: dict[str, dict[str, Family]]) -> dict[tuple[Family, str], Slot]:
    """A column for each field, the commonest first: the first of its kind that no event needs for another field."""
    events_of: dict[tuple[Family, str], set[str]] = {}
    for name, held in fields.items():
        for field, family in held.items():
            events_of.setdefault((family, field), set()).add(name)
    taken: dict[str, set[str]] = {}
    chosen: dict[tuple[Family, str], str] = {}
    for (family, field), users in sorted(events_of.items(), key=lambda item: (-len(item[1]), item[0])):
        number = 0
        while taken.setdefault(f"{family}_{number}", set()) & users:
            number += 1
        taken[f"{family}_{number}"] |= users
        chosen[family, field] = f"{family}_{number}"
    bits = {column: bit for bit, column in enumerate(sorted(taken))}
    return {key: Slot(column, key[0], bits[column]) for key, column in chosen.items()}
