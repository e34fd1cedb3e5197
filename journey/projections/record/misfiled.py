"""What was recorded of the wrong child and moved: on the wrong record it is no longer shown what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journey.domain.events.record import MISFILED
from journey.domain.statements import Statement

_STUB = ("FactMisfiled", "FactRetracted")


def moved_away(standing: Iterable[Statement]) -> set[tuple[str, str]]:
    """The facts, by stream and key, that stand as moved to another child; all keys of one whose start date moved."""
    said = list(standing)
    away = {(s.stream, s.fact) for s in said if s.name == "FactRetracted" and s.data.get("reason") == MISFILED}
    moved = {(s.stream, str(s.data["moved_to"])) for s in said if s.data.get("moved_to") and (s.stream, s.fact) in away}
    return away | moved


def redacted(said: Statement) -> dict[str, Any]:
    """The fields of a statement about another child: of a stub why it was moved, of others that it is not shown."""
    if said.name in _STUB:
        return dict(said.data)
    return {**({"field": said.data["field"]} if "field" in said.data else {}), "redacted": MISFILED}
