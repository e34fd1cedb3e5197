"""A child's journey as it is given to the child: what is withheld of it, each time with the ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from journey.domain.disclosure import GROUNDS, Ground, adoption_kinds, ground_of
from journey.domain.facts import parse_fact_key

WITHHELD: Final = "[withheld]"


@dataclass
class Disclosed:
    """The rows that are given, and one row for each redaction: ``occurred_on, event, fact, field, ground, code`` (the
    ground's short name). Of an adoption record neither day nor event is told."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    redactions: list[dict[str, Any]] = field(default_factory=list)


def disclosed(rows: Iterable[Mapping[str, Any]]) -> Disclosed:
    """From the rows of ``show.journey_of``, one a statement or fact. The rows themselves stay as they are."""
    found, adoption = Disclosed(), adoption_kinds()
    for row in rows:
        if parse_fact_key(row["fact"]).kind in adoption:
            found.redactions.append(_redaction({}, "the whole statement", "adoption"))
        else:
            found.rows.append({**row, "data": _data(row, row["data"], found)})
    return found


def _data(row: Mapping[str, Any], data: Mapping[str, Any], found: Disclosed) -> dict[str, Any]:
    """An event's fields; what a correction says of a field is judged as that field."""
    about = data.get("field")
    told: dict[str, Any] = {}
    for name, value in data.items():
        ground = ground_of(str(about) if name in ("value", "old") and about else name, value)
        if name == "fields" and isinstance(value, Mapping):
            told[name] = _data(row, value, found)
        elif isinstance(value, list) and ground is None:
            told[name] = [_item(row, name, one, found) for one in value]
        elif value is None or ground is None:
            told[name] = value
        else:
            told[name] = _withheld(row, name, ground, found)
    return told


def _item(row: Mapping[str, Any], name: str, value: Any, found: Disclosed) -> Any:
    ground = ground_of(name, value)
    return value if ground is None else _withheld(row, name, ground, found)


def _withheld(row: Mapping[str, Any], name: str, ground: Ground, found: Disclosed) -> str:
    found.redactions.append(_redaction(row, name, ground))
    return WITHHELD


def _redaction(row: Mapping[str, Any], name: str, ground: Ground) -> dict[str, Any]:
    return {
        "occurred_on": row.get("occurred_on"),
        "event": row.get("title") or "adoption record",
        "fact": row.get("fact"),
        "field": name,
        "ground": GROUNDS[ground],
        "code": ground,
    }
