"""What there is to say of how a fact was written: values not read, codes not known, lists and sources that disagree.

A remark names a field or a column and never holds what was written there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from journey.domain.shapes import shape
from journey.domain.values import ALSO_WRITTEN, PERSONAL, UNREAD, Value, code_of, is_code
from journey.projections.effective import Fact

HELD: Final = frozenset({"date_of_birth", "date_of_death", "ethnicity", "expected_birth_date", "upn"})
"""The personal fields that are compared between sources; of the others nothing is told from outside the record."""

HELD_DAYS: Final = frozenset({"date_of_birth", "date_of_death", "expected_birth_date"})

OF_THE_FILE: Final = ("asserted_", "not_listed_", ALSO_WRITTEN, UNREAD)
"""Beginnings of fields that say something of one file; two files need not say the same."""

KINDS: Final = (
    "not read", "no code", "also written", "disagreement", "disputed", "withdrawn", "set aside", "sealed"
)  # fmt: skip
"""``disputed``: the fact stands, and another source says last that it is not so; ``withdrawn``: the other way round."""


class Remark(NamedTuple):
    """A remark on a fact; ``sheet`` is where the value stands that it is about, where that is not the fact's last."""

    kind: str
    about: str
    sheet: str | None = None


def remarks_on(fact: Fact) -> Iterator[Remark]:
    """The remarks on a fact that stands, was set aside, or was retracted though another source states it."""
    yield from _on_existence(fact)
    if not fact.stands:
        return
    for column in unread_columns(fact.data.get(UNREAD)):
        yield Remark("not read", column, fact.unread_in)
    for name, value in fact.data.items():
        if name != UNREAD and has_no_code(value):
            yield Remark("no code", name)
        if name in HELD_DAYS and isinstance(value, dict):
            yield Remark("sealed", name)
    for name in also_written(fact.data.get(ALSO_WRITTEN)):
        yield Remark("also written", name)
    known = {"occurred_on", *shape(fact.event).fields}
    for name, others in fact.disagreements.items():
        counts = fact.occurred_on if name == "occurred_on" else fact.data.get(name)
        if name in known and is_compared(name) and any(_told(other) != _told(counts) for other in others):
            yield Remark("disagreement", name)


def _on_existence(fact: Fact) -> Iterator[Remark]:
    """Whether it is so at all."""
    if fact.state == "set aside":
        yield Remark("set aside", "")
    elif fact.is_disputed:
        yield Remark("disputed" if fact.stands else "withdrawn", "")


def is_compared(field: str) -> bool:
    """Whether two sources should say the same of a field."""
    return not field.startswith(OF_THE_FILE) and (field not in PERSONAL or field in HELD)


def has_no_code(value: Value) -> bool:
    """Whether a value, or one of a list, is text in no code set."""
    if isinstance(value, list):
        return any(has_no_code(one) for one in value)
    return is_code(value) and code_of(value) is None


def _told(value: Value) -> tuple[object, bool]:
    """What two sources are compared by: codes, and whether there is a text in no code set, whatever it says."""
    codes = [code_of(one) if isinstance(one, dict) else one for one in (value if isinstance(value, list) else [value])]
    return (isinstance(value, list), tuple(codes)), has_no_code(value)


def unread_columns(value: Value) -> list[str]:
    """The columns that could not be read, each with why."""
    said = value.items() if isinstance(value, dict) and "sealed" not in value else ()
    return sorted(f"{column}: {_problem(what)}" for column, what in said)


def _problem(what: Value) -> str:
    return str(what.get("problem", "could not be read")) if isinstance(what, dict) else "could not be read"


def also_written(value: Value) -> list[str]:
    """The fields of which other lists say something else, each with those lists."""
    return sorted(_field_and_lists(str(text)) for text in value) if isinstance(value, list) else []


def _field_and_lists(text: str) -> str:
    return f"{text.partition(':')[0]} (" + text.rpartition("(")[2] if "(" in text else text.partition(":")[0]
