"""The fields of an event as a person gives them: names, codes, days and references, each checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, get_origin

from journey.domain.errors import NotRecorded
from journey.domain.events.base import Event
from journey.domain.recording.decision import Recorder
from journey.domain.values import Data, Value
from journey.domain.words import Mistake
from journey.domain.worker_fields import WORKER_FIELDS
from journey.domain.written import declared_type, field_named, fields_of, plain_words, read_value

FAMILY: Final = "family"
_REFERENCE: Final = re.compile(r"[wf]:[0-9a-f]{12}")
_IN_THE_PAST: Final = frozenset({"date_of_birth", "date_of_death"})
"""Days that nobody knows beforehand; others in fields may be planned."""


def values_given(kind: type[Event], given: Mapping[str, Any], recorder: Recorder) -> tuple[Data, dict[str, str]]:
    """Fields in plain form, and the names behind worker references. A blank value is None.

    Raises NotRecorded for a field, code, day or number that nobody knows, with the nearest.
    """
    data: Data = {}
    workers: dict[str, str] = {}
    for name, value in given.items():
        field = field_of(kind, name)
        if field in data:
            raise NotRecorded(f"{plain_words(field)} is given twice.")
        data[field] = _value(kind, field, value, recorder, workers)
    return data, workers


def field_of(kind: type[Event], written: str) -> str:
    """The field that a name means, in the way the command line or people write it. Raises NotRecorded."""
    try:
        return field_named(plain_words(written).replace("-", " "), fields_of(kind), kind.TITLE)
    except Mistake as mistake:
        raise NotRecorded(str(mistake)) from None


def _value(kind: type[Event], field: str, value: Any, recorder: Recorder, workers: dict[str, str]) -> Value:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    plain = _plain(kind, field, value)
    if isinstance(plain, date) and field in _IN_THE_PAST:
        recorder.check_day(plain, plain_words(field).capitalize())
    if isinstance(plain, str) and field in (*WORKER_FIELDS, FAMILY) and not _REFERENCE.fullmatch(plain):
        reference = recorder.refer("family" if field == FAMILY else "worker", plain)
        if field != FAMILY and reference != plain:
            workers[reference] = plain
        return reference
    return plain


def _plain(kind: type[Event], field: str, value: Any) -> Value:
    declared = declared_type(kind, field)
    if isinstance(value, bool):  # in Python, yes and no
        value = "yes" if value else "no"
    if isinstance(value, (list, tuple)) and get_origin(declared) is list:
        value = ", ".join(str(one) for one in value)
    if isinstance(value, (date, int)) and type(value) is declared:  # a day or a number, given as such
        return value
    try:
        return read_value(kind, field, str(value).strip())
    except Mistake as mistake:
        raise NotRecorded(f"{plain_words(field).capitalize()}: {mistake}") from None
