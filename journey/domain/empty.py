"""Which columns of a list no row had a value in: what a source has a heading for and never fills in is not carried.

A list in which the date of the last review is blank for everybody says nothing of reviews; taken at its word, it would
make every child's review overdue since the day care began. So an import notes what was blank in every row, and such a
list holds nothing of that event for that file's days, nor takes back what other files said of it. How many rows that
takes depends on what a blank usually means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from journey.domain.carries import REGISTERED
from journey.domain.columns import Listing
from journey.domain.extract import Claim, ListRead, Row
from journey.domain.intake.says import series_of, unread_fields
from journey.domain.values import UNREAD

LEAST_OF_WHAT_REPEATS: Final = 4
"""Rows that must all be blank in what everybody comes to have (a last review, a last visit).

Brothers and sisters enter a list on one day and may all still be without; they are seldom more than three.
"""

LEAST_OF_WHAT_FOLLOWS: Final = 20
"""Rows that must all be blank in what only some have (an end, a decision, a conference).

Where none of 20 has it, fewer than three in twenty would have it (95 %), and of every list more than that end or go on.
"""


def empty_by_list(lists: Sequence[ListRead]) -> dict[str, list[str]]:
    """What is empty, by the name of each list that has rows of its own, with those that are read from them."""
    found = {}
    for listed in (listed for listed in lists if not listed.listing.read_from):
        read_from_it = [one for one in lists if one.listing.read_from == listed.listing.name]
        if empty := empty_columns([listed, *read_from_it]):
            found[listed.listing.name] = empty
    return found


def silent_where_empty(lists: Sequence[ListRead], empty: Mapping[str, Sequence[str]]) -> tuple[ListRead, ...]:
    """The lists, each of whose rows says nothing of what is empty (``empty_by_list``)."""
    return tuple(_silent_on(one, empty.get(one.listing.read_from or one.listing.name, ())) for one in lists)


def _silent_on(listed: ListRead, empty: Sequence[str]) -> ListRead:
    names = frozenset(empty)
    silent = {(name, "occurred_on") for name in names if "." not in name} | {
        (column.event, column.field)
        for column in listed.listing.columns
        if column.event and column.field and not names.isdisjoint((column.event, f"{column.event}.{column.field}"))
    }
    # What the importer adds of itself to an event that no cell says anything of.
    silent |= {(c.event, field) for row in listed.rows for c in row.claims if c.event in names for field in c.data}
    if not silent:
        return listed
    # One set for all rows that are silent on the same, so that what is made of it is made once.
    both = {had: had | silent for had in {row.silent for row in listed.rows}}
    return replace(listed, rows=tuple(replace(row, silent=both[row.silent]) for row in listed.rows))


def empty_columns(lists: Sequence[ListRead]) -> list[str]:
    """What no row of a list, or of those read from its rows, had a value of, sorted.

    Events, and fields of events that are days (``Section47Started.child_seen_on``), as in ``Carried``. What a row is
    about is never among them. A row that was refused tells nothing here.
    """
    empty: set[str] = set()
    filled = {listed.listing.main for listed in lists}
    for listed in lists:
        here = set(_empty_in(listed))
        empty |= here
        filled |= set(_names(listed.listing)) - here
    return sorted(empty - filled)


def _empty_in(listed: ListRead) -> Iterator[str]:
    listing = listed.listing
    given = set(_given(listing, listed.rows))
    rows = len(listed.rows)
    still_open = sum(row.is_open for row in listed.rows)
    with_event = Counter(claim.event for row in listed.rows for claim in _claims(row))
    for name in _names(listing):
        kind, _, field = name.partition(".")
        series = series_of(listing, kind)
        could = with_event[kind] if field else still_open if series == "observed" else rows
        least = LEAST_OF_WHAT_FOLLOWS if series == "fact" else LEAST_OF_WHAT_REPEATS
        if name not in given and (could >= least or _has_no_column(listed, name)):
            yield name


def _names(listing: Listing) -> Iterable[str]:
    """The events of a list but the one that its rows are about, and the days in fields of any of them."""
    names: dict[str, None] = {}
    for column in listing.columns:
        if column.event in (None, REGISTERED):
            continue
        if column.event != listing.main:
            names[str(column.event)] = None
        if column.reads == "date" and column.field not in (None, "occurred_on"):
            names[f"{column.event}.{column.field}"] = None
    return names


def _given(listing: Listing, rows: Iterable[Row]) -> Iterator[str]:
    """The events and fields that some row has a value of, be it one that could not be read."""
    columns = {(column.event, column.field) for column in listing.columns}
    given: set[tuple[str, str]] = set()
    for row in rows:
        if UNREAD in row.person:
            given |= unread_fields(listing, row.person[UNREAD])
        for claim in _claims(row):
            event = claim.event
            if claim.occurred_on is not None:
                given.add((event, "occurred_on"))
            for field, value in claim.data.items():
                if value is not None:
                    given.add((event, field))
            if UNREAD in claim.data:
                given |= unread_fields(listing, claim.data[UNREAD])
    for event, field in given:
        if (event, field) in columns or field == "occurred_on":
            yield event
            yield f"{event}.{field}"


def _claims(row: Row) -> tuple[Claim, ...]:
    return row.claims if row.main is None else (row.main, *row.claims)


def _has_no_column(listed: ListRead, name: str) -> bool:
    """Whether the file has no column at all for what a name says."""
    kind, _, field = name.partition(".")
    columns = [c for c in listed.listing.columns if c.event == kind and c.field == (field or "occurred_on")]
    columns = columns or [c for c in listed.listing.columns if c.event == kind]
    return all(column.header in listed.without for column in columns)
