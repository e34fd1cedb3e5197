"""What a row says of its event: the fields in Details, and the person in Who."""

from __future__ import annotations

from datetime import date

from journey.domain.values import ALSO_WRITTEN, UNREAD, Data, Value, code
from journey.scenario.cells import field_named, fields_of, read_day, read_value
from journey.scenario.parts import Mistake, Step

NOT_BEFORE = "not before"
"""The detail that makes a day an interval: it happened after this day, up to its Date."""

NOT_READ = "not read"
"""The detail of a file's row that names a column whose cell could not be read."""

WRITTEN_ELSEWHERE = "also written"
"""The detail of a file's row that names a field, and the list of the same file that says something else of it."""

_WHO = (
    "worker",
    "to_worker",
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
        if step.source and name.casefold() == NOT_READ:
            data[UNREAD] = {value: {"written": "", "problem": "could not be read"}}
            continue
        if step.source and name.casefold() == WRITTEN_ELSEWHERE:
            data[ALSO_WRITTEN] = [_elsewhere(step, value)]
            continue
        field = field_named(name, fields_of(step.event), step.event.TITLE)
        if field in data:
            raise Mistake(f"'{name}' is said by Who already.")
        data[field] = _value(step, field, value)
    return data, not_before


def _value(step: Step, field: str, text: str) -> Value:
    """A field's value; text between quotation marks is in no code set, as only a file has it."""
    if step.source and field in step.event.code_sets() and len(text) > 2 and text[0] == text[-1] == '"':
        return code(None, text[1:-1])
    return read_value(step.event, field, text)


def _elsewhere(step: Step, text: str) -> str:
    """``sex, List 4``: that this list of the same file says something else of a field."""
    name, _, sheet = (part.strip() for part in text.partition(","))
    if not sheet:
        raise Mistake(f"'{text}' does not say which list: write {name}, List 4.")
    return f"{field_named(name, fields_of(step.event), step.event.TITLE)}: (" + sheet + ")"
