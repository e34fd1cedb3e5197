"""The shapes of all events, as the code reads them (``journey.domain.shapes``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from journey.domain.events import events
from journey.domain.events.base import Coded, Event
from journey.domain.shapes import Holds

_HOLDS: dict[Any, Holds] = {Coded: "code", str: "text", date: "day", bool: "flag", int: "count", list: "list"}


def page() -> str:
    """Every event with what ``Shape`` says of it; one line a field."""
    return json.dumps({name: _shape(cls) for name, cls in events().items()}, indent=1) + "\n"


def _shape(cls: type[Event]) -> dict[str, Any]:
    fields = {field: _holds(info.annotation) for field, info in cls.model_fields.items()}
    return {"title": cls.TITLE, "kind": cls.KIND, "part": cls.PART, "series": cls.SERIES, "stage": cls.STAGE,
            "fields": fields, "schema": cls.SCHEMA}  # fmt: skip


def _holds(annotation: Any) -> Holds:
    return next((_HOLDS[part] for part in _parts(annotation) if part in _HOLDS), "other")


def _parts(annotation: Any) -> Iterator[Any]:
    """The plain types that an annotation allows; a list counts whole."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield origin or annotation
