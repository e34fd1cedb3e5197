"""What a map can name: events by stored name or title, their fields, and how a cell of each field is read."""

from __future__ import annotations

from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from journey.domain.columns import Reads
from journey.domain.events import event, events
from journey.domain.events.base import Event
from journey.domain.values import UNREAD
from journey.domain.worker_fields import WORKER_FIELDS

PERSON: Final = "ChildRegistered"
ONE_CHILD: Final = "RecordsMerged"
"""The event of a map whose rows say that two ids are one child."""

_NOT_ABOUT_CHILDREN: Final = frozenset({"Imports", "The organisation", "Diagnostic"})
_WORKED_OUT: Final = frozenset({UNREAD, "not_listed_since", "not_listed_because", "also_written"})


def mappable() -> dict[str, type[Event]]:
    """Every event that a report can be about, by its stored name and by its title in small letters."""
    found: dict[str, type[Event]] = {}
    for name, kind in events().items():
        about_a_child = kind.STAGE not in _NOT_ABOUT_CHILDREN and kind.SERIES not in ("record", "observed")
        if about_a_child or name == ONE_CHILD:
            found[name] = found[kind.TITLE.casefold()] = kind
    return found


def fields_of(name: str) -> dict[str, Any]:
    """The fields of an event that a column can feed, with their types."""
    return {
        field: plain_type(info.annotation)
        for field, info in event(name).model_fields.items()
        if field not in _WORKED_OUT and reads_as(name, field) is not None
    }


def reads_as(name: str, field: str) -> Reads | None:
    """How a cell of a field is read; None for a field that no cell can hold."""
    declared = plain_type(event(name).model_fields[field].annotation)
    if field in WORKER_FIELDS:
        return "worker"
    if field == "family":
        return "family"
    if field in event(name).code_sets():
        return "codes" if get_origin(declared) is list else "code"
    by_type: dict[Any, Reads] = {date: "date", int: "count", str: "text"}
    return by_type.get(declared)


def plain_type(annotation: Any) -> Any:
    """A type without its None and its annotations."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    return annotation
