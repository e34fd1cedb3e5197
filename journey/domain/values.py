"""The values a field can hold, in the plain form in which statements carry, compare and store them.

A field is absent, or one of: ``str`` · ``int`` · ``bool`` · ``bytes`` · ``date`` · ``list`` · ``dict`` · a code
``{"code": "N1", "written": "N1 - Abuse or neglect"}``, whose ``code`` is None when the text is in no code set.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, Final, TypeAlias

Value: TypeAlias = str | int | bool | bytes | date | list[Any] | dict[str, Any] | None
"""A field's value in plain form."""

Data: TypeAlias = dict[str, Value]
"""An event's fields in plain form."""

UNREAD: Final = "unread"
"""The field, on any event, that keeps what could not be read: ``{column: {"written": text, "problem": text}}``."""

ALSO_WRITTEN: Final = "also_written"
"""The field that keeps what other lists of the same file say instead: ``field: value (lists)``."""

PERSONAL: Final = frozenset(
    {
        ALSO_WRITTEN,
        UNREAD,
        "action",
        "date_of_birth",
        "date_of_death",
        "ethnicity",
        "expected_birth_date",
        "former_upn",
        "name",
        "nhs_number",
        "notes",
        "number",
        "postcode",
        "reasons",
        "upn",
        "urn",
    }
)
"""Field names that are sealed on every event, whatever the event: one name never means two things."""


def code(value: str | None, written: str) -> dict[str, Any]:
    """A coded value with the text it was read from."""
    return {"code": value, "written": written}


def is_code(value: Value) -> bool:
    """Whether a value is a code with the text it was read from."""
    return isinstance(value, dict) and len(value) == 2 and "code" in value and "written" in value


def code_of(value: Value) -> str | None:
    """The code of a coded value; None when the text is in no code set or the value is no code."""
    return value["code"] if isinstance(value, dict) and "code" in value else None


def comparable(value: Value) -> Hashable:
    """What two values are compared by: a known code by its code alone (labels change by year), all else whole."""
    if value is None or isinstance(value, _AS_IT_IS):  # most are
        return value
    if isinstance(value, dict):
        if len(value) == 2 and "written" in value and value.get("code") is not None:
            return ("code", value["code"])
        if not value:
            return ()
        pairs = [(k, v if isinstance(v, _AS_IT_IS) else comparable(v)) for k, v in value.items()]
        return tuple(sorted(pairs) if len(pairs) > 1 else pairs)
    if isinstance(value, list):
        return tuple([comparable(v) for v in value])
    return value


_AS_IT_IS: Final = (str, date)


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same."""
    if one == other:
        return True
    return type(one) in _HOLDING and type(other) in _HOLDING and comparable(one) == comparable(other)


_HOLDING: Final = frozenset({dict, list})
"""The kinds of value that may say the same without being equal; all others are compared as they are."""


def must_be_sealed(field: str, value: Value) -> bool:
    """Whether a value is personal: by its field's name, or because it is free text that no code set explains."""
    if value is None:
        return False
    if isinstance(value, list) and any(must_be_sealed(field, item) for item in value):
        return True
    return field in PERSONAL or (is_code(value) and code_of(value) is None)
