"""The catalogue of events: classes that exist, and reviewed rows of those still to come."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from journey.domain.events import events
from journey.domain.events.base import Coded, Event
from journey.domain.values import PERSONAL, UNREAD
from journey.domain.worker_fields import WORKER_FIELDS

PLANNED = Path(__file__).parent.parent / "catalogue_planned"

FIELD_TYPES = {
    "any value": "a value of whatever type the field it speaks of has",
    "bytes": "packed rows, described beside them",
    "code": "a code with the text it was read from",
    "count": "a whole number",
    "date": "a day",
    "fact key": "the key of another fact of the same child",
    "family": "a keyed reference to a family, never its identifier",
    "free text": "text that people wrote; always sealed",
    "list of agencies": "agencies by name, each a code with the text it was read from",
    "list of codes": "several codes",
    "list of texts": "several short texts",
    "records": "several records, described beside them",
    "text": "a short text: a team, an agency, an authority",
    "worker": "a worker reference: the Social Work England number or a keyed hash of the name",
}
"""The types of fields as the catalogue names them."""


SERIES = {
    "fact": "each stands for itself",
    "latest": "the source shows the latest one only: a new date is a new fact, a date going back is a finding",
    "current": "the source shows the one that is so now, with its own start date: a change is a new fact",
    "observed": "what a file showed on the day it describes: a change is a new observation",
    "record": "a statement about the record itself, on no day of the child's life",
}
"""How facts of one kind follow each other."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an event. ``sealed`` fields are encrypted under the child's own key."""

    name: str
    type: str
    sealed: bool
    says: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the catalogue. ``first`` is what will write a planned event first, empty for one that exists."""

    name: str
    title: str
    kind: str
    part: str | None
    series: str
    stage: str
    says: str
    fields: tuple[FieldRow, ...]
    first: str = ""
    source: str = ""

    @property
    def planned(self) -> bool:
        return bool(self.first)


@dataclass(frozen=True, slots=True)
class PlannedFields:
    """Fields that an existing event will have one day."""

    event: str
    stage: str
    fields: tuple[FieldRow, ...]
    first: str
    source: str


def existing() -> list[EventRow]:
    """Every event class that exists, in the order of the code."""
    return [_existing(item) for item in events().values()]


def planned() -> list[EventRow]:
    """Every event still to come, in the order of the journey."""
    return [
        EventRow(
            name=row["name"],
            title=row["title"],
            kind=row["key"].partition("/")[0],
            part=row["key"].partition("/")[2] or None,
            series=row.get("series", "fact"),
            stage=stage,
            says=row["says"],
            fields=tuple(_planned_fields(row["fields"])),
            first=row["first"],
            source=row["source"],
        )
        for stage, row in _rows("event")
    ]


def planned_fields() -> list[PlannedFields]:
    """Every field still to come on an event that exists."""
    return [
        PlannedFields(row["event"], stage, tuple(_planned_fields(row["fields"])), row["first"], row["source"])
        for stage, row in _rows("field")
    ]


def stages() -> list[str]:
    """The chapters of the catalogue, in the order of a journey; what has no planned row comes last."""
    order = [tomllib.loads(path.read_text(encoding="utf-8"))["stage"] for path in sorted(PLANNED.glob("*.toml"))]
    return order + [stage for stage in dict.fromkeys(row.stage for row in existing()) if stage not in order]


def _rows(table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(PLANNED.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in content.get(table, []):
            yield content["stage"], row


def _planned_fields(fields: Mapping[str, str]) -> Iterator[FieldRow]:
    for name, type_name in fields.items():
        yield FieldRow(name, type_name, sealed=type_name == "free text" or name in PERSONAL)


def _existing(item: type[Event]) -> EventRow:
    fields = tuple(
        FieldRow(
            name,
            _type_name(name, info.annotation, item.code_sets().get(name)),
            name in PERSONAL,
            info.description or "",
        )
        for name, info in item.model_fields.items()
        if name != UNREAD
    )
    says = " ".join((item.__doc__ or "").split())
    return EventRow(item.NAME, item.TITLE, item.KIND, item.PART, item.SERIES, item.STAGE, says, fields)


def _type_name(name: str, annotation: Any, codes: str | None) -> str:
    """The catalogue's word for a field's type; worker and family references are told by their names."""
    if name in WORKER_FIELDS:
        return "worker"
    if name == "family":
        return "family"
    if name == "moved_to":
        return "fact key"
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is list and get_args(annotation) == (str,):
        return "list of texts"
    if get_origin(annotation) is list and get_origin(get_args(annotation)[0]) is Annotated:
        return "list of agencies" if codes == "agency" else "list of codes"
    by_type = {Any: "any value", Coded: "code", bytes: "bytes", date: "date", int: "count", str: "text"}
    return by_type.get(annotation, "records")
