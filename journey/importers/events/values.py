"""The fields of a statement as one cell of text: JSON, with the two kinds of value that JSON has no word for.

A date is ``{"$date": "2025-03-31"}``, bytes are ``{"$bytes": "base64"}``. A dictionary of our own that looks like one
of these is wrapped in ``{"$map": …}``, so that every value has one spelling and comes back as it was.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date
from typing import Any, Final

from journey.domain.values import Data

DATE, BYTES, MAP = "$date", "$bytes", "$map"
_TAGS: Final = ({DATE}, {BYTES}, {MAP})


def to_text(data: Data) -> str:
    """An event's fields as text; keys sorted, so that the same fields give the same text."""
    return json.dumps(_tagged(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_text(text: str) -> Data:
    """An event's fields from text. Raises ValueError on anything that ``to_text`` does not write."""
    data = _untagged(json.loads(text, parse_constant=_refuse, parse_float=_refuse))
    if not isinstance(data, dict):
        raise ValueError("it is no object")
    return data


def _tagged(value: Any) -> Any:
    if isinstance(value, date):
        return {DATE: value.isoformat()}
    if isinstance(value, bytes):
        return {BYTES: b64encode(value).decode()}
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    if isinstance(value, dict):
        inner = {key: _tagged(item) for key, item in value.items()}
        return {MAP: inner} if value.keys() in _TAGS else inner
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() not in _TAGS:
        return {key: _untagged(item) for key, item in value.items()}
    (tag, inner), *_ = value.items()
    if tag == DATE:
        return date.fromisoformat(inner)
    if tag == BYTES:
        return b64decode(inner, validate=True)
    return {key: _untagged(item) for key, item in inner.items()}


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no value that a field may hold")
