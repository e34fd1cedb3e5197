"""Of which events a list of one file holds what, for which days, where its files say themselves which days they cover.

The answer goes on the log with the import, so that it stays what it was when the list's declaration changes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from journey.domain.columns import Listing
from journey.domain.extract import Days
from journey.domain.intake.says import series_of

REGISTERED: Final = "ChildRegistered"
"""What no file holds every one of, or lacks: who a child is."""


class Carried(NamedTuple):
    """What a list holds of an event, or of a day in a field of one (``Section47Started.child_seen_on``).

    ``every``: no such event from ``first`` (None: no lower limit) up to ``last`` is missing. ``of some``: none of the
    children whom the list names; of others it says nothing. ``latest only``: the last one before the day that both of
    them are. ``empty``: nothing, because no row of the file of that day had a value (see ``journey.domain.empty``).
    """

    event: str
    carries: Literal["every", "of some", "latest only", "empty"]
    first: date | None
    last: date


def carries(listing: Listing, speaks_for: date, days: Days | None) -> Iterator[Carried]:
    """What one list of a file holds, event by event.

    Where a row says what became of its fact (an end, a decision), it says so up to the day the file speaks for. A list
    of all that was open shows that nothing of it had ended before; one of all that began shows it for these alone. What
    began with its fact (``Listing.opens``) is there for the days on which that is.
    """
    by_event = dict.fromkeys(column.event for column in listing.columns if column.event and column.event != REGISTERED)
    for name in by_event:
        if name == listing.main or name in listing.opens or name in listing.of_some:
            if days is not None:
                yield Carried(name, "of some" if name in listing.of_some else "every", *days)
        elif series_of(listing, name) == "fact":
            yield from _with_its_fact(listing, name, speaks_for, days)
        else:
            yield Carried(name, "latest only", speaks_for, speaks_for)
    for column in listing.columns:
        if column.event in by_event and column.reads == "date" and column.field not in (None, "occurred_on"):
            if series_of(listing, column.event) == "fact":
                yield from _with_its_fact(listing, f"{column.event}.{column.field}", speaks_for, days)


def _with_its_fact(listing: Listing, name: str, speaks_for: date, days: Days | None) -> Iterator[Carried]:
    if days is not None:
        yield Carried(name, "every", None if listing.scope.by == "end" else days.first, speaks_for)
