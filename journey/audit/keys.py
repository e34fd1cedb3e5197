"""Fact keys and codes of what is written on a diagnostic's stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from journey.domain.events.base import Event
from journey.domain.practice_codes import codes_of
from journey.domain.statements import Statement
from journey.domain.values import code

_SLASHES: Final = 2
"""In the key of a fact; one that belongs to another (``…/moderated``) has more."""

NextKey = Callable[[type[Event], date], str]
"""Gives a kind of event on a day its next fact key."""


def coded(codes: str, value: str) -> dict[str, Any]:
    """A code of a code set with its label."""
    return code(value, codes_of(codes).label(value))


def next_keys(said: Iterable[Statement]) -> NextKey:
    """Fact keys for what is written after what a stream holds: ``kind/day/ordinal``."""
    used = Counter(one.fact.rpartition("/")[0] for one in said if one.fact.count("/") == _SLASHES)

    def key(kind: type[Event], on: date) -> str:
        begin = f"{kind.KIND}/{on.isoformat()}"
        used[begin] += 1
        return f"{begin}/{used[begin]}"

    return key
