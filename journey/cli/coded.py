"""Codes with their labels, where a source wrote the code alone: N2 becomes "N2 Disability"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from journey.domain.facts import parse_fact_key
from journey.domain.practice_codes import codes_of


def with_label(value: Any, codes: str | None) -> Any:
    """A code, or a list of them, that was written without words, with the label of its set; all else as it is."""
    if isinstance(value, list):
        return [with_label(one, codes) for one in value]
    if codes is None or not isinstance(value, Mapping) or value.keys() != {"code", "written"}:
        return value
    code = value["code"]
    if code is None or str(value["written"]).strip().casefold() != code.casefold():
        return value
    label = codes_of(codes).label(code)
    words_alone = code == code.lower() and not code[:1].isdigit()
    return value if label == code else {"code": code, "written": label if words_alone else f"{code} {label}"}


def labelled(data: Mapping[str, Any], fact: str) -> dict[str, Any]:
    """The fields of a fact or of a statement about one, codes with their labels; ``fact`` is its key."""
    key = parse_fact_key(fact)
    sets = _sets().get((key.kind, key.part or ""), {})
    return {name: with_label(value, sets.get(name)) for name, value in data.items()}


@cache
def _sets() -> dict[tuple[str, str], dict[str, str]]:
    """The coded fields with the names of their code sets, by kind and part of the fact."""
    from journey.domain.events import events

    found: dict[tuple[str, str], dict[str, str]] = {}
    for cls in events().values():
        found.setdefault((cls.KIND, cls.PART or ""), {}).update(cls.code_sets())
    return found
