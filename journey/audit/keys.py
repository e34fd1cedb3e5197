"""Fact keys and codes of what is written on a diagnostic's stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from journey.domain.events.base import Event
from journey.domain.practice_codes import codes_of
from journey.domain.statements import Statement
from journey.domain.values import code

NextKey = Callable[[type[Event]], str]
"""Gives a kind of event the next fact key of the day."""


def coded(codes: str, value: str) -> dict[str, Any]:
    """A code of a code set with its label."""
    return code(value, codes_of(codes).label(value))


def next_keys(said: Iterable[Statement], on: date) -> NextKey:
    """Fact keys for what is written on a day, after what the stream holds: ``kind/day/ordinal``."""
    day = on.isoformat()
    used = Counter(
        kind for kind, start, *rest in (one.fact.split("/") for one in said) if start == day and len(rest) == 1
    )

    def key(kind: type[Event]) -> str:
        used[kind.KIND] += 1
        return f"{kind.KIND}/{on.isoformat()}/{used[kind.KIND]}"

    return key
