"""Of which events the imported files hold what, for which days, in plain rows (``carried`` has them as a frame).

How a list covers its events follows from how its columns are declared. A list of what began, or was open, since the
first day of its window holds every beginning since that day, and every end of what it still shows; of what repeats,
and of what is so on the day, it shows the latest only. Of what no row of a file had a value, its list holds nothing
for that file's days. An authority without files is fed by people, who record as things happen: everything is held up to
the data date; at a position inside its first import there is none, and nothing is held.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from journey.domain.carries import Carried
from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.shapes import dated_names, shape
from journey.domain.statements import ORGANISATION_SYSTEM, PERSON_SYSTEM, split_stream
from journey.projections.standpoint import Standpoint, imports
from journey.store.log import Log

Declarations = Mapping[str, SourceDeclaration]
"""The declared sources by the name that their statements carry (``annex-a``)."""


def holdings(log: Log, at: Standpoint, declarations: Declarations, las: Iterable[str]) -> list[tuple[str, Carried]]:
    """What the files hold that were known at the standpoint, each with its authority, up to the standpoint's as-at day.

    ``las`` are the authorities in the store. A source that is not declared holds nothing for certain, but for what its
    imports say themselves, as those of reports do: their maps may have changed since.
    """
    held = ((la, one) for la, _, one in held_by_source(log, at, declarations, las))
    return list(dict.fromkeys(held))


def held_by_source(
    log: Log, at: Standpoint, declarations: Declarations, las: Iterable[str]
) -> list[tuple[str, str, Carried]]:
    """As ``holdings``, each with the source between; that of an authority without files is ``PERSON_SYSTEM``."""
    found: list[tuple[str, str, Carried]] = []
    fed_by_files = set()
    for statement in imports(log, at.position):
        la, source = split_stream(statement.stream)[1], statement.source
        if source.system == ORGANISATION_SYSTEM:
            continue
        fed_by_files.add(la)
        if statement.known_on <= at.known_at:
            for listed in _lists(statement.data):
                held: Iterable[Carried] = ()
                if "carries" in listed:
                    held = _said(listed["carries"])
                elif listing := _declared(declarations, source.system, listed["list"]):
                    held = _holds(listing, listed.get("window_from"), source.speaks_for)
                empty = frozenset(listed.get("empty") or ())
                found += ((la, source.system, _unless_empty(one, empty, source.speaks_for)) for one in held)
    if at.data_to is not None:
        every = [Carried(name, "every", None, at.data_to) for name in dated_names()]
        found += [(la, PERSON_SYSTEM, one) for la in sorted(set(las) - fed_by_files) for one in every]
    each = dict.fromkeys(found)
    return [(la, system, one) for la, system, all_of_it in each for one in _up_to(all_of_it, at.as_at)]


def title_of(name: str) -> str:
    """An event, or a day in a field of one (``Carried.event``), as people say it."""
    kind, _, field = name.partition(".")
    return shape(kind).title + (f", {field.replace('_', ' ')}" if field else "")


def _up_to(held: Carried, as_at: date) -> Iterator[Carried]:
    """What was held as at a day: nothing after it, and of what is shown by file no later file."""
    if held.carries in ("latest only", "empty"):
        yield from [held] if held.last <= as_at else []
    elif held.first is None or held.first <= as_at:
        yield held._replace(last=min(held.last, as_at))


def _declared(declarations: Declarations, system: str, name: str) -> Listing | None:
    return declarations[system].by_name.get(name) if system in declarations else None


def _lists(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(data.get("lists") or [])


def _unless_empty(held: Carried, empty: Container[str], day: date) -> Carried:
    """What a list holds; where no row of the file had a value, that it was empty on the file's day."""
    is_empty = held.event in empty or held.event.partition(".")[0] in empty
    return Carried(held.event, "empty", day, day) if is_empty else held


def _said(carries: Iterable[Mapping[str, Any]]) -> Iterator[Carried]:
    """What one list of one file holds, as its import says."""
    for one in carries:
        yield Carried(one["event"], one["carries"], one["from"], one["to"])


def _holds(listing: Listing, window_from: date | None, speaks_for: date) -> Iterator[Carried]:
    """What one list of one file holds."""
    for name in dict.fromkeys(column.event for column in listing.columns if column.event):
        if shape(name).series != "fact":
            yield Carried(name, "latest only", speaks_for, speaks_for)
        elif window_from is not None:
            yield Carried(name, "every", None if name in listing.ends else window_from, speaks_for)
    for column in listing.columns:
        if column.event and column.reads == "date" and column.field not in (None, "occurred_on"):
            # Filled in on what the list still shows, as an end is.
            yield Carried(f"{column.event}.{column.field}", "every", None, speaks_for)
