"""What people write of an event, read strictly: its fields by name, and codes, days and numbers as values of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from types import NoneType
from typing import Any, Final, get_args, get_origin

from journey.domain.events.base import Event
from journey.domain.practice_codes import codes_of
from journey.domain.values import UNREAD, Value, code
from journey.domain.words import Mistake, day_written, nearest

_NOT_SAID_BY_PEOPLE: Final = (UNREAD, "also_written")
"""Fields that only a reader of files fills."""


def fields_of(event: type[Event]) -> tuple[str, ...]:
    """The fields of an event that a person can say."""
    return tuple(name for name in event.model_fields if name not in _NOT_SAID_BY_PEOPLE)


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


def read_value(event: type[Event], field: str, text: str, read_day: Callable[[str], date] = day_written) -> Value:
    """A field's value as its declaration wants it; ``read_day`` reads a day as it is written there. Raises Mistake."""
    declared = declared_type(event, field)
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


def declared_type(event: type[Event], field: str) -> Any:
    """What a field holds when it holds anything."""
    annotation = event.model_fields[field].annotation
    return next((part for part in get_args(annotation) if part is not NoneType), annotation)
