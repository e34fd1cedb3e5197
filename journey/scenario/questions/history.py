"""Questions about the effective history itself: which facts stand, on which day, since when known."""

from __future__ import annotations

from datetime import date

from journey.domain.events.base import Event
from journey.domain.values import ALSO_WRITTEN, Value
from journey.projections.effective import Fact
from journey.scenario.cells import field_named, fields_of, in_words
from journey.scenario.given import titles
from journey.scenario.parts import Mistake, nearest
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _event(title: str) -> type[Event]:
    event = titles().get(title)
    if event is None:
        raise Mistake(f"'{title}' is no event.{nearest(title, titles()) or ' docs/events.md lists them all.'}")
    return event


def _event_and_field(about: str) -> tuple[type[Event], str]:
    title, colon, field = about.partition(": ")
    event = _event(title)
    if not colon:
        raise Mistake(f"'{about}' does not say which detail: write detail of {title}: FIELD.")
    return event, field_named(field, fields_of(event), title)


def _standing(view: View, child: str, event: type[Event]) -> list[Fact]:
    return [fact for fact in view.facts(child) if fact.stands and fact.event == event.NAME]


def _events(view: View, child: str, _about: str) -> str:
    return str(sum(fact.stands and fact.occurred_on is not None for fact in view.facts(child)))


def _number(view: View, child: str, about: str) -> str:
    return str(len(_standing(view, child, _event(about))))


def _days(view: View, child: str, about: str) -> str:
    return "; ".join(in_words(f.occurred_on) for f in _standing(view, child, _event(about)) if f.occurred_on) or NONE


def _known(view: View, child: str, about: str) -> str:
    return "; ".join(in_words(fact.known_on) for fact in _standing(view, child, _event(about))) or NONE


def _known_from(view: View, child: str, about: str) -> str:
    first = [fact.known_from for fact in _standing(view, child, _event(about))]
    return "; ".join(in_words(day) if day else NONE for day in first) or NONE


def _rows(view: View, child: str, about: str) -> str:
    first = [fact.said[0].source for fact in _standing(view, child, _event(about))]
    return "; ".join(f"{place.sheet}, row {place.row}" for place in first) or NONE


def _also(view: View, child: str, about: str) -> str:
    others = [fact.data.get(ALSO_WRITTEN) for fact in _standing(view, child, _event(about))]
    return "; ".join(_in_words(other) for other in others if other) or NONE


def _detail(view: View, child: str, about: str) -> str:
    event, field = _event_and_field(about)
    said = [_in_words(fact.data.get(field)) for fact in _standing(view, child, event)]
    return "; ".join(said) or NONE


def _in_words(value: Value) -> str:
    if value is None:
        return NONE
    if isinstance(value, dict):
        return str(value.get("code"))
    if isinstance(value, list):
        return ", ".join(_in_words(one) for one in value)
    return in_words(value) if isinstance(value, date) else str(value)


QUESTIONS = (
    Question("events", "How many events of the child's life stand.", "count", _events),
    Question("number of EVENT", "How many events of this title stand.", "count", _number, check_about=_event),
    Question("days of EVENT", "The days on which events of this title happened.", "days", _days, check_about=_event),
    Question("known days of EVENT", "The days on which they were first recorded.", "days", _known, check_about=_event),
    Question(
        "days from which EVENT may be known",
        "The days from which on a file may have held them that was not taken in; none where that cannot be told.",
        "text",
        _known_from,
        check_about=_event,
    ),
    Question(
        "rows that say EVENT",
        "Where in a file each is said first: its list and row, the headers being row 1.",
        "text",
        _rows,
        check_about=_event,
    ),
    Question(
        "what else is written of EVENT",
        "What other lists of a file say instead, where they disagree.",
        "text",
        _also,
        check_about=_event,
    ),
    Question(
        "detail of EVENT",
        "A detail of each: detail of Referral received: source.",
        "text",
        _detail,
        check_about=_event_and_field,
    ),
)
"""Questions of this file."""
