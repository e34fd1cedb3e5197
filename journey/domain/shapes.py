"""The shape of every event: what questions go by, without the classes.

A question over a borough names a hundred events and makes none, and their classes would take a good part of its time to
build. So what it needs of them stands in ``shapes.json``, which ``make docs`` writes from the classes; a test says
where the two differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

Series = Literal["fact", "latest", "current", "observed", "record"]
"""How an event's facts follow each other.

``fact``      each stands for itself.
``latest``    a source shows the latest one only (last visit, last review): a new date is a new fact, a date going back
              is set aside and is a finding.
``current``   a source shows the one that is so now, with its own start date (legal status, placement): a change is a
              new fact, and nothing is concluded about earlier ones.
``observed``  what a file showed on the day it describes (status, team and worker): a change is a new observation.
``record``    a statement about the record itself, not about the child's life.
"""

Holds = Literal["text", "code", "day", "flag", "count", "list", "other"]
"""What a field holds: ``code`` is a text of a code set, ``flag`` yes or no, ``other`` what no column can hold."""

LEFT: Final = "not_listed_since"
"""The field of the first file that no longer lists what is still open."""

OF_LEAVING: Final = (LEFT, "not_listed_because")
"""What a fact says of having left its list."""


class Shape(NamedTuple):
    """An event as its class declares it (see ``events.base.Event``), with what each of its fields holds."""

    name: str
    title: str
    kind: str
    part: str | None
    series: Series
    stage: str
    fields: Mapping[str, Holds]
    schema: int

    @property
    def listed(self) -> bool:
        """Whether a source lists its facts while they last: one can leave the list without an end being said."""
        return LEFT in self.fields


@cache
def shapes() -> Mapping[str, Shape]:
    """Every event by stored name, in the order of ``events.events``."""
    told = json.loads(files(__package__).joinpath("shapes.json").read_text(encoding="utf-8"))
    return {name: Shape(name, **rest) for name, rest in told.items()}


@cache
def shape(name: str) -> Shape:
    """The event of a stored name. Raises KeyError for a name no release has written."""
    return shapes()[name]


@cache
def dated_names() -> tuple[str, ...]:
    """Everything that has a day: event names, and ``Event.field`` for days that stand in a field of their own."""
    days = (f"{one.name}.{field}" for one in shapes().values() for field, holds in one.fields.items() if holds == "day")
    return tuple(sorted([*shapes(), *days]))
