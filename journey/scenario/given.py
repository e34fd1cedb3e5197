"""A row of a Given table: what happened, or what was recorded about the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from journey.domain.events import events
from journey.domain.events.base import Event
from journey.domain.statements import Source
from journey.scenario.cells import BY, in_words, read_day, read_details, read_interval, read_moment
from journey.scenario.details import data_of
from journey.scenario.parts import ONLY_CHILD, Interval, Mistake, Step, nearest
from journey.scenario.sources import read_source
from journey.scenario.tables import Row

GIVEN = ("Date", "Child", "Event", "Who", "Known", "Source", "Details")
"""The columns of a Given table."""

GIVEN_NEEDED = ("Date", "Event")

ORGANISATION = "The organisation"
"""The stage of events that are about hubs and workers, not about a child."""

_BY_IMPORTS = ("ExtractImported", "ListInventoried", "WorkerNamed")
_ABOUT_TWO = ("RecordsMerged", "RecordsUnmerged")


def read_step(row: Row) -> Step:
    """What a row says. Raises Mistake."""
    event = _event(row.cell("Event"))
    on, at, interval = _when(row.cell("Date"), event)
    source = read_source(row.cell("Source"))
    known = _known(row.cell("Known"), on, event, source)
    if at is not None and no_day_of_its_own(event):
        raise Mistake(f"'{event.TITLE}' takes the day it was recorded, without a time.")
    child = _child(row, event)
    who = row.cell("Who") or None
    step = Step(row.line, event, on, at, child, who, known, read_details(row.cell("Details")), interval, source)
    if event.SERIES != "record" and not event.PART:
        data_of(step)  # an end's details may tell which beginning is meant: they are read when all rows are
    return step


def _when(text: str, event: type[Event]) -> tuple[date, time | None, Interval | None]:
    """The day in the column Date, with the time or how exactly it is known."""
    found = read_interval(text)
    if found is None:
        return *read_moment(text), None
    if no_day_of_its_own(event):
        raise Mistake(f"'{event.TITLE}' takes the day it was recorded, not '{text}'.")
    if found[1].first is None and event.STAGE != ORGANISATION:
        raise Mistake(
            f"'{BY.strip()}' is for events of the organisation. Say since when, in Details: 'not before: 1 March 2017'."
        )
    return found[0], None, found[1]


def no_day_of_its_own(event: type[Event]) -> bool:
    """Whether an event is about the record or the person: its Date is the day of recording."""
    return event.SERIES == "record" or event.NAME == "ChildRegistered"


def children_in(rows: Iterable[Row]) -> tuple[str, ...]:
    """The children that a table is about, in the order in which it names them."""
    about_children = (row for row in rows if not _is_of_the_organisation(row))
    named = dict.fromkeys(row.cell("Child") if "Child" in row.cells else ONLY_CHILD for row in about_children)
    return tuple(name for name in named if name)


def _is_of_the_organisation(row: Row) -> bool:
    event = titles().get(row.cell("Event"))
    return event is not None and event.STAGE == ORGANISATION


def titles() -> dict[str, type[Event]]:
    """Every event that a scenario can say, by its printed title."""
    return {event.TITLE: event for event in events().values() if event.NAME not in _BY_IMPORTS}


def _event(title: str) -> type[Event]:
    known = titles()
    if title in known:
        return known[title]
    if not title:
        raise Mistake("The row names no event.")
    hint = nearest(title, known) or " docs/events.md lists them all."
    raise Mistake(f"'{title}' is no event.{hint}")


def _known(text: str, on: date, event: type[Event], source: Source | None) -> date:
    if source is not None and event.STAGE == ORGANISATION:
        raise Mistake(
            f"'{event.TITLE}' is about the organisation, of which these files say nothing: leave Source empty."
        )
    if source is not None and (on > source.speaks_for or (no_day_of_its_own(event) and on != source.speaks_for)):
        raise Mistake(
            f"The file speaks for {in_words(source.speaks_for)}: what happened, happened by then, and a row about the "
            "record or the person has that Date."
        )
    if not text:
        return source.speaks_for if source else on
    if no_day_of_its_own(event):
        raise Mistake(
            f"'{event.TITLE}' happens on no day of a life: its Date is the day it was recorded; leave Known empty."
        )
    known = read_day(text)
    if source is not None and known < source.speaks_for:
        raise Mistake(f"'{text}' lies before the day that the file speaks for: nobody had it then.")
    if known < on:
        raise Mistake(f"'{text}' lies before the day it happened: nothing is known before it happens.")
    return known


def _child(row: Row, event: type[Event]) -> str | None:
    child = row.cell("Child")
    if event.STAGE == ORGANISATION or event.NAME in _ABOUT_TWO:
        if child:
            raise Mistake(f"'{event.TITLE}' is not about one child: leave Child empty.")
        return None
    if "Child" not in row.cells:
        return ONLY_CHILD
    if not child:
        raise Mistake(f"'{event.TITLE}' is about a child: say which.")
    if ":" in child or "/" in child:
        raise Mistake(f"'{child}' is no name of a child: leave out ':' and '/'.")
    return child
