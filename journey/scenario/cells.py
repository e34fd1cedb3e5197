"""Cells of a scenario's tables: days, pairs of details, and the values of an event's fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from types import NoneType
from typing import Any, get_args, get_origin

from journey.domain.calendar import month_end
from journey.domain.events.base import Event
from journey.domain.practice_codes import codes_of
from journey.domain.values import UNREAD, Value, code
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


def fields_of(event: type[Event]) -> tuple[str, ...]:
    """The fields of an event that a person can say."""
    return tuple(name for name in event.model_fields if name not in (UNREAD, "also_written"))


def plain_words(field: str) -> str:
    """A field's name in plain words: ``child seen on``."""
    return field.replace("_", " ")


def field_named(written: str, fields: Iterable[str], of: str) -> str:
    """The field with that name in plain words, or the only one whose name begins with those words. Raises Mistake."""
    names = {plain_words(field): field for field in fields}
    asked = written.casefold()
    if asked in names:
        return names[asked]
    begins = [field for words, field in names.items() if words.startswith(f"{asked} ")]
    if len(begins) == 1:
        return begins[0]
    if not names:
        raise Mistake(f"'{of}' has no details, so '{written}' cannot be said of it.")
    hint = nearest(written, names) or f" It has: {', '.join(names)}."
    raise Mistake(f"'{of}' has no detail '{written}'.{hint}")


def read_value(event: type[Event], field: str, text: str) -> Value:
    """A field's value as its declaration wants it. Raises Mistake."""
    declared = _declared(event, field)
    codes = event.code_sets().get(field)
    if get_origin(declared) is list:
        parts = [part.strip() for part in text.split(",")]
        return [read_code(codes, part) for part in parts] if codes else parts
    if codes:
        return read_code(codes, text)
    if declared is date:
        return read_day(text)
    if declared is int:
        if not re.fullmatch(r"\d+", text):
            raise Mistake(f"'{text}' is not a whole number, which {plain_words(field)} must be.")
        return int(text)
    return text


def read_code(codes: str, text: str) -> dict[str, Any]:
    """A code or its label as a coded value. Raises Mistake."""
    known = codes_of(codes)
    for value, label in known.codes.items():
        if text.casefold() in (value.casefold(), label.casefold()):
            return code(value, text)
    words = [*known.codes, *known.codes.values()]
    if hint := nearest(text, words):
        raise Mistake(f"'{text}' is no code of '{known.title}'.{hint}")
    few = list(known.codes)[:12]
    more = " and more (docs/codes.md)" if len(known.codes) > len(few) else ""
    raise Mistake(f"'{text}' is no code of '{known.title}'. Its codes: {', '.join(few)}{more}.")


def _declared(event: type[Event], field: str) -> Any:
    annotation = event.model_fields[field].annotation
    return next((part for part in get_args(annotation) if part is not NoneType), annotation)
