"""An event's fields as a person fills them: what each holds, its codes, and a command that records one."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date
from typing import Final, get_origin

from journey.domain.codes import CodeSet
from journey.domain.events.base import Event
from journey.domain.facts import PERSON
from journey.domain.practice_codes import codes_of
from journey.domain.values import PERSONAL
from journey.domain.worker_fields import WORKER_FIELDS
from journey.domain.written import declared_type, fields_of

EXAMPLE_CHILD: Final = "1000504"
EXAMPLE_DAY: Final = date(2025, 3, 31)
_IN_AN_EXAMPLE: Final = 2
_KINDS: Final = {date: "day", int: "number"}
_BY_FILES: Final = ("asserted_", "not_listed_")
"""How fields begin that say what a file asserts: people may fill them and seldom should."""


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """One field: ``holds`` is what it takes, ``codes`` its code set where it is coded, ``sealed`` how it is kept."""

    name: str
    holds: str
    codes: CodeSet | None
    sealed: bool
    says: str


def fields_said(kind: type[Event]) -> list[FieldSaid]:
    """The fields of an event that a person can say, in the order of its definition."""
    return [_field(kind, name) for name in fields_of(kind)]


def example(kind: type[Event]) -> str:
    """A command that records one, with the first of its fields."""
    usual = [field for field in fields_said(kind) if not field.name.startswith(_BY_FILES)]
    pairs = [pair for field in usual if (pair := _pair(field))][:_IN_AN_EXAMPLE]
    on = [] if kind.KIND == PERSON else ["--on", EXAMPLE_DAY.isoformat()]
    return shlex.join(["journey", "record", kind.NAME, EXAMPLE_CHILD, *on, *pairs])


def key_of(kind: type[Event]) -> str:
    """What the facts of an event are called: ``referral/DATE/1``."""
    if kind.KIND == PERSON:
        return PERSON
    return f"{kind.KIND}/DATE/1/{kind.PART}" if kind.PART else f"{kind.KIND}/DATE/1"


def _field(kind: type[Event], name: str) -> FieldSaid:
    declared = declared_type(kind, name)
    several = get_origin(declared) is list
    set_name = kind.code_sets().get(name)
    if set_name:
        holds = "codes, with commas" if several else "code"
    elif name in WORKER_FIELDS:
        holds = "worker: a name or a registration number"
    elif name == "family":
        holds = "family identifier, kept as a keyed reference"
    else:
        holds = "texts, with commas" if several else _KINDS.get(declared, "text")
    says = kind.model_fields[name].description or ""
    return FieldSaid(name, holds, codes_of(set_name) if set_name else None, name in PERSONAL, says)


def _pair(field: FieldSaid) -> str:
    if field.codes:
        return f"{field.name}={next(iter(field.codes.codes))}"
    if field.holds == "day":
        return f"{field.name}={EXAMPLE_DAY.isoformat()}"
    if field.holds == "number":
        return f"{field.name}=1"
    if field.name in WORKER_FIELDS:
        return f"{field.name}=SW123456"
    return f"{field.name}=North" if field.name in ("team", "hub") else ""
