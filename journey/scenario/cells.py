"""Cells of a scenario's tables: days, pairs of details, and the values of an event's fields."""

from __future__ import annotations

import re
from datetime import date, time

from journey.domain import written
from journey.domain.calendar import month_end
from journey.domain.events.base import Event
from journey.domain.values import Value
from journey.domain.written import field_named as field_named
from journey.domain.written import fields_of as fields_of
from journey.domain.written import plain_words as plain_words
from journey.scenario.parts import Interval, Mistake, nearest

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BY = "by "
"""Begins a day up to which something happened, nobody knows since when."""

_MONTH = re.compile(r"([A-Za-z]+) (\d{4})")
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def in_words(day: date) -> str:
    """A day as people write it: ``2 March 2017``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(text: str) -> date:
    """``2 March 2017``. Raises Mistake."""
    found = _DAY.fullmatch(text)
    if not found:
        raise Mistake(f"'{text}' is not a day: write it like 2 March 2017.")
    try:
        return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        raise Mistake(f"'{text}' is not a day of the calendar.") from None


def _month(name: str) -> int:
    month = next((n for n, known in enumerate(MONTHS, 1) if known.casefold() == name.casefold()), None)
    if month is None:
        raise Mistake(f"'{name}' is no month.{nearest(name, MONTHS)}")
    return month


def read_moment(text: str) -> tuple[date, time | None]:
    """A day, with the time when one was recorded: ``2 March 2017 at 14:30``. Raises Mistake."""
    day, at, clock = text.partition(" at ")
    if not at:
        return read_day(text), None
    found = _TIME.fullmatch(clock)
    if not found:
        raise Mistake(f"'{clock}' is not a time: write it like 14:30.")
    return read_day(day), time(int(found[1]), int(found[2]))


def read_interval(text: str) -> tuple[date, Interval] | None:
    """A month (``January 2017``), or all days ``by 31 March 2017``: its last day and what is known; None for a day.

    Raises Mistake.
    """
    if text.startswith(BY):
        return read_day(text.removeprefix(BY)), Interval(None)
    if found := _MONTH.fullmatch(text):
        first = date(int(found[2]), _month(found[1]), 1)
        return month_end(first), Interval(first)
    return None


def read_details(text: str) -> tuple[tuple[str, str], ...]:
    """``field: value; field: value`` as pairs. Raises Mistake."""
    pairs: list[tuple[str, str]] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon or not name or not value:
            raise Mistake(f"'{part}' is not a detail: write field: value, with a semicolon between two.")
        if name.casefold() in (known.casefold() for known, _ in pairs):
            raise Mistake(f"'{name}' is said twice.")
        pairs.append((name, value))
    return tuple(pairs)


def read_value(event: type[Event], field: str, text: str) -> Value:
    """A field's value as its declaration wants it. Raises Mistake."""
    return written.read_value(event, field, text, read_day)
