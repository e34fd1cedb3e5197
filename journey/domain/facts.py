"""Fact keys: what a statement is about, local to a child's stream and readable by an auditor.

``referral/2024-09-18/1``             kind, start date, ordinal
``episode/2024-09-27/1/closed``       a part: the end (or outcome) of the fact it is named under
``person``                            what has no date: who the child is

Source, outcome and ends are content, not key. A thing with a beginning and an end is two facts, the second keyed
under the first, so that each fact happens on one day and a moved end changes no key.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

PERSON = "person"


class FactKey(NamedTuple):
    """A fact key taken apart. ``start`` and ``ordinal`` are None and 0 for facts without a date."""

    kind: str
    start: date | None
    ordinal: int
    part: str | None

    @property
    def thing(self) -> str:
        """The key of the whole thing, without the part."""
        return fact_key(self.kind, self.start, self.ordinal)


def fact_key(kind: str, start: date | None, ordinal: int = 1, part: str | None = None) -> str:
    """The key of a fact as text."""
    if start is None:
        return kind
    key = f"{kind}/{start.isoformat()}/{ordinal}"
    return f"{key}/{part}" if part else key


def begins_on(kind: str, start: date) -> str:
    """How the keys begin of whatever of a kind started on a day."""
    return f"{kind}/{start.isoformat()}/"


@lru_cache(maxsize=65_536)
def parse_fact_key(key: str) -> FactKey:
    """Take a key apart. Raises ValueError on text that is not a fact key."""
    pieces = key.split("/")
    if len(pieces) == 1:
        return FactKey(key, None, 0, None)
    if len(pieces) not in (3, 4):
        raise ValueError(f"{key!r} is not a fact key such as referral/2024-09-18/1")
    kind, start, ordinal = pieces[:3]
    return FactKey(kind, date.fromisoformat(start), int(ordinal), pieces[3] if len(pieces) == 4 else None)


def thing_of(key: str) -> str:
    """The whole thing that a key, with or without a part, belongs to."""
    return key.rsplit("/", 1)[0] if key.count("/") == 3 else key
