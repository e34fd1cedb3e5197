"""What a row says of its event: the fields in Details, and the person in Who."""

from __future__ import annotations

from datetime import date

from journey.domain.values import Data
from journey.scenario.cells import field_named, fields_of, read_day, read_value
from journey.scenario.parts import Mistake, Step

NOT_BEFORE = "not before"
"""The detail that makes a day an interval: it happened after this day, up to its Date."""

_WHO = (
    "worker",
    "decided_by",
    "authorised_by",
    "owner",
    "supervisor",
    "manager",
    "lead_practitioner",
    "personal_adviser",
    "reference",
)
"""What the column Who fills: the first of these that the event has."""


def who_field(step: Step) -> str | None:
    """The field that Who fills; None when the event has no worker."""
    return next((name for name in _WHO if name in step.event.model_fields), None)


def data_of(step: Step) -> tuple[Data, date | None]:
    """The fields a row says, and the day before which it did not happen. Raises Mistake."""
    data: Data = {}
    not_before = None
    if step.who:
        field = who_field(step)
        if field is None:
            raise Mistake(f"'{step.event.TITLE}' names nobody: leave Who empty.")
        data[field] = step.who
    for name, value in step.details:
        if name.casefold() == NOT_BEFORE:
            not_before = read_day(value)
            if not_before >= step.on:
                raise Mistake(f"'{NOT_BEFORE}' names a day before the Date of the row.")
            continue
        field = field_named(name, fields_of(step.event), step.event.TITLE)
        if field in data:
            raise Mistake(f"'{name}' is said by Who already.")
        data[field] = read_value(step.event, field, value)
    return data, not_before
