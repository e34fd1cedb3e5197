"""What repeats, and of which a file shows the latest only; and what a file shows of its own day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from journey.domain.columns import Listing
from journey.domain.facts import fact_key
from journey.domain.intake.match import MOVED_WITHIN
from journey.domain.intake.says import Place, Told, series_of
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.intake.write import Writer
from journey.domain.shapes import shape
from journey.domain.values import ALSO_WRITTEN, Data, same


def say_series(writer: Writer, series: Mapping[str, tuple[Listing, Told, Place]]) -> None:
    """Write what a file newly says of each series: by event, the list that speaks, what it tells, and where."""
    for name, (listing, told, place) in sorted(series.items()):
        if series_of(listing, name) == "observed":
            _observed(writer, name, told, place)
        elif told.occurred_on is not None:
            _latest(writer, listing, name, told, told.occurred_on, place)


def _observed(writer: Writer, name: str, told: Told, place: Place) -> None:
    day = writer.file.speaks_for
    last = writer.state.facts.get(writer.state.series.get(name, ""))
    says = _heard(name, told.data, told)
    nothing_heard = bool(told.data) and not says
    if nothing_heard or (last is not None and same(_heard(name, last.data, told), says)):
        return
    writer.write(name, fact_key(shape(name).kind, day), place, says, occurred_on=day)
    writer.note(place, "progressed")


def _heard(name: str, data: Data, told: Told) -> Data:
    """Fields without those of which the file says nothing, and then without what its lists say of them."""
    silent = {field for of, field in told.silent if of == name}
    left_out = silent | {ALSO_WRITTEN} if silent else silent
    return {field: value for field, value in data.items() if field not in left_out}


def _latest(writer: Writer, listing: Listing, name: str, told: Told, day: date, place: Place) -> None:
    state = writer.state
    last = state.facts.get(state.series.get(name, ""))
    if last is not None and last.occurred_on == day:
        if (name, "occurred_time") not in told.silent:
            writer.change_time(listing, last, told.occurred_time, place)
        writer.change_fields(listing, last, told.data, place, told.silent)
        return
    if last is not None and _is_same(listing, name, last, told):
        moved_to = state.free_key(shape(name).kind, day, moving=last.key)
        writer.change_date(listing, last, told, place, moved_to)
        writer.change_fields(listing, last, told.data, place, told.silent)
        return
    key = _key_of_latest(state, name, day)
    # A list that did not have the child says nothing of what it might have shown.
    since = writer.known_from(listing, day) if listing.name in state.lists else None
    at = told.occurred_time
    writer.write(name, key, place, told.data, occurred_on=day, occurred_time=at, known_from=since)
    writer.note(place, "progressed")
    # Said again after another, it may leave out what it had said the first time.
    writer.change_fields(listing, state.facts[key], told.data, place, told.silent)


def _key_of_latest(state: SourceState, name: str, day: date) -> str:
    """The key of a repeated event: said before on that day, it is the same one again."""
    kind = shape(name).kind
    first = fact_key(kind, day)
    return first if first in state.facts else state.free_key(kind, day)


def _is_same(listing: Listing, name: str, last: FactSaid, told: Told) -> bool:
    """Whether the latest of a series is the one said before, under another date."""
    fields = listing.identifies(name)
    if not fields or told.occurred_on is None or last.occurred_on is None:
        return False
    close = abs(told.occurred_on - last.occurred_on) <= MOVED_WITHIN
    return close and all(same(last.data.get(f), told.data.get(f)) for f in fields)
